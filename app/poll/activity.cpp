// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/activity.h"

#include <algorithm>

namespace shipglass {

using namespace std::chrono_literals;

void Activity::see(const Record& record) {
    std::visit([this](const auto& value) { saw(value); }, record);
}

void Activity::saw(const std::optional<Time>& at) {
    if (at) m_last = std::max(m_last, std::optional(std::min(*at, m_now)));
}

bool Activity::recent(const std::optional<Time>& at) const { return at && *at > m_now - 12h; }

void Activity::saw(const Run& run) {
    for (const auto& at : {run.createdAt, run.startedAt, run.finishedAt}) saw(at);
    const bool going = run.status == RunStatus::queued || run.status == RunStatus::running;
    if (going && recent(run.startedAt ? run.startedAt : run.createdAt)) m_moving = true;
}

void Activity::saw(const Deployment& deployment) {
    for (const auto& at : {deployment.createdAt, deployment.startedAt, deployment.finishedAt}) saw(at);
    const auto status = deployment.status;
    const bool going = status == DeploymentStatus::queued || status == DeploymentStatus::running;
    if (going && recent(deployment.startedAt ? deployment.startedAt : deployment.createdAt)) m_moving = true;
}

void Activity::saw(const Alert& alert) {
    for (const auto& at : {alert.startedAt, alert.acknowledgedAt, alert.resolvedAt}) saw(at);
}

} // namespace shipglass
