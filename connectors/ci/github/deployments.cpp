// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/github/github.h"

#include "net/all.h"

#include <algorithm>
#include <array>

namespace shipglass::github {

namespace {

struct Mapped {
    std::string_view word;
    DeploymentStatus status;
};
constexpr std::array states{
    Mapped{"queued", DeploymentStatus::queued},     Mapped{"pending", DeploymentStatus::queued},
    Mapped{"waiting", DeploymentStatus::waiting},   Mapped{"in_progress", DeploymentStatus::running},
    Mapped{"success", DeploymentStatus::success},   Mapped{"failure", DeploymentStatus::failure},
    Mapped{"error", DeploymentStatus::failure},     Mapped{"inactive", DeploymentStatus::inactive},
    Mapped{"abandoned", DeploymentStatus::canceled}};

DeploymentStatus statusOf(const std::string& word) {
    const auto found =
        std::find_if(states.begin(), states.end(), [&](const Mapped& state) { return state.word == word; });
    return found == states.end() ? DeploymentStatus::unknown : found->status;
}

bool isEnd(DeploymentStatus status) {
    return status == DeploymentStatus::success || status == DeploymentStatus::failure ||
           status == DeploymentStatus::canceled;
}
bool isMoving(DeploymentStatus status) { return !isEnd(status) && status != DeploymentStatus::inactive; }

Tier tierOf(Node node) {
    if (node["production_environment"].boolean().value_or(false)) return Tier::production;
    const auto name = node["environment"].text();
    return fromWord<Tier>(name).value_or(Tier::unknown);
}

Deployment mapDeployment(Node node, const std::string& repository) {
    Deployment deployment;
    deployment.id = node["id"].text();
    deployment.project = deployment.repository = repository;
    deployment.environment = node["environment"].text();
    deployment.tier = tierOf(node);
    deployment.ref = node["ref"].text();
    deployment.version = deployment.ref;
    deployment.commit = node["sha"].text();
    deployment.title = node["description"].text();
    deployment.actor = node["creator"]["login"].text();
    deployment.createdAt = node["created_at"].time();
    deployment.startedAt = deployment.createdAt;
    deployment.status = DeploymentStatus::queued;
    return deployment;
}

/// The statuses come newest first; the first end counts, `inactive` later does not take it back.
void applyStatuses(Deployment& deployment, const std::vector<Node>& newestFirst) {
    for (auto node = newestFirst.rbegin(); node != newestFirst.rend(); ++node) {
        const auto status = statusOf((*node)["state"].text());
        const auto at = (*node)["created_at"].time();
        deployment.status = status;
        deployment.attributes["rawStatus"] = (*node)["state"].text();
        if (at) deployment.history.push_back(Moment<DeploymentStatus>{*at, status, false});
        if (isEnd(status) && !deployment.finishedAt) deployment.finishedAt = at;
        if (const auto url = (*node)["log_url"].text(); !url.empty()) deployment.url = url;
    }
}

Task<Deployment> withStatuses(Session session, Deployment deployment) {
    auto request = to(deployment.project, "/deployments/" + percentEncode(deployment.id) + "/statuses");
    request.query("per_page", "100");
    auto answer = co_await session.json(request);
    applyStatuses(deployment, answer.root().items());
    co_return deployment;
}

struct Page {
    std::vector<Deployment> changed;
    std::int64_t newest = 0, oldest = 0;
    bool tooOld = false;
};

Page readRows(const Json& answer, const std::string& repository, const Progress& progress, Time since) {
    Page page;
    for (const Node& row : answer.root().items()) {
        auto deployment = mapDeployment(row, repository);
        const auto id = row["id"].integer().value_or(0);
        if (id == 0) continue;
        page.tooOld = deployment.createdAt && *deployment.createdAt < since;
        if (page.tooOld) break;
        page.newest = std::max(page.newest, id);
        page.oldest = page.oldest == 0 ? id : std::min(page.oldest, id);
        if (!progress.covers(id) || progress.open.contains(id)) page.changed.push_back(std::move(deployment));
    }
    return page;
}

Task<Done> handPage(Session session, std::string repository, Page page, std::shared_ptr<Progress> progress,
                    bool last) {
    std::vector<Task<Deployment>> reading;
    for (const Deployment& deployment : page.changed) reading.push_back(withStatuses(session, deployment));
    auto read = co_await all(std::move(reading), session.atOnce());
    Batch batch(Facet::deployment, repository);
    for (auto& deployment : read) {
        if (!deployment) throw Failure(deployment.error());
        const auto id = std::strtoll(deployment->id.c_str(), nullptr, 10);
        if (isMoving(deployment->status))
            progress->open.insert(id);
        else
            progress->open.erase(id);
        batch.add(std::move(*deployment));
    }
    batch.setCursor(progress->format()).setLast(last);
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace

Task<Done> pollDeployments(Session session, std::string repository) {
    const auto before = Progress::parse(session.cursor(Facet::deployment, repository));
    auto progress = std::make_shared<Progress>(before);
    auto request = to(repository, "/deployments");
    request.query("per_page", "100");
    auto pages = session.pages(request, Paging::linkHeader());
    std::int64_t top = 0;
    for (bool more = true; more;) {
        auto answer = co_await pages.next();
        Page page;
        if (answer) page = readRows(*answer, repository, before, session.since());
        const bool known = before.filled && page.oldest != 0 && page.oldest <= before.newest;
        more = answer.has_value() && !page.tooOld && !known;
        top = std::max(top, page.newest);
        // Only a walk that has closed the gap to what was known may move `newest`.
        const bool closed = !more || before.newest == 0 || (page.oldest != 0 && page.oldest <= before.newest);
        if (closed) progress->newest = std::max(before.newest, top);
        if (page.oldest != 0)
            progress->oldest = progress->oldest == 0 ? page.oldest : std::min(progress->oldest, page.oldest);
        if (!more) progress->filled = true;
        co_await handPage(session, repository, std::move(page), progress, !more);
    }
    co_return Done();
}

} // namespace shipglass::github
