// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/our_links.h"

#include <algorithm>

namespace shipglass::dora {

OurLinks::OurLinks(const Facts& facts, const Timeline& timeline, const Question& question)
    : m_facts(facts), m_timeline(timeline), m_question(question), m_commits(facts.commits.size()),
      m_versions(facts.names.size()) {
    for (const auto& incident : facts.incidents) {
        if (incident.commit != kNone) m_commits.want(incident.commit);
        if (incident.version != 0) m_versions.want(incident.version);
    }
    readMentions();
    if (question.overlay.empty()) return;
    m_said.assign(facts.incidents.size(), nullptr);
    for (const Correction& each : question.overlay)
        if ((each.says == Says::causedBy || each.says == Says::notCaused) && each.row < m_said.size())
            m_said[each.row] = &each;
}

void OurLinks::readMentions() {
    for (Place place = 0; place < m_timeline.deliveries.size(); ++place) {
        const Delivery& each = m_timeline.deliveries[place];
        if (!each.succeeded()) continue;
        if (each.commit != kNone) m_commits.offer(each.commit, place);
        for (const Row commit : m_facts.commitsIn(each.commits)) m_commits.offer(commit, place);
        if (each.version != 0) m_versions.offer(each.version, place);
    }
    m_commits.sort();
    m_versions.sort();
}

bool OurLinks::said(Row row, Link& link) const {
    if (m_said.empty() || m_said[row] == nullptr) return false;
    const Correction& correction = *m_said[row];
    link.rule = Rule::byHand;
    if (correction.says == Says::causedBy && correction.deployment < m_timeline.placeOf.size())
        link.place = m_timeline.placeOf[correction.deployment];
    if (link.place != kNone && !m_timeline.deliveries[link.place].succeeded()) link.place = kNone;
    if (correction.says == Says::causedBy && link.place == kNone) link.rule = Rule::referenceNotCounted;
    return true;
}

/// Of the deployments that brought what the incident names, the last one before it; else the first one.
Place OurLinks::best(const Mentioned& mentioned, std::uint32_t value, const IncidentRow& incident) const {
    Place before = kNone, after = kNone;
    for (const auto& [named, place] : mentioned.of(value)) {
        const Delivery& each = m_timeline.deliveries[place];
        if (incident.service != 0 && each.service != incident.service) continue;
        if (each.at <= incident.startedAt && (before == kNone || m_timeline.earlier(before, place)))
            before = place;
        if (each.at > incident.startedAt && (after == kNone || m_timeline.earlier(place, after)))
            after = place;
    }
    return before != kNone ? before : after;
}

/// In the incident's own environment where the service has it; in any, where none or only an alias is named.
Place OurLinks::latestIn(const IncidentRow& incident) const {
    using enum Timeline::Among;
    if (incident.environment == 0) return m_timeline.latest(incident.service, incident.startedAt, successes);
    for (const Stretch& chain : m_timeline.chainsOf(incident.service))
        if (m_timeline.deliveries[chain.begin].environment == incident.environment)
            return m_timeline.latest(chain, incident.startedAt, successes);
    const auto& aliases = m_question.scope.environments;
    const bool alias = std::find(aliases.begin(), aliases.end(), incident.environment) != aliases.end();
    return alias ? m_timeline.latest(incident.service, incident.startedAt, successes) : kNone;
}

Place OurLinks::soonBefore(const IncidentRow& incident) const {
    if (incident.startedAt == kUnknown) return kNone;
    const Place place = latestIn(incident);
    const bool soon =
        place != kNone && incident.startedAt - m_timeline.deliveries[place].at <= m_question.incidentWindow;
    return soon ? place : kNone;
}

Link OurLinks::of(Row row) const {
    const IncidentRow& incident = m_facts.incidents[row];
    Link link{row, kNone, Rule::notLinked};
    if (said(row, link)) return link;
    if (incident.deployment != kNone) {
        const Place place = m_timeline.placeOf[incident.deployment];
        if (place != kNone && m_timeline.deliveries[place].succeeded())
            return {row, place, Rule::byReference};
        return {row, kNone, Rule::referenceNotCounted};
    }
    if (incident.commit != kNone)
        if (const Place place = best(m_commits, incident.commit, incident); place != kNone)
            return {row, place, Rule::byCommit};
    if (incident.version != 0)
        if (const Place place = best(m_versions, incident.version, incident); place != kNone)
            return {row, place, Rule::byVersion};
    if (const Place place = soonBefore(incident); place != kNone) return {row, place, Rule::byTime};
    return link;
}

} // namespace shipglass::dora
