// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/evidence.h"

#include "insight/dora/dialect.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace shipglass::dora {

namespace {

Gather gatherOf(const Dialect& dialect, Key key) {
    switch (key) {
    case Key::deploymentFrequency:
        return dialect.deployments;
    case Key::changeLeadTime:
        return dialect.leadTimes;
    case Key::changeFailureRate:
        return dialect.failures;
    case Key::recoveryTime:
        return dialect.recoveries;
    case Key::reworkRate:
        return dialect.rework;
    }
    return nullptr;
}

/// The bucket a moment lies in, or their number for a moment outside.
std::size_t bucketOf(Ms at, std::span<const Window> buckets) {
    const auto after = std::ranges::upper_bound(buckets, at, {}, &Window::since);
    if (after == buckets.begin() || !std::prev(after)->holds(at)) return buckets.size();
    return static_cast<std::size_t>(after - buckets.begin()) - 1;
}

} // namespace

Samples evidence(const Study& study, Key key) {
    const Gather gather = gatherOf(study.dialect, key);
    return gather ? gather(study) : Samples{};
}

Bucketed::Bucketed(const Samples& samples, std::span<const Window> buckets)
    : m_begins(buckets.size() + 2, 0) {
    std::vector<std::uint32_t> bucket(samples.size());
    for (std::size_t index = 0; index < samples.size(); ++index) {
        bucket[index] = static_cast<std::uint32_t>(bucketOf(samples[index].at, buckets));
        ++m_begins[bucket[index] + 1];
    }
    std::partial_sum(m_begins.begin(), m_begins.end(), m_begins.begin());
    m_samples.resize(m_begins[buckets.size()]);
    auto next = m_begins;
    for (std::size_t index = 0; index < samples.size(); ++index)
        if (bucket[index] < buckets.size()) m_samples[next[bucket[index]]++] = samples[index];
}

std::span<const Sample> Bucketed::bucket(std::size_t index) const {
    return std::span(m_samples).subspan(m_begins[index], m_begins[index + 1] - m_begins[index]);
}

Samples explain(const Study& study, Key key, Window window) {
    Samples rows = evidence(study, key);
    std::erase_if(rows, [&](const Sample& each) { return !window.holds(each.at); });
    for (Sample& each : rows) each = settled(study, key, each, window);
    std::sort(rows.begin(), rows.end(), [](const Sample& a, const Sample& b) {
        return std::tie(a.at, a.deployment, a.kind, a.row) < std::tie(b.at, b.deployment, b.kind, b.row);
    });
    return rows;
}

} // namespace shipglass::dora
