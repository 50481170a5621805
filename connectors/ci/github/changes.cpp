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

void keepEarlier(std::optional<Time>& earliest, std::optional<Time> time) {
    if (time && (!earliest || *time < *earliest)) earliest = time;
}

/// A draft of a review has no time yet; what authors say to their own work is no review.
void applyReview(Change& change, Node review) {
    if (review["user"]["login"].text() == change.author) return;
    const auto at = review["submitted_at"].time();
    keepEarlier(change.reviewedAt, at);
    if (review["state"].text() == "APPROVED") keepEarlier(change.approvedAt, at);
}

/// A list that belongs to a pull request: its commits, its reviews.
PageReader listOf(Session session, const Change& change, const std::string& what) {
    const auto number = change.id.substr(change.id.find('#') + 1);
    auto request = to(change.project, "/pulls/" + percentEncode(number) + "/" + what);
    request.query("per_page", "100");
    return session.pages(request, Paging::linkHeader());
}

Task<Change> withCommits(Session session, Change change) {
    auto commits = co_await readAll(listOf(session, change, "commits"));
    change.commits.emplace();
    for (const Json& page : commits) {
        for (const Node& node : requireList(page.root(), "commits"))
            change.commits->push_back(mapCommit(node));
    }
    for (const ChangeCommit& commit : *change.commits) keepEarlier(change.firstCommitAt, commit.authoredAt);
    auto reviews = co_await readAll(listOf(session, change, "reviews"));
    for (const Json& page : reviews) {
        for (const Node& review : requireList(page.root(), "reviews")) applyReview(change, review);
    }
    co_return change;
}

/// Merged pulls of a page that changed after `watermark`; the list is sorted by its last change, newest
/// first. Those merged before `since` were only talked about.
struct Page {
    std::vector<Change> merged;
    std::optional<Time> newest;
    bool reachedKnown = false;
};

Page readRows(const Json& answer, const std::string& repository, Time watermark, Time since) {
    Page page;
    for (const Node& pull : requireList(answer.root(), "pulls")) {
        const auto updated = pull["updated_at"].time();
        page.reachedKnown = updated && *updated <= watermark;
        if (page.reachedKnown) break;
        if (updated && (!page.newest || *updated > *page.newest)) page.newest = updated;
        const auto merged = pull["merged_at"].time();
        if (merged && *merged >= since) page.merged.push_back(mapPull(pull, repository));
    }
    return page;
}

Task<Batch> batchOf(Session session, std::string repository, std::vector<Change> merged) {
    std::vector<Task<Change>> reading;
    for (Change& change : merged) reading.push_back(withCommits(session, std::move(change)));
    auto read = co_await all(std::move(reading), session.atOnce());
    Batch batch(Facet::change, repository);
    for (auto& change : read) {
        if (!change && change.error().fault == Fault::notFound) continue;
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
        if (answer) page = readRows(*answer, repository, watermark, session.since());
        more = answer.has_value() && !page.reachedKnown;
        newest = std::max(newest, page.newest.value_or(newest));
        auto batch = co_await batchOf(session, repository, std::move(page.merged));
        batch.setLast(!more);
        // The list runs from new to old: only its end proves that nothing in between is missing. And it lags:
        // the last minute is read again.
        const Time settled = std::min(newest, session.now() - std::chrono::minutes(1));
        if (!more) batch.setCursor(formatTime(std::max(watermark, settled)));
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
        for (const Node& node : requireList(page["commits"], "commits"))
            set.commits.push_back(mapCommit(node));
    }
    co_return set;
}

} // namespace shipglass::github
