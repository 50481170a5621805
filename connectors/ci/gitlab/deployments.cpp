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

Deployment mapDeployment(Node node, const std::string& project) {
    Deployment deployment;
    const Node job = node["deployable"];
    deployment.id = node["id"].text();
    deployment.project = deployment.repository = project;
    deployment.environment = node["environment"]["name"].text();
    deployment.tier = fromWord<Tier>(node["environment"]["tier"].text()).value_or(Tier::unknown);
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

} // namespace

Task<Done> pollDeployments(Session session, std::string project) {
    auto request = changedSince(project, "/deployments", watermark(session, Facet::deployment, project));
    auto pages = session.pages(request, Paging::linkHeader());
    for (bool more = true; more;) {
        auto page = co_await pages.next();
        more = page.has_value();
        Batch batch(Facet::deployment, project);
        std::vector<Node> rows;
        if (more) rows = page->root().items();
        for (const Node& row : rows) {
            batch.add(mapDeployment(row, project));
            if (const auto updated = row["updated_at"].time()) batch.setCursor(formatTime(*updated));
        }
        batch.setLast(!more);
        co_await session.hand(std::move(batch));
    }
    co_return Done();
}

Task<Outcome> approve(Session session, ActionCall call) {
    const Deployment& deployment = std::get<Deployment>(call.record);
    auto request =
        to(deployment.project, "/deployments/" + percentEncode(deployment.id) + "/approval", Method::post);
    request.query("status", "approved").query("comment", call.comment);
    auto answer = co_await session.json(request);
    Outcome outcome;
    outcome.message = "GitLab noted the approval: " + answer["status"].text();
    co_return outcome;
}

} // namespace shipglass::gitlab
