// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/gather.h"

#include <algorithm>

namespace shipglass::dora {

namespace {

/// Why each delivery failed, by place. Of several reasons what a person said comes first, then the surest
/// link, then the remedy, so that the order of the incidents does not matter.
std::vector<Rule> reasons(const Study& study) {
    std::vector<Rule> why(study.timeline.deliveries.size(), Rule::none);
    for (const Link& link : study.incidents) {
        if (link.place == kNone) continue;
        Rule& reason = why[link.place];
        if (reason == Rule::byHand) continue;
        reason = reason == Rule::none || link.rule == Rule::byHand ? link.rule : std::min(reason, link.rule);
    }
    for (const Remedy& each : study.remedies.all())
        if (each.failed != kNone && why[each.failed] == Rule::none)
            why[each.failed] = study.remedies.of(each.failed)->rule;
    return why;
}

/// The incidents as rows of their own, at the deployment they are held against, or else when they began.
void addIncidents(const Study& study, Samples& made) {
    for (const Link& link : study.incidents) {
        Sample sample;
        sample.kind = Kind::incident;
        sample.row = link.incident;
        sample.rule = link.rule;
        sample.at = study.facts.incidents[link.incident].startedAt;
        if (link.place != kNone) {
            sample.at = study.delivery(link.place).at;
            sample.deployment = study.delivery(link.place).row;
            sample.part = Part::support;
        }
        if (sample.at != kUnknown) made.push_back(sample);
    }
}

template <class Rules> Samples ratioOfSuccesses(const Study& study, Rules ruleAt) {
    Samples made;
    made.reserve(study.timeline.deliveries.size() + study.incidents.size()); // which may come as rows, too
    for (Place place = 0; place < study.timeline.deliveries.size(); ++place) {
        const Delivery& each = study.delivery(place);
        const Rule rule = each.succeeded() ? ruleAt(place) : Rule::notSuccessful;
        if (!each.succeeded())
            made.push_back(sampleOf(each, rule, Part::none));
        else if (rule == Rule::none)
            made.push_back(sampleOf(each, Rule::counted, Part::base));
        else
            made.push_back(sampleOf(each, rule, Part::both));
    }
    return made;
}

} // namespace

Samples failedSuccesses(const Study& study) {
    const auto why = reasons(study);
    Samples made = ratioOfSuccesses(study, [&why](Place place) { return why[place]; });
    addIncidents(study, made);
    return made;
}

Samples runsWithIncident(const Study& study) {
    std::vector<Ms> firstIncident(study.timeline.deliveries.size(), kUnknown);
    for (const Link& link : study.incidents) {
        if (link.place == kNone) continue;
        const Ms startedAt = study.facts.incidents[link.incident].startedAt;
        Ms& first = firstIncident[link.place];
        first = first == kUnknown ? startedAt : std::min(first, startedAt);
    }
    Samples made;
    made.reserve(firstIncident.size() + study.incidents.size());
    for (Place place = 0; place < firstIncident.size(); ++place) {
        Sample sample = sampleOf(study.delivery(place), Rule::counted, Part::base);
        if (firstIncident[place] != kUnknown) {
            sample.rule = Rule::byOrder, sample.part = Part::both;
            sample.span = firstIncident[place] - sample.at, sample.endsInside = true;
        }
        made.push_back(sample);
    }
    addIncidents(study, made);
    return made;
}

Samples rootCauseMatches(const Study& study) {
    Samples made = successesWithCommit(study);
    const auto deployments = made.size();
    addIncidents(study, made);
    for (auto each = made.begin() + static_cast<std::ptrdiff_t>(deployments); each != made.end(); ++each)
        if (each->part == Part::support) each->part = Part::hit;
    return made;
}

Samples incidentsBesideDeployments(const Study& study) {
    Samples made = successes(study);
    for (Row row = 0; row < study.facts.incidents.size(); ++row) {
        const IncidentRow& incident = study.facts.incidents[row];
        if (incident.startedAt == kUnknown || !inScope(study.question.scope, incident.service)) continue;
        Sample sample;
        sample.at = incident.startedAt;
        sample.kind = Kind::incident, sample.row = row;
        sample.rule = Rule::counted, sample.part = Part::hit;
        made.push_back(sample);
    }
    return made;
}

Samples failedRuns(const Study& study) {
    Samples made;
    for (const Delivery& each : study.timeline.deliveries) {
        if (each.succeeded())
            made.push_back(sampleOf(each, Rule::counted, Part::base));
        else if (each.outcome == Outcome::failure)
            made.push_back(sampleOf(each, Rule::failedRun, Part::both));
        else
            made.push_back(sampleOf(each, Rule::notSuccessful, Part::none));
    }
    return made;
}

Samples remediesAmongSuccesses(const Study& study) {
    std::vector<Rule> remedy(study.timeline.deliveries.size(), Rule::none);
    for (const Remedy& each : study.remedies.all()) remedy[each.place] = each.rule;
    return ratioOfSuccesses(study, [&remedy](Place place) { return remedy[place]; });
}

} // namespace shipglass::dora
