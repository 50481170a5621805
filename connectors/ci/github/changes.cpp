// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/github/github.h"

#include "net/all.h"
#include "net/pages.h"

#include <algorithm>

namespace shipglass::github {

namespace {

Change mapPull(Node pull, const std::string& repository) {
    Change change;
    change.id = repository + "#" + pull["number"].text();
    change.project = change.repository = repository;
    change.title = pull["title"].text();
    change.author = pull["user"]["login"].text();
    change.branch = pull["base"]["ref"].text();
    change.labels.emplace();
    for (const Node& label : pull["labels"].items()) change.labels->push_back(label["name"].text());
    change.commit = pull["merge_commit_sha"].text();
    change.openedAt = pull["created_at"].time();
    change.mergedAt = pull["merged_at"].time();
    change.url = pull["html_url"].text();
    return change;
}

ChangeCommit mapCommit(Node node) {
    ChangeCommit commit;
    commit.sha = node["sha"].text();
    commit.authoredAt = node["commit"]["author"]["date"].time();
    commit.committedAt = node["commit"]["committer"]["date"].time();
    commit.merge = node["parents"].size() > 1;
    return commit;
}

void applyReviews(Change& change, const Json& reviews) {
    for (const Node& review : reviews.root().items()) {
        const auto at = review["submitted_at"].time();
        if (!at) continue;
        if (!change.reviewedAt || *at < *change.reviewedAt) change.reviewedAt = at;
        const bool approved = review["state"].text() == "APPROVED";
        if (approved && (!change.approvedAt || *at < *change.approvedAt)) change.approvedAt = at;
    }
}

Task<Change> withCommits(Session session, Change change) {
    const auto number = change.id.substr(change.id.find('#') + 1);
    auto askCommits = to(change.project, "/pulls/" + percentEncode(number) + "/commits");
    askCommits.query("per_page", "100");
    auto pages = co_await readAll(session.pages(askCommits, Paging::linkHeader()));
    change.commits.emplace();
    for (const Json& page : pages) {
        for (const Node& node : page.root().items()) change.commits->push_back(mapCommit(node));
    }
    for (const ChangeCommit& commit : *change.commits)
        if (commit.authoredAt)
            change.firstCommitAt =
                std::min(change.firstCommitAt.value_or(*commit.authoredAt), *commit.authoredAt);
    auto askReviews = to(change.project, "/pulls/" + percentEncode(number) + "/reviews");
    askReviews.query("per_page", "100");
    auto reviews = co_await session.json(askReviews);
    applyReviews(change, reviews);
    co_return change;
}

/// Merged pulls of a page that changed after `watermark`; the list is sorted by its last change, newest
/// first.
struct Page {
    std::vector<Change> merged;
    std::optional<Time> newest;
    bool reachedKnown = false;
};

Page readRows(const Json& answer, const std::string& repository, Time watermark) {
    Page page;
    for (const Node& pull : answer.root().items()) {
        const auto updated = pull["updated_at"].time();
        page.reachedKnown = updated && *updated <= watermark;
        if (page.reachedKnown) break;
        if (updated && (!page.newest || *updated > *page.newest)) page.newest = updated;
        if (pull["merged_at"].time()) page.merged.push_back(mapPull(pull, repository));
    }
    return page;
}

Task<Batch> batchOf(Session session, std::string repository, std::vector<Change> merged) {
    std::vector<Task<Change>> reading;
    for (Change& change : merged) reading.push_back(withCommits(session, std::move(change)));
    auto read = co_await all(std::move(reading), session.atOnce());
    Batch batch(Facet::change, repository);
    for (auto& change : read) {
        if (!change) throw Failure(change.error());
        batch.add(std::move(*change));
    }
    co_return batch;
}

} // namespace

Task<Done> pollChanges(Session session, std::string repository) {
    const auto stored = parseTime(session.cursor(Facet::change, repository));
    const Time watermark = std::max(stored.value_or(session.since()), session.since());
    auto request = to(repository, "/pulls");
    request.query("state", "closed")
        .query("sort", "updated")
        .query("direction", "desc")
        .query("per_page", "100");
    auto pages = session.pages(request, Paging::linkHeader());
    Time newest = watermark;
    for (bool more = true; more;) {
        auto answer = co_await pages.next();
        Page page;
        if (answer) page = readRows(*answer, repository, watermark);
        more = answer.has_value() && !page.reachedKnown;
        newest = std::max(newest, page.newest.value_or(newest));
        auto batch = co_await batchOf(session, repository, std::move(page.merged));
        batch.setLast(!more);
        // The list runs from new to old: only its end proves that nothing in between is missing.
        if (!more) batch.setCursor(formatTime(newest));
        co_await session.hand(std::move(batch));
    }
    co_return Done();
}

Task<CommitSet> compare(Session session, CommitRange range) {
    auto request =
        to(range.repository, "/compare/" + percentEncode(range.from) + "..." + percentEncode(range.to));
    request.query("per_page", "100");
    auto pages = co_await readAll(session.pages(request, Paging::linkHeader()));
    CommitSet set;
    for (const Json& page : pages) {
        set.ahead = page["ahead_by"].integer().value_or(set.ahead);
        set.behind = page["behind_by"].integer().value_or(set.behind);
        const auto status = page["status"].text();
        if (!status.empty()) set.ancestor = status == "ahead" || status == "identical";
        for (const Node& node : page["commits"].items()) set.commits.push_back(mapCommit(node));
    }
    co_return set;
}

} // namespace shipglass::github
