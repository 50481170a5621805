// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/service_notes.h"

#include "config/service_draft.h"

namespace shipglass {

namespace {

bool isLost(const ServiceRule& rule, const KeepSpans& keep) {
    const bool byStages = rule.from == DeploymentOrigin::pipeline && !rule.deployStage.empty();
    return byStages && keep.stages && (!keep.runs || *keep.stages < *keep.runs);
}

} // namespace

std::vector<std::string> stageNotes(const Config& config) {
    std::vector<std::string> notes;
    for (const ServiceRule& rule : config.services)
        if (isLost(rule, config.keep))
            notes.push_back("The deployments of " + rule.name + " are stages of runs, which are kept " +
                            formatDuration(*config.keep.stages) +
                            ": older ones are not known. keep: { stages: 400d } keeps them longer.");
    return notes;
}

std::string suggestionNote(const std::vector<delivery::SuggestedService>& suggestions) {
    if (suggestions.empty()) return {};
    ServiceRules rules;
    std::string why;
    for (const auto& [rule, reason, records] : suggestions) {
        rules.push_back(rule);
        why += "\n  " + rule.name + ": " + reason;
    }
    const auto count = std::to_string(suggestions.size());
    return (suggestions.size() == 1 ? "Records of 1 possible service belong to none yet:"
                                    : "Records of " + count + " possible services belong to none yet:") +
           why + "\nThese lines in the configuration would make them services:\n" + serviceLines(rules);
}

} // namespace shipglass
