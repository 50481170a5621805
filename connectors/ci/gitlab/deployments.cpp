// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/gitlab/gitlab.h"

#include <algorithm>
#include <array>

namespace shipglass::gitlab {

namespace {

struct Mapped {
    std::string_view word;
    DeploymentStatus status;
};
constexpr std::array statuses{
    Mapped{"created", DeploymentStatus::queued},    Mapped{"running", DeploymentStatus::running},
    Mapped{"success", DeploymentStatus::success},   Mapped{"failed", DeploymentStatus::failure},
    Mapped{"canceled", DeploymentStatus::canceled}, Mapped{"blocked", DeploymentStatus::waiting},
    Mapped{"skipped", DeploymentStatus::canceled}};

DeploymentStatus statusOf(const std::string& word) {
    const auto found = std::find_if(statuses.begin(), statuses.end(),
                                    [&](const Mapped& entry) { return entry.word == word; });
    return found == statuses.end() ? DeploymentStatus::unknown : found->status;
}

bool isEnd(DeploymentStatus status) {
    return status == DeploymentStatus::success || status == DeploymentStatus::failure ||
           status == DeploymentStatus::canceled;
}

/// Lists leave the tier out; then the name tells it, where it is one.
Tier tierOf(Node environment) {
    const auto tier = environment["tier"].exists() ? environment["tier"].text() : environment["name"].text();
    return fromWord<Tier>(tier).value_or(Tier::unknown);
}

Task<Batch> batchOf(Session, std::string project, Json page) {
    Batch batch(Facet::deployment, project);
    for (const Node& row : page.root().items())
        if (row["id"].exists()) batch.add(mapDeployment(row, project));
    co_return batch;
}

} // namespace

Deployment mapDeployment(Node node, const std::string& project) {
    Deployment deployment;
    const Node job = node["deployable"];
    deployment.id = node["id"].text();
    deployment.project = deployment.repository = project;
    deployment.environment = node["environment"]["name"].text();
    deployment.tier = tierOf(node["environment"]);
    deployment.ref = deployment.version = node["ref"].text();
    deployment.commit = node["sha"].text();
    deployment.status = statusOf(node["status"].text());
    deployment.attributes["rawStatus"] = node["status"].text();
    deployment.title = job["name"].text();
    deployment.actor = node["user"]["username"].text();
    deployment.url = job["web_url"].text();
    deployment.runId = job["pipeline"]["id"].text();
    deployment.createdAt = node["created_at"].time();
    deployment.startedAt = job["started_at"].time();
    // Deployments made by the API have no job; their last change is their end.
    if (isEnd(deployment.status))
        deployment.finishedAt =
            job["finished_at"].exists() ? job["finished_at"].time() : node["updated_at"].time();
    return deployment;
}

Task<Done> pollDeployments(Session session, std::string project) {
    return pollChanged(std::move(session), project, Facet::deployment, to(project, "/deployments"), batchOf);
}

} // namespace shipglass::gitlab
