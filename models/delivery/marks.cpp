// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/marks.h"

#include "query/fold.h"
#include "query/labels.h"

#include <algorithm>

namespace shipglass::delivery {

namespace {

dora::Outcome outcomeOf(DeploymentStatus status) {
    switch (status) {
    case DeploymentStatus::success:
        return dora::Outcome::success;
    case DeploymentStatus::failure:
        return dora::Outcome::failure;
    case DeploymentStatus::canceled:
        return dora::Outcome::canceled;
    default:
        return dora::Outcome::unfinished;
    }
}

std::string_view branchOf(std::string_view ref) {
    constexpr std::string_view heads = "refs/heads/";
    return ref.starts_with(heads) ? ref.substr(heads.size()) : ref;
}

dora::Hotfix hotfixOf(std::string_view branch, const MaybeList<std::string>& labels, std::string_view title,
                      const HotfixRules& rules) {
    if (fitsAny(rules.branches, branch)) return dora::Hotfix::branch;
    if (labels && std::any_of(labels->begin(), labels->end(),
                              [&](const auto& label) { return fitsAny(rules.labels, label); }))
        return dora::Hotfix::label;
    return fitsAny(rules.titles, title) ? dora::Hotfix::title : dora::Hotfix::none;
}

bool hasLabels(const Record& alert, const Labels& wanted) {
    const auto has = [&](const auto& label) {
        const auto values = query::labelValues(alert, label.first);
        return std::any_of(values.begin(), values.end(),
                           [&](auto value) { return query::globFolded(label.second, value); });
    };
    return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), has);
}

} // namespace

dora::Outcome outcomeOf(const Deployment& deployment) {
    auto found = outcomeOf(deployment.status);
    for (const auto& moment : deployment.history) {
        const auto outcome = outcomeOf(moment.status);
        if (outcome == dora::Outcome::success) return outcome;
        if (found == dora::Outcome::unfinished) found = outcome;
    }
    return found;
}

dora::Ms finishedAt(const Deployment& deployment) {
    if (deployment.finishedAt) return epochMs(*deployment.finishedAt);
    const auto& history = deployment.history;
    const auto ended = std::find_if(history.begin(), history.end(), [](const auto& moment) {
        return outcomeOf(moment.status) != dora::Outcome::unfinished;
    });
    // One that had ended when it was first seen may have ended at any time before.
    const bool anyTime = ended == history.end() || (ended == history.begin() && ended->observed);
    return anyTime ? dora::kUnknown : epochMs(ended->at);
}

dora::Hotfix hotfixOf(const Deployment& deployment, const HotfixRules& rules) {
    return hotfixOf(branchOf(deployment.ref), deployment.labels, deployment.title, rules);
}

dora::Hotfix hotfixOf(const Change& change, const HotfixRules& rules) {
    return hotfixOf(branchOf(change.branch), change.labels, change.title, rules);
}

bool isIncident(const Alert& alert, const std::string& service, const ServiceRules& rules) {
    if (alert.incident) return *alert.incident;
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const auto& each) { return each.name == service; });
    return rule != rules.end() && hasLabels(alert, rule->incidentLabels);
}

} // namespace shipglass::delivery
