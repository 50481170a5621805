// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/github/github.h"

#include "net/all.h"
#include "net/pages.h"
#include "net/text.h"

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

/// GitHub deletes the statuses of a deployment after this time.
constexpr std::chrono::hours statusesKept{24 * 90}, longestRun{24 * 35};
constexpr std::size_t mostReread = 50;

DeploymentStatus statusOf(const std::string& word) {
    const auto found =
        std::find_if(states.begin(), states.end(), [&](const Mapped& state) { return state.word == word; });
    return found == states.end() ? DeploymentStatus::unknown : found->status;
}

bool isEnd(DeploymentStatus status) {
    return status == DeploymentStatus::success || status == DeploymentStatus::failure ||
           status == DeploymentStatus::canceled;
}
/// A run waits for a gate, or works, no longer than 35 days; who then still reports nothing never will.
bool isMoving(const Deployment& deployment, Time now) {
    const auto status = deployment.status;
    const bool moves = status == DeploymentStatus::queued || status == DeploymentStatus::waiting ||
                       status == DeploymentStatus::running;
    return moves && deployment.createdAt && now - *deployment.createdAt < longestRun;
}

std::int64_t idOf(const Deployment& deployment) { return std::strtoll(deployment.id.c_str(), nullptr, 10); }

Tier tierOf(Node node) {
    if (node["production_environment"].boolean().value_or(false)) return Tier::production;
    return fromWord<Tier>(lowered(node["environment"].text())).value_or(Tier::unknown);
}

/// The run that a log's address belongs to: `.../actions/runs/<id>/job/<job>`.
std::string runOf(const std::string& url) {
    static constexpr std::string_view marker = "/actions/runs/";
    const auto at = url.find(marker);
    if (at == std::string::npos) return {};
    const auto id = url.substr(at + marker.size());
    return id.substr(0, id.find_first_not_of("0123456789"));
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
    return deployment;
}

void applyStatus(Deployment& deployment, Node node) {
    const auto word = node["state"].text();
    const auto at = node["created_at"].time();
    deployment.status = statusOf(word);
    if (!word.empty()) deployment.attributes["rawStatus"] = word;
    if (at) deployment.history.push_back(Moment<DeploymentStatus>{*at, deployment.status, false});
    if (deployment.status == DeploymentStatus::running && !deployment.startedAt) deployment.startedAt = at;
    if (isEnd(deployment.status) && !deployment.finishedAt) deployment.finishedAt = at;
    if (const auto url = node["log_url"].text(); !url.empty()) deployment.url = url;
    if (const auto url = node["environment_url"].text(); !url.empty())
        deployment.attributes["environmentUrl"] = url;
}

/// The statuses come newest first; the first end counts, `inactive` later does not take it back.
void applyStatuses(Deployment& deployment, const std::vector<Node>& newestFirst, Time now) {
    const bool kept = deployment.createdAt && now - *deployment.createdAt < statusesKept;
    deployment.status = kept ? DeploymentStatus::queued : DeploymentStatus::unknown;
    for (auto node = newestFirst.rbegin(); node != newestFirst.rend(); ++node) applyStatus(deployment, *node);
    deployment.runId = runOf(deployment.url);
    // Who only reports an end has begun when he told GitHub of it.
    if (deployment.finishedAt && !deployment.startedAt) deployment.startedAt = deployment.createdAt;
}

Task<Deployment> withStatuses(Session session, Deployment deployment) {
    auto request = to(deployment.project, "/deployments/" + percentEncode(deployment.id) + "/statuses");
    request.query("per_page", "100");
    auto pages = co_await readAll(session.pages(request, Paging::linkHeader()));
    std::vector<Node> statuses;
    for (const Json& page : pages) {
        for (const Node& status : requireList(page.root(), "deployment statuses")) statuses.push_back(status);
    }
    applyStatuses(deployment, statuses, session.now());
    co_return deployment;
}

Task<Deployment> readOne(Session session, std::string repository, std::string id) {
    auto answer = co_await session.json(to(repository, "/deployments/" + percentEncode(id)));
    auto deployment = co_await withStatuses(session, mapDeployment(answer.root(), repository));
    co_return deployment;
}

struct Page {
    std::vector<Task<Deployment>> reading;
    std::int64_t newest = 0, oldest = 0, updated = 0;
    bool tooOld = false;
};

/// A new status touches its deployment, so one that became inactive has changed.
Page readRows(Session session, const Json& answer, const std::string& repository, const Progress& known) {
    Page page;
    for (const Node& row : requireList(answer.root(), "deployments")) {
        auto deployment = mapDeployment(row, repository);
        const auto id = idOf(deployment);
        const auto touched = row["updated_at"].time();
        const std::int64_t updated = touched ? epochMs(*touched) / 1000 : 0;
        if (id == 0) continue;
        page.tooOld = deployment.createdAt && *deployment.createdAt < session.since();
        if (page.tooOld) break;
        page.newest = std::max(page.newest, id);
        page.oldest = page.oldest == 0 ? id : std::min(page.oldest, id);
        page.updated = std::max(page.updated, updated);
        if (!known.covers(id) || known.open.contains(id) || updated > known.updated)
            page.reading.push_back(withStatuses(session, std::move(deployment)));
    }
    return page;
}

/// What a poll carries along: what was known, what the next poll finds, and which that moved were not met.
struct Walk {
    Progress known, next;
    std::set<std::int64_t> unmet;
    std::int64_t top = 0;
    bool more = true;

    void pass(const Page& page, bool answered);
};

void Walk::pass(const Page& page, bool answered) {
    const bool met = page.oldest != 0 && page.oldest <= known.newest;
    more = answered && !page.tooOld && !(known.filled && met);
    top = std::max(top, page.newest);
    next.updated = std::max(next.updated, page.updated);
    // Only a walk that has closed the gap to what was known may move `newest`.
    if (!more || known.newest == 0 || met) next.newest = std::max(known.newest, top);
    next.filled = next.filled || !more;
    if (page.oldest == 0) return;
    next.oldest = next.oldest == 0 ? page.oldest : std::min(next.oldest, page.oldest);
    const auto read = unmet.lower_bound(page.oldest);
    for (auto id = read; id != unmet.end(); ++id) next.open.erase(*id);
    unmet.erase(read, unmet.end());
}

/// Reads what moved; what is gone meanwhile is left out.
Task<Batch> readMoved(Session session, std::string repository, std::vector<Task<Deployment>> reading,
                      Progress* next) {
    auto read = co_await all(std::move(reading), session.atOnce());
    Batch batch(Facet::deployment, repository);
    for (auto& deployment : read) {
        if (!deployment && deployment.error().fault == Fault::notFound) continue;
        if (!deployment) throw Failure(deployment.error());
        if (isMoving(*deployment, session.now())) next->open.insert(idOf(*deployment));
        batch.add(std::move(*deployment));
    }
    batch.setCursor(next->format());
    co_return batch;
}

/// The newest that were moving and lie below the pages that this poll read.
Task<Batch> rereadUnmet(Session session, std::string repository, Walk* walk) {
    std::vector<Task<Deployment>> reading;
    for (auto id = walk->unmet.rbegin(); id != walk->unmet.rend() && reading.size() < mostReread; ++id) {
        walk->next.open.erase(*id);
        reading.push_back(readOne(session, repository, std::to_string(*id)));
    }
    auto batch = co_await readMoved(session, repository, std::move(reading), &walk->next);
    co_return batch;
}

} // namespace

Task<Done> pollDeployments(Session session, std::string repository) {
    Walk walk;
    walk.known = Progress::parse(session.cursor(Facet::deployment, repository));
    walk.next = walk.known;
    walk.unmet = walk.known.open;
    auto request = to(repository, "/deployments");
    request.query("per_page", "100");
    auto pages = session.pages(request, Paging::linkHeader());
    while (walk.more) {
        auto answer = co_await pages.next();
        Page page;
        if (answer) page = readRows(session, *answer, repository, walk.known);
        walk.pass(page, answer.has_value());
        auto batch = co_await readMoved(session, repository, std::move(page.reading), &walk.next);
        co_await session.hand(std::move(batch));
    }
    auto last = co_await rereadUnmet(session, repository, &walk);
    last.setLast();
    co_await session.hand(std::move(last));
    co_return Done();
}

Task<Detail> readDeployment(Session session, Deployment known) {
    auto read = co_await readOne(session, known.project, known.id);
    Detail detail;
    detail.record = std::move(read);
    co_return detail;
}

} // namespace shipglass::github
