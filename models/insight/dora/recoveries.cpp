// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/gather.h"

#include <algorithm>

namespace shipglass::dora {

namespace {

/// The incidents of one failed delivery: it has recovered from them when the last of them is resolved.
struct Trouble {
    bool any = false, open = false;
    Ms resolvedAt = kUnknown;

    void add(Ms resolved) {
        any = true;
        open = open || resolved == kUnknown;
        resolvedAt = std::max(resolvedAt, resolved); // kUnknown is the smallest moment
    }
};

/// A span that ran to `end`, or goes on.
Sample ended(Sample sample, Ms end) {
    if (end == kUnknown) {
        sample.rule = Rule::open, sample.part = Part::none;
        return sample;
    }
    sample.span = end - sample.at;
    if (sample.span < 0) sample.rule = Rule::negative, sample.part = Part::none;
    return sample;
}

Sample recovery(const Study& study, Place place, const Trouble& trouble) {
    Sample sample = sampleOf(study.delivery(place), Rule::resolved, Part::base);
    sample.endsInside = true;
    Ms end = trouble.open ? kUnknown : trouble.resolvedAt;
    if (const Remedy* remedy = study.remedies.of(place)) {
        const Delivery& by = study.delivery(remedy->place);
        if (end == kUnknown || by.at < end)
            end = by.at, sample.rule = remedy->rule, sample.deployment = by.row;
    }
    return ended(sample, end);
}

Sample incidentSample(const Study& study, Row row, Ms at, Ms from, Ms to) {
    Sample sample;
    sample.kind = Kind::incident, sample.row = row;
    sample.at = from;
    sample.rule = Rule::resolved, sample.part = Part::base;
    sample = ended(sample, study.facts.incidents[row].resolvedAt == kUnknown ? kUnknown : to);
    if (sample.part != Part::none) sample.at = at;
    return sample;
}

} // namespace

// From each failed deployment to the earlier of its incidents being resolved and its remedy being deployed.
Samples untilRecovered(const Study& study) {
    std::vector<Trouble> troubles(study.timeline.deliveries.size());
    Samples made;
    for (const Link& link : study.incidents) {
        if (link.place == kNone) continue;
        const Ms resolvedAt = study.facts.incidents[link.incident].resolvedAt;
        troubles[link.place].add(resolvedAt);
        Sample sample = sampleOf(study.delivery(link.place), link.rule, Part::support);
        sample.kind = Kind::incident, sample.row = link.incident;
        if (resolvedAt != kUnknown) sample.span = resolvedAt - sample.at;
        made.push_back(sample);
    }
    for (Place place = 0; place < troubles.size(); ++place)
        if (troubles[place].any || study.remedies.of(place))
            made.push_back(recovery(study, place, troubles[place]));
    return made;
}

Samples deploymentToResolution(const Study& study) {
    Samples made;
    for (const Link& link : study.incidents) {
        if (link.place == kNone) continue;
        const Delivery& delivery = study.delivery(link.place);
        const Ms resolvedAt = study.facts.incidents[link.incident].resolvedAt;
        Sample sample = incidentSample(study, link.incident, delivery.at, delivery.at, resolvedAt);
        sample.deployment = delivery.row;
        sample.endsInside = true;
        made.push_back(sample);
    }
    return made;
}

Samples incidentsByResolution(const Study& study) {
    Samples made;
    for (Row row = 0; row < study.facts.incidents.size(); ++row) {
        const IncidentRow& each = study.facts.incidents[row];
        if (each.startedAt == kUnknown || !inScope(study.question.scope, each.service)) continue;
        made.push_back(incidentSample(study, row, each.resolvedAt, each.startedAt, each.resolvedAt));
    }
    return made;
}

// From the incident's creation, or from the deployment that caused it where that was earlier; one sample an
// incident.
Samples incidentsByCreation(const Study& study) {
    Samples made;
    for (std::size_t index = 0; index < study.incidents.size();) {
        const Row row = study.incidents[index].incident;
        Ms began = study.facts.incidents[row].startedAt;
        for (; index < study.incidents.size() && study.incidents[index].incident == row; ++index)
            if (const Place place = study.incidents[index].place; place != kNone && began != kUnknown)
                began = std::min(began, study.delivery(place).at);
        if (began == kUnknown) continue;
        made.push_back(incidentSample(study, row, began, began, study.facts.incidents[row].resolvedAt));
    }
    return made;
}

Samples failureToRemedy(const Study& study) {
    Samples made;
    for (Place place = 0; place < study.timeline.deliveries.size(); ++place)
        if (study.remedies.of(place)) {
            made.push_back(recovery(study, place, {}));
            made.back().endsInside = false;
        }
    return made;
}

// From the first failure of a streak to the success that ends it, counted when it ends.
Samples failureStreaks(const Study& study) {
    Samples made;
    for (const Stretch& chain : study.timeline.chains) {
        Place first = kNone;
        for (Place place = chain.begin; place < chain.end; ++place) {
            const Delivery& each = study.delivery(place);
            if (each.outcome == Outcome::failure && first == kNone) first = place;
            if (!each.succeeded() || first == kNone) continue;
            Sample sample = sampleOf(study.delivery(first), Rule::failedRun, Part::base);
            sample.span = each.at - sample.at;
            sample.at = each.at, sample.deployment = each.row;
            made.push_back(sample);
            first = kNone;
        }
        if (first != kNone) made.push_back(sampleOf(study.delivery(first), Rule::open, Part::none));
    }
    return made;
}

} // namespace shipglass::dora
