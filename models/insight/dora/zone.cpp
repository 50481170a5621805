// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/zone.h"

#include <algorithm>

namespace shipglass::dora {

namespace {

/// No zone was ever further from UTC, so a local moment lies within this of the UTC moment of the same
/// reading.
constexpr Ms kFurthest = 26 * kHour;

std::int64_t floorDiv(Ms value, Ms by) { return value / by - (value % by < 0 ? 1 : 0); }

} // namespace

Zone::Zone(Ms offset, std::vector<Transition> transitions) : m_spells(std::move(transitions)) {
    m_spells.insert(m_spells.begin(), Transition{kUnknown, offset});
}

Ms Zone::toLocal(Ms utc) const {
    if (m_spells.empty()) return utc;
    const auto after = std::upper_bound(m_spells.begin(), m_spells.end(), utc,
                                        [](Ms at, const Transition& spell) { return at < spell.at; });
    return utc + std::prev(after)->offset;
}

Ms Zone::toUtc(Ms local) const {
    if (m_spells.empty()) return local;
    auto spell = std::upper_bound(m_spells.begin(), m_spells.end(), local - kFurthest,
                                  [](Ms at, const Transition& each) { return at < each.at; });
    for (--spell; std::next(spell) != m_spells.end(); ++spell) {
        const Ms shown = std::max(spell->at, local - spell->offset);
        if (shown < std::next(spell)->at) return shown;
    }
    return std::max(spell->at, local - spell->offset);
}

std::int64_t Zone::dayOf(Ms utc) const { return floorDiv(toLocal(utc), kDay); }

} // namespace shipglass::dora
