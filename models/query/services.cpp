// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/services.h"

#include "query/fold.h"
#include "query/labels.h"

#include <algorithm>

namespace shipglass {

namespace {

bool anyGlob(const std::vector<std::string>& globs, std::string_view text) {
    return !text.empty() && std::any_of(globs.begin(), globs.end(),
                                        [&](const auto& glob) { return query::globFolded(glob, text); });
}

/// True when the record has every one of the labels.
bool allLabels(const Labels& wanted, const Record& record) {
    const auto holds = [&](const auto& label) {
        const auto values = query::labelValues(record, label.first);
        return std::any_of(values.begin(), values.end(),
                           [&](auto value) { return query::globFolded(label.second, value); });
    };
    return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), holds);
}

bool belongs(const ServiceRule& rule, const Record& record) {
    const auto byField = [&](const auto& value) {
        bool found = false;
        if constexpr (requires { value.repository; }) found = anyGlob(rule.repositories, value.repository);
        if constexpr (requires { value.project; }) found = found || anyGlob(rule.projects, value.project);
        if constexpr (requires { value.pipeline; }) found = found || anyGlob(rule.pipelines, value.pipeline);
        return found;
    };
    const bool byIncident = kindOf(record) == Kind::alert && allLabels(rule.incidentLabels, record);
    return std::visit(byField, record) || allLabels(rule.labels, record) || byIncident;
}

} // namespace

std::string effectiveService(const Record& record, const ServiceRules& rules) {
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const auto& each) { return belongs(each, record); });
    return rule != rules.end() ? rule->name : common(record).service;
}

bool anyFrom(DeploymentOrigin origin, const ServiceRules& rules) {
    return std::any_of(rules.begin(), rules.end(),
                       [origin](const ServiceRule& rule) { return rule.from == origin; });
}

std::string teamOf(std::string_view service, const ServiceRules& rules) {
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const auto& each) { return each.name == service; });
    return rule != rules.end() ? rule->team : "";
}

} // namespace shipglass
