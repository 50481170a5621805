// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/suggestions.h"

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

} // namespace

std::vector<SuggestedCorrection> correctionsOf(const EvidenceRow& row) {
    if (row.kind == dora::Kind::incident) return ofIncident(row);
    if (row.kind == dora::Kind::deployment) return ofDeployment(row);
    return {};
}

std::optional<RecordPlace> recordOf(const EvidenceRow& row) {
    if (row.kind == dora::Kind::incident) return RecordPlace{Kind::alert, row.source, row.id};
    if (row.kind == dora::Kind::change) return RecordPlace{Kind::change, row.source, row.id};
    if (row.deploymentId.empty()) return std::nullopt;
    return RecordPlace{Kind::deployment, row.deploymentSource, row.deploymentId};
}

} // namespace shipglass
