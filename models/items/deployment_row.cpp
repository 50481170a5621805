// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deployment_row.h"

#include "delivery/seen_records.h"
#include "models/deployment_place.h"
#include "models/plain_text.h"

namespace shipglass {

namespace {

constexpr qsizetype shortCommit = 8;

QString versionText(const Deployment& deployment) {
    if (!deployment.version.empty()) return plainLine(deployment.version);
    const auto commit = plainLine(deployment.commit).left(shortCommit);
    if (deployment.commit.starts_with(deployment.ref)) return commit; // There may be no ref, too.
    // A tag says what it is; of a branch, only the commit does.
    const bool isVersion = delivery::versionPrefix(deployment.ref).has_value();
    return isVersion ? plainLine(deployment.ref) : (plainLine(deployment.ref) + u' ' + commit).trimmed();
}

bool goesOn(DeploymentStatus status) {
    return status == DeploymentStatus::running || status == DeploymentStatus::waiting;
}

} // namespace

DeploymentRow deploymentRow(const Row& stored, bool rollback) {
    DeploymentRow row;
    row.row = stored.row;
    row.stale = stored.stale;
    row.rollback = rollback;
    const auto* deployment = std::get_if<Deployment>(&stored.record);
    if (!deployment) return row;
    row.source = deployment->source;
    row.id = deployment->id;
    row.service = plainLine(placeOf(stored).service);
    row.environment = plainLine(deployment->environment);
    row.version = versionText(*deployment);
    row.title = plainLine(deployment->title);
    row.actor = plainLine(deployment->actor);
    row.url = safeLink(deployment->url);
    row.tier = deployment->tier;
    row.status = deployment->status;
    row.createdAt = deployment->createdAt;
    row.startedAt = deployment->startedAt;
    row.finishedAt = deployment->finishedAt;
    return row;
}

std::optional<Time> momentOf(const DeploymentRow& deployment) {
    if (deployment.createdAt) return deployment.createdAt;
    return deployment.startedAt ? deployment.startedAt : deployment.finishedAt;
}

std::optional<Millis> durationOf(const DeploymentRow& deployment, Time now) {
    if (!deployment.startedAt) return std::nullopt;
    if (deployment.finishedAt) return *deployment.finishedAt - *deployment.startedAt;
    if (!goesOn(deployment.status) || now < *deployment.startedAt) return std::nullopt;
    return now - *deployment.startedAt;
}

} // namespace shipglass
