// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/links.h"

#include "insight/dora/our_links.h"
#include "insight/dora/pushed_commits.h"

namespace shipglass::dora {

namespace {

Link byOrder(const Facts& facts, const Timeline& timeline, Row row, LinkRules rules) {
    const IncidentRow& incident = facts.incidents[row];
    if (incident.startedAt == kUnknown) return {row, kNone, Rule::notLinked};
    const bool success = rules == LinkRules::latestSuccess;
    const auto among = success ? Timeline::Among::successes : Timeline::Among::all;
    const Place place = timeline.latest(incident.service, incident.startedAt, among, success);
    return {row, place, place == kNone ? Rule::notLinked : Rule::byOrder};
}

/// Incidents of services that are not asked for are none of the question's, whatever they name.
std::vector<Link> rootCauses(const Facts& facts, const Timeline& timeline, const Scope& scope) {
    const auto isAsked = [&](const IncidentRow& incident) {
        return incident.commit != kNone && (incident.service == 0 || inScope(scope, incident.service));
    };
    Mentioned commits(facts.commits.size());
    for (const auto& incident : facts.incidents)
        if (isAsked(incident)) commits.want(incident.commit);
    const PushedCommits pushed(facts);
    PushedCommits::Push push;
    for (Place place = 0; place < timeline.deliveries.size(); ++place) {
        if (!timeline.deliveries[place].succeeded()) continue;
        pushed.read(timeline.deliveries[place].commit, push);
        for (const Row commit : push.commits) commits.offer(commit, place);
    }
    commits.sort();
    std::vector<Link> made;
    for (Row row = 0; row < facts.incidents.size(); ++row) {
        const auto before = made.size();
        if (isAsked(facts.incidents[row]))
            for (const auto& [named, place] : commits.of(facts.incidents[row].commit))
                made.push_back({row, place, Rule::byCommit});
        if (made.size() == before) made.push_back({row, kNone, Rule::notLinked});
    }
    return made;
}

template <class LinkOf> std::vector<Link> eachIncident(const Facts& facts, LinkOf linkOf) {
    std::vector<Link> made;
    made.reserve(facts.incidents.size());
    for (Row row = 0; row < facts.incidents.size(); ++row) made.push_back(linkOf(row));
    return made;
}

std::vector<Link> allLinks(const Facts& facts, const Timeline& timeline, const Question& question,
                           LinkRules rules) {
    switch (rules) {
    case LinkRules::none:
        return {};
    case LinkRules::rootCause:
        return rootCauses(facts, timeline, question.scope);
    case LinkRules::latestSuccess:
    case LinkRules::latestRun:
        return eachIncident(facts, [&](Row row) { return byOrder(facts, timeline, row, rules); });
    case LinkRules::ours:
        break;
    }
    const OurLinks ours(facts, timeline, question);
    return eachIncident(facts, [&](Row row) { return ours.of(row); });
}

} // namespace

std::vector<Link> links(const Facts& facts, const Timeline& timeline, const Question& question,
                        LinkRules rules) {
    auto made = allLinks(facts, timeline, question, rules);
    std::erase_if(made, [&](const Link& link) {
        return link.place == kNone && !inScope(question.scope, facts.incidents[link.incident].service);
    });
    return made;
}

} // namespace shipglass::dora
