// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/suggestions.h"

#include <algorithm>

namespace shipglass {

namespace {

using delivery::WrittenCorrection;
using dora::Rule;
using dora::Says;

SuggestedCorrection suggest(Says says, const WrittenCorrection& written) {
    return {says, says == Says::causedBy ? written.causedBy : std::string(), delivery::overlayLines(written)};
}

std::vector<SuggestedCorrection> ofIncident(const EvidenceRow& row) {
    WrittenCorrection written;
    written.incident = row.source + "/" + row.id;
    std::vector<SuggestedCorrection> all;
    const bool linked = !row.deploymentId.empty();
    written.causedBy = delivery::kNoDeployment;
    if (linked) all.push_back(suggest(Says::notCaused, written));
    written.causedBy = row.cause;
    const bool isOther = row.cause != row.deploymentSource + "/" + row.deploymentId;
    if (!row.cause.empty() && isOther) all.push_back(suggest(Says::causedBy, written));
    return all;
}

std::vector<SuggestedCorrection> ofDeployment(const EvidenceRow& row) {
    const bool isRollback = row.rule == Rule::rollback || row.rule == Rule::redeployed;
    const bool isHotfix = row.rule == Rule::unplanned || row.rule == Rule::hotfixBranch ||
                          row.rule == Rule::hotfixLabel || row.rule == Rule::hotfixTitle;
    WrittenCorrection rollback, hotfix;
    rollback.deployment = hotfix.deployment = row.source + "/" + row.id;
    rollback.rollback = !isRollback;
    hotfix.hotfix = !isHotfix;
    return {suggest(isRollback ? Says::noRollback : Says::rollback, rollback),
            suggest(isHotfix ? Says::noHotfix : Says::hotfix, hotfix)};
}

DeploymentOrigin originOf(const EvidenceRow& row, const ServiceRules& services) {
    const auto named = std::find_if(services.begin(), services.end(),
                                    [&](const ServiceRule& rule) { return rule.name == row.service; });
    if (named != services.end()) return named->from;
    // A run of no configured service may follow a rule that names only its pipeline.
    return anyFrom(DeploymentOrigin::pipeline, services) ? DeploymentOrigin::pipeline : DeploymentOrigin::api;
}

Kind kindFrom(DeploymentOrigin origin) {
    if (origin == DeploymentOrigin::pipeline) return Kind::run;
    return origin == DeploymentOrigin::change ? Kind::change : Kind::deployment;
}

/// Made deployments are called `<id of the record>@<environment>`.
RecordPlace deploymentPlace(const EvidenceRow& row, const ServiceRules& services) {
    const auto origin = originOf(row, services);
    const auto end = "@" + row.environment;
    if (origin == DeploymentOrigin::api || !row.deploymentId.ends_with(end))
        return {Kind::deployment, row.deploymentSource, row.deploymentId};
    const auto id = row.deploymentId.substr(0, row.deploymentId.size() - end.size());
    return {kindFrom(origin), row.deploymentSource, id};
}

} // namespace

std::vector<SuggestedCorrection> correctionsOf(const EvidenceRow& row) {
    if (row.kind == dora::Kind::incident) return ofIncident(row);
    if (row.kind == dora::Kind::deployment) return ofDeployment(row);
    return {};
}

std::optional<RecordPlace> recordOf(const EvidenceRow& row, const ServiceRules& services) {
    if (row.kind == dora::Kind::incident) return RecordPlace{Kind::alert, row.source, row.id};
    if (row.kind == dora::Kind::change) return RecordPlace{Kind::change, row.source, row.id};
    if (row.deploymentId.empty()) return std::nullopt;
    return deploymentPlace(row, services);
}

} // namespace shipglass
