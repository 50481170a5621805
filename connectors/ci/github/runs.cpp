// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/github/github.h"

#include "net/all.h"
#include "net/pages.h"

#include <algorithm>

namespace shipglass::github {

namespace {

constexpr std::size_t pageSize = 100;
constexpr std::size_t mostReread = 50;

std::int64_t secondsOf(std::optional<Time> time) { return time ? epochMs(*time) / 1000 : 0; }
std::int64_t idOf(const Run& run) { return std::strtoll(run.id.c_str(), nullptr, 10); }

Request runsRequest(const std::string& repository) {
    auto request = to(repository, "/actions/runs");
    request.query("per_page", std::to_string(pageSize));
    return request;
}

/// What the first page of runs up to and with `position` is; a search of GitHub's own ends at 1000 results,
/// so every page is the first one of a window that shrinks.
Request runsUpTo(const std::string& repository, Time since, std::int64_t position) {
    auto request = runsRequest(repository);
    const auto moment = [](Time time) { return formatTime(time).substr(0, 19) + "Z"; };
    request.query("created", moment(since) + ".." + moment(fromEpochSeconds(position)));
    return request;
}

/// Rows of a page, as records, with what the walk needs to know of them.
struct Page {
    std::vector<Run> changed;
    std::size_t size = 0;
    std::int64_t newest = 0, oldest = 0, updated = 0;
};

/// What a poll carries along.
struct Walk {
    Progress progress;             ///< As the next poll finds it.
    std::set<std::int64_t> handed; ///< Runs of this poll, which it need not read again.
    bool more = false;             ///< There are older runs than the newest page shows.
};

/// Where the window ends next; a page full of runs of one second must not stop the walk.
std::int64_t below(std::int64_t position, const Page& page) {
    return page.oldest < position ? page.oldest : position - 1;
}

/// Stages are read for runs that changed and that people look at: moving, failed or of the last day.
bool wantsJobs(const Run& run, Time now) {
    const bool fresh = run.finishedAt && now - *run.finishedAt < std::chrono::hours{24};
    return !isFinal(run.status) || run.status == RunStatus::failure || fresh;
}

Page readRows(const Json& answer, const std::string& repository, const Progress& known, Time since) {
    Page page;
    for (const Node& row : requireList(answer["workflow_runs"], "workflow_runs")) {
        Run run = mapRun(row, repository);
        const auto position = secondsOf(run.createdAt);
        const auto updated = std::max(position, secondsOf(row["updated_at"].time()));
        if (run.id.empty() || position == 0) continue;
        ++page.size;
        page.newest = std::max(page.newest, position);
        page.oldest = page.oldest == 0 ? position : std::min(page.oldest, position);
        page.updated = std::max(page.updated, updated);
        // A page may end amid a second: of the oldest one all is known only when nothing older is wanted.
        const bool within = known.covers(position) && (known.filled || position > known.oldest);
        const bool seen = within && updated <= known.updated;
        const bool wanted = known.open.contains(idOf(run)) || (!seen && updated >= secondsOf(since));
        if (wanted) page.changed.push_back(std::move(run));
    }
    return page;
}

/// The runs with their jobs. One that is gone or whose jobs may not be read stays as the list shows it; any
/// other fault ends the poll of the scope before its cursor passes the run.
Task<std::vector<Run>> completed(Session session, std::vector<Run> runs) {
    std::vector<Task<Run>> reading;
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < runs.size(); ++place) {
        if (!wantsJobs(runs[place], session.now())) continue;
        reading.push_back(withJobs(session, runs[place]));
        places.push_back(place);
    }
    auto read = co_await all(std::move(reading), session.atOnce());
    for (std::size_t index = 0; index < read.size(); ++index) {
        if (read[index])
            runs[places[index]] = std::move(*read[index]);
        else if (!isOutOfReach(read[index].error()))
            throw Failure(read[index].error());
    }
    co_return runs;
}

Batch batchOf(const std::string& repository, std::vector<Run> runs, Walk& walk) {
    Batch batch(Facet::run, repository);
    for (Run& run : runs) {
        if (!walk.handed.insert(idOf(run)).second) continue; // Windows share the second between them.
        if (isFinal(run.status))
            walk.progress.open.erase(idOf(run));
        else
            walk.progress.open.insert(idOf(run));
        batch.add(std::move(run));
    }
    batch.setCursor(walk.progress.format());
    return batch;
}

Task<Page> readPage(Session session, Request request, std::string repository, Progress known) {
    auto answer = co_await session.json(request);
    auto page = readRows(answer, repository, known, session.since());
    page.changed = co_await completed(session, std::move(page.changed));
    co_return page;
}

/// The newest page, whose address never changes and so costs nothing while nothing happens; then down to what
/// is known. `newest` moves only when no gap is left.
Task<Walk> goForward(Session session, std::string repository, Progress known) {
    auto page = co_await readPage(session, runsRequest(repository), repository, known);
    Walk walk;
    walk.progress = known;
    walk.more = page.size >= pageSize;
    const auto newest = std::max(known.newest, page.newest);
    auto updated = std::max(known.updated, page.updated);
    if (known.newest == 0) {
        walk.progress.oldest = page.oldest;
        walk.progress.filled = !walk.more || page.oldest <= secondsOf(session.since());
    }
    bool gap = known.newest != 0 && walk.more && page.oldest > known.newest;
    for (auto until = page.oldest; gap;) {
        co_await session.hand(batchOf(repository, std::move(page.changed), walk));
        auto request = runsUpTo(repository, fromEpochSeconds(known.newest), until);
        page = co_await readPage(session, request, repository, known);
        updated = std::max(updated, page.updated);
        until = below(until, page);
        gap = page.size >= pageSize && until > known.newest;
    }
    walk.progress.newest = newest;
    walk.progress.updated = updated;
    co_await session.hand(batchOf(repository, std::move(page.changed), walk));
    co_return walk;
}

/// From the oldest run that is known down to what is wanted; every page is safe before the next is asked for.
Task<Walk> fillBack(Session session, std::string repository, Walk walk) {
    auto& progress = walk.progress;
    while (!progress.filled) {
        auto request = runsUpTo(repository, session.since(), progress.oldest);
        auto page = co_await readPage(session, request, repository, progress);
        if (page.size != 0) progress.oldest = below(progress.oldest, page);
        progress.filled = page.size < pageSize || progress.oldest <= secondsOf(session.since());
        co_await session.hand(batchOf(repository, std::move(page.changed), walk));
    }
    co_return walk;
}

/// A run that is started again keeps its old place in the list, maybe below the newest page.
Task<Walk> findRestarted(Session session, std::string repository, Walk walk) {
    if (!walk.more) co_return walk;
    auto request = runsRequest(repository);
    request.query("status", "in_progress");
    auto pages = co_await readAll(session.pages(request, Paging::linkHeader()));
    std::vector<Run> restarted;
    for (const Json& answer : pages) {
        auto page = readRows(answer, repository, Progress(), session.since());
        for (Run& run : page.changed)
            if (!walk.handed.contains(idOf(run))) restarted.push_back(std::move(run));
    }
    restarted = co_await completed(session, std::move(restarted));
    co_await session.hand(batchOf(repository, std::move(restarted), walk));
    co_return walk;
}

Task<Run> readOne(Session session, std::string repository, std::string id) {
    auto answer = co_await session.json(to(repository, "/actions/runs/" + percentEncode(id)));
    auto run = co_await withJobs(session, mapRun(answer.root(), repository));
    co_return run;
}

/// Runs that were moving when the last poll ended and that this one has not met, newest first.
std::vector<std::int64_t> unmet(const std::set<std::int64_t>& before, const Walk& walk) {
    std::vector<std::int64_t> ids;
    for (auto id = before.rbegin(); id != before.rend() && ids.size() < mostReread; ++id)
        if (!walk.handed.contains(*id)) ids.push_back(*id);
    return ids;
}

Task<Done> rereadOpen(Session session, std::string repository, Walk walk, std::set<std::int64_t> before) {
    const auto ids = unmet(before, walk);
    std::vector<Task<Run>> reading;
    for (const auto id : ids) reading.push_back(readOne(session, repository, std::to_string(id)));
    auto read = co_await all(std::move(reading), session.atOnce());
    std::vector<Run> runs;
    for (std::size_t index = 0; index < read.size(); ++index) {
        if (read[index])
            runs.push_back(std::move(*read[index]));
        else if (read[index].error().fault == Fault::notFound)
            walk.progress.open.erase(ids[index]);
        else
            throw Failure(read[index].error());
    }
    auto batch = batchOf(repository, std::move(runs), walk);
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace

Task<Done> pollRuns(Session session, std::string repository) {
    const auto before = Progress::parse(session.cursor(Facet::run, repository));
    auto walk = co_await goForward(session, repository, before);
    walk = co_await fillBack(session, repository, std::move(walk));
    walk = co_await findRestarted(session, repository, std::move(walk));
    co_await rereadOpen(session, repository, std::move(walk), before.open);
    co_return Done();
}

} // namespace shipglass::github
