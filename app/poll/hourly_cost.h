// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/time.h"

#include <cstdint>
#include <deque>

namespace shipglass {

/// Requests and bytes of the last hour, by poll.
class HourlyCost {
public:
    void add(Time at, std::int64_t requests, std::int64_t bytes);
    std::int64_t requests(Time now) const;
    std::int64_t bytes(Time now) const;

private:
    struct Entry {
        Time at;
        std::int64_t requests, bytes;
    };
    std::deque<Entry> m_entries;
};

} // namespace shipglass
