// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/timeline.h"

#include <algorithm>
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
    auto of(std::uint32_t value) const {
        return std::ranges::equal_range(m_found, value, {}, &std::pair<std::uint32_t, Place>::first);
    }

private:
    std::vector<bool> m_wanted;
    std::vector<std::pair<std::uint32_t, Place>> m_found;
};

} // namespace shipglass::dora
