// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/gitlab/gitlab.h"

#include "net/all.h"
#include "net/pages.h"

#include <algorithm>

namespace shipglass::gitlab {

namespace {

ChangeCommit mapCommit(Node node) {
    ChangeCommit commit;
    commit.sha = node["id"].text();
    commit.authoredAt = node["authored_date"].time();
    commit.committedAt = node["committed_date"].time();
    // The commits of a merge request come with an empty list.
    if (node["parent_ids"].size() > 0) commit.merge = node["parent_ids"].size() > 1;
    return commit;
}

void addCommits(Change& change, const std::vector<Json>& pages) {
    change.commits.emplace();
    for (const Json& page : pages)
        for (const Node& node : requireList(page.root(), "commits"))
            change.commits->push_back(mapCommit(node));
    for (const ChangeCommit& commit : *change.commits)
        if (commit.authoredAt)
            change.firstCommitAt =
                std::min(change.firstCommitAt.value_or(*commit.authoredAt), *commit.authoredAt);
}

Task<Batch> batchOf(Session session, std::string project, Json page) {
    std::vector<Task<Change>> reading;
    for (const Node& row : page.root().items())
        if (row["iid"].exists()) reading.push_back(withCommits(session, mapMergeRequest(row, project)));
    auto read = co_await all(std::move(reading), session.atOnce());
    Batch batch(Facet::change, project);
    for (auto& change : read) {
        if (!change) throw Failure(change.error());
        batch.add(std::move(*change));
    }
    co_return batch;
}

} // namespace

Change mapMergeRequest(Node node, const std::string& project) {
    Change change;
    change.id = project + "!" + node["iid"].text();
    change.project = change.repository = project;
    change.title = node["title"].text();
    change.author = node["author"]["username"].text();
    change.branch = node["target_branch"].text();
    change.labels = node["labels"].texts();
    change.commit = node["merge_commit_sha"].text();
    if (change.commit.empty()) change.commit = node["squash_commit_sha"].text();
    if (change.commit.empty()) change.commit = node["sha"].text();
    change.openedAt = node["created_at"].time();
    change.mergedAt = node["merged_at"].time();
    change.url = node["web_url"].text();
    return change;
}

Task<Change> withCommits(Session session, Change change) {
    const auto number = change.id.substr(change.id.rfind('!') + 1);
    auto request = to(change.project, "/merge_requests/" + percentEncode(number) + "/commits");
    request.query("per_page", "100");
    auto pages = co_await readAll(session.pages(request, Paging::linkHeader())).attempt();
    // What one merge request has lost stays unknown, and holds up none of the others.
    if (!pages && pages.error().fault == Fault::notFound) co_return change;
    addCommits(change, std::move(pages).orThrow());
    co_return change;
}

Task<Done> pollChanges(Session session, std::string project) {
    auto request = to(project, "/merge_requests");
    request.query("state", "merged").query("scope", "all");
    return pollChanged(std::move(session), project, Facet::change, std::move(request), batchOf);
}

Task<CommitSet> compare(Session session, CommitRange range) {
    auto forward = to(range.repository, "/repository/compare");
    forward.query("from", range.from).query("to", range.to);
    auto backward = to(range.repository, "/repository/compare");
    backward.query("from", range.to).query("to", range.from);
    auto ahead = co_await session.json(forward);
    auto behind = co_await session.json(backward);
    CommitSet set;
    for (const Node& node : requireList(ahead["commits"], "commits")) set.commits.push_back(mapCommit(node));
    set.ahead = static_cast<std::int64_t>(set.commits.size());
    set.behind = static_cast<std::int64_t>(requireList(behind["commits"], "commits").size());
    set.ancestor = set.behind == 0;
    co_return set;
}

} // namespace shipglass::gitlab
