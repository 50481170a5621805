// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/remedies.h"

#include <algorithm>

namespace shipglass::dora {

namespace {

/// What a person said of a deployment, as far as it concerns remedies.
struct ByHand {
    Known rollback = Known::unknown, hotfix = Known::unknown;
};

Rule ruleOf(Hotfix mark) {
    switch (mark) {
    case Hotfix::none:
        return Rule::none;
    case Hotfix::branch:
        return Rule::hotfixBranch;
    case Hotfix::label:
        return Rule::hotfixLabel;
    case Hotfix::title:
        return Rule::hotfixTitle;
    }
    return Rule::none;
}

class Finder {
public:
    Finder(const Facts& facts, const Timeline& timeline)
        : m_facts(facts), m_timeline(timeline), m_marks(timeline.deliveries.size(), Hotfix::none),
          m_failedBefore(timeline.deliveries.size(), kNone) {
        findRedeploys();
        const bool changesMatter =
            std::any_of(facts.changes.begin(), facts.changes.end(), [](const ChangeRow& each) {
                return each.hotfix != Hotfix::none || each.reverts != kNone || each.revertsVersion != 0;
            });
        if (changesMatter) m_shipped = shippedBy(facts, timeline);
    }

    void markDeployments();
    void markChanges(bool revertsToo);
    std::vector<Remedy> ours(const Overlay& overlay);
    std::vector<Remedy> datadog();

private:
    void findRedeploys();
    Rule rollbackRule(Place place, const ByHand& said) const;
    Rule hotfixRule(Place place, const ByHand& said) const;
    Remedy remedy(Place place, const ByHand& said) const;
    Place versionBefore(Place place, Name version) const;
    void addReverts(std::vector<Remedy>& found) const;

    const Facts& m_facts;
    const Timeline& m_timeline;
    std::vector<Place> m_shipped;      ///< By change; empty when no change is a hotfix or a revert.
    std::vector<Hotfix> m_marks;       ///< By place, of the deployment or of a change that it shipped.
    std::vector<Place> m_failedBefore; ///< By place of a redeploy: the deployment that it puts right.
};

void Finder::findRedeploys() {
    std::vector<Place> lastWith(m_facts.names.size(), kNone), lastOf(m_facts.commits.size(), kNone);
    std::vector<Place> next(m_timeline.deliveries.size(), kNone);
    for (const Stretch& chain : m_timeline.chains)
        for (Place place = chain.begin; place < chain.end; ++place) {
            const Delivery& each = m_timeline.deliveries[place];
            if (!each.succeeded()) continue;
            if (each.previous != kNone) next[each.previous] = place;
            const auto isEarlier = [&](Place target) {
                return target != kNone && chain.begin <= target && target != each.previous;
            };
            Place target = each.version == 0 ? kNone : lastWith[each.version];
            // Some give every build of a commit a version of its own.
            if (!isEarlier(target) && each.commit != kNone) target = lastOf[each.commit];
            if (isEarlier(target)) m_failedBefore[place] = next[target];
            if (each.version != 0) lastWith[each.version] = place;
            if (each.commit != kNone) lastOf[each.commit] = place;
        }
}

void Finder::markDeployments() {
    for (Place place = 0; place < m_marks.size(); ++place)
        m_marks[place] = m_facts.deployments[m_timeline.deliveries[place].row].hotfix;
}

void Finder::markChanges(bool revertsToo) {
    for (Row row = 0; row < m_shipped.size(); ++row) {
        const ChangeRow& change = m_facts.changes[row];
        const Place place = m_shipped[row];
        if (change.hotfix == Hotfix::none || place == kNone || (change.revert && !revertsToo)) continue;
        // The smaller mark, so that the order of the changes does not matter.
        Hotfix& mark = m_marks[place];
        mark = mark == Hotfix::none ? change.hotfix : std::min(mark, change.hotfix);
    }
}

Rule Finder::rollbackRule(Place place, const ByHand& said) const {
    const Known recorded = m_facts.deployments[m_timeline.deliveries[place].row].rollback;
    if (said.rollback != Known::unknown) return said.rollback == Known::yes ? Rule::byHand : Rule::none;
    if (recorded != Known::unknown) return recorded == Known::yes ? Rule::rollback : Rule::none;
    return m_failedBefore[place] != kNone ? Rule::redeployed : Rule::none;
}

Rule Finder::hotfixRule(Place place, const ByHand& said) const {
    const Known recorded = m_facts.deployments[m_timeline.deliveries[place].row].unplanned;
    if (said.hotfix != Known::unknown) return said.hotfix == Known::yes ? Rule::byHand : Rule::none;
    if (recorded != Known::unknown) return recorded == Known::yes ? Rule::unplanned : Rule::none;
    return ruleOf(m_marks[place]);
}

Remedy Finder::remedy(Place place, const ByHand& said) const {
    const Place previous = m_timeline.deliveries[place].previous;
    if (const Rule rule = rollbackRule(place, said); rule != Rule::none)
        return {place, m_failedBefore[place] != kNone ? m_failedBefore[place] : previous, rule};
    return {place, previous, hotfixRule(place, said)};
}

std::vector<Remedy> Finder::ours(const Overlay& overlay) {
    std::vector<ByHand> said(overlay.empty() ? 0 : m_timeline.deliveries.size());
    for (const Correction& each : overlay) {
        if (each.says == Says::causedBy || each.says == Says::notCaused) continue;
        if (each.row >= m_timeline.placeOf.size() || m_timeline.placeOf[each.row] == kNone) continue;
        ByHand& place = said[m_timeline.placeOf[each.row]];
        const bool yes = each.says == Says::rollback || each.says == Says::hotfix;
        const bool isRollback = each.says == Says::rollback || each.says == Says::noRollback;
        (isRollback ? place.rollback : place.hotfix) = yes ? Known::yes : Known::no;
    }
    std::vector<Remedy> found;
    for (Place place = 0; place < m_timeline.deliveries.size(); ++place) {
        if (!m_timeline.deliveries[place].succeeded()) continue;
        const Remedy each = remedy(place, said.empty() ? ByHand{} : said[place]);
        if (each.rule != Rule::none) found.push_back(each);
    }
    return found;
}

/// The last deployment of the version that a change takes back, before the one that shipped the change.
Place Finder::versionBefore(Place place, Name version) const {
    if (place == kNone || version == 0) return kNone;
    Place before = m_timeline.deliveries[place].previous;
    while (before != kNone && m_timeline.deliveries[before].version != version)
        before = m_timeline.deliveries[before].previous;
    return before;
}

void Finder::addReverts(std::vector<Remedy>& found) const {
    for (Row row = 0; row < m_shipped.size(); ++row) {
        const ChangeRow& change = m_facts.changes[row];
        const Place place = m_shipped[row];
        const Place original =
            change.reverts != kNone ? m_shipped[change.reverts] : versionBefore(place, change.revertsVersion);
        if (place == kNone || original == kNone || !m_timeline.earlier(original, place)) continue;
        found.push_back({place, original, Rule::reverted});
    }
}

std::vector<Remedy> Finder::datadog() {
    std::vector<Remedy> found;
    for (Place place = 0; place < m_timeline.deliveries.size(); ++place) {
        const Delivery& each = m_timeline.deliveries[place];
        if (!each.succeeded()) continue;
        if (m_failedBefore[place] != kNone)
            found.push_back({place, m_failedBefore[place], Rule::redeployed});
        else if (m_marks[place] != Hotfix::none)
            found.push_back({place, each.previous, ruleOf(m_marks[place])});
    }
    addReverts(found);
    return found;
}

} // namespace

Remedies::Remedies(const Facts& facts, const Timeline& timeline, const Overlay& overlay, RemedyRules rules) {
    if (rules == RemedyRules::none) return;
    Finder finder(facts, timeline);
    finder.markDeployments();
    finder.markChanges(rules == RemedyRules::ours);
    m_all = rules == RemedyRules::ours ? finder.ours(overlay) : finder.datadog();
    m_firstOf.assign(timeline.deliveries.size(), kNone);
    for (std::uint32_t index = 0; index < m_all.size(); ++index) {
        const Remedy& each = m_all[index];
        if (each.failed == kNone) continue;
        auto& first = m_firstOf[each.failed];
        if (first == kNone || timeline.earlier(each.place, m_all[first].place)) first = index;
    }
}

const Remedy* Remedies::of(Place failed) const {
    if (m_firstOf.empty() || m_firstOf[failed] == kNone) return nullptr;
    return &m_all[m_firstOf[failed]];
}

} // namespace shipglass::dora
