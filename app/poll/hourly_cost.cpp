// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/hourly_cost.h"

namespace shipglass {

using namespace std::chrono_literals;

void HourlyCost::add(Time at, std::int64_t requests, std::int64_t bytes) {
    while (!m_entries.empty() && m_entries.front().at <= at - 1h) m_entries.pop_front();
    if (requests != 0 || bytes != 0) m_entries.push_back({at, requests, bytes});
}

std::int64_t HourlyCost::requests(Time now) const {
    std::int64_t sum = 0;
    for (const auto& entry : m_entries)
        if (entry.at > now - 1h) sum += entry.requests;
    return sum;
}

std::int64_t HourlyCost::bytes(Time now) const {
    std::int64_t sum = 0;
    for (const auto& entry : m_entries)
        if (entry.at > now - 1h) sum += entry.bytes;
    return sum;
}

} // namespace shipglass
