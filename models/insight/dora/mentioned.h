// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/timeline.h"

#include <algorithm>
#include <span>
#include <utility>

namespace shipglass::dora {

/// Places by a commit or version (any number below `values`), for those only that an incident names: many
/// rows are offered, few are kept and sorted.
class Mentioned {
public:
    explicit Mentioned(std::size_t values) : m_wanted(values, false) {}

    void want(std::uint32_t value) { m_wanted[value] = true; }
    void offer(std::uint32_t value, Place place) {
        if (m_wanted[value]) m_found.emplace_back(value, place);
    }
    void sort() { std::sort(m_found.begin(), m_found.end()); }
    std::span<const std::pair<std::uint32_t, Place>> of(std::uint32_t value) const {
        constexpr auto first = &std::pair<std::uint32_t, Place>::first;
        return {std::ranges::lower_bound(m_found, value, {}, first),
                std::ranges::upper_bound(m_found, value, {}, first)};
    }

private:
    std::vector<bool> m_wanted;
    std::vector<std::pair<std::uint32_t, Place>> m_found;
};

} // namespace shipglass::dora
