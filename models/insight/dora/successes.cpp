// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/gather.h"

namespace shipglass::dora {

namespace {

/// A deployment that finished, by where it went and how.
Rule ruleFor(const Study& study, Row row) {
    const Place place = study.timeline.placeOf[row];
    const DeploymentRow& each = study.facts.deployments[row];
    if (place == kNone && !isProduction(study.question.scope, each)) return Rule::notProduction;
    if (place == kNone) return Rule::notSuccessful;
    return study.delivery(place).succeeded() ? Rule::counted : Rule::notSuccessful;
}

template <class Counts> Samples deployments(const Study& study, Counts counts) {
    Samples made;
    made.reserve(study.timeline.deliveries.size());
    for (Row row = 0; row < study.facts.deployments.size(); ++row) {
        const DeploymentRow& each = study.facts.deployments[row];
        if (each.finishedAt == kUnknown || !inScope(study.question.scope, each.service)) continue;
        Rule rule = ruleFor(study, row);
        if (rule == Rule::counted && !counts(each)) rule = Rule::noCommit;
        Sample sample;
        sample.at = each.finishedAt;
        sample.row = sample.deployment = row;
        sample.rule = rule;
        sample.part = rule == Rule::counted ? Part::base : Part::none;
        made.push_back(sample);
    }
    return made;
}

} // namespace

Samples successes(const Study& study) {
    return deployments(study, [](const DeploymentRow&) { return true; });
}

Samples successesWithCommit(const Study& study) {
    return deployments(study, [](const DeploymentRow& each) { return each.commit != kNone; });
}

} // namespace shipglass::dora
