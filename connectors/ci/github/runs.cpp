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

/// Stages are read for runs that changed and that people look at: moving, failed or of the last day.
bool wantsJobs(const Run& run, Time now) {
    const bool fresh = run.finishedAt && now - *run.finishedAt < std::chrono::hours{24};
    return !isFinal(run.status) || run.status == RunStatus::failure || fresh;
}

Page readRows(const Json& answer, const std::string& repository, const Progress& progress) {
    Page page;
    for (const Node& row : answer["workflow_runs"].items()) {
        Run run = mapRun(row, repository);
        const auto position = secondsOf(run.createdAt);
        const auto updated = secondsOf(row["updated_at"].time());
        if (run.id.empty() || position == 0) continue;
        ++page.size;
        page.newest = std::max(page.newest, position);
        page.oldest = page.oldest == 0 ? position : std::min(page.oldest, position);
        page.updated = std::max(page.updated, updated);
        const bool known =
            progress.covers(position) && updated <= progress.updated && !progress.open.contains(idOf(run));
        if (!known) page.changed.push_back(std::move(run));
    }
    return page;
}

Task<std::vector<Run>> completed(Session session, std::vector<Run> runs) {
    std::vector<Task<Run>> reading;
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < runs.size(); ++place) {
        if (!wantsJobs(runs[place], session.now())) continue;
        reading.push_back(withJobs(session, runs[place]));
        places.push_back(place);
    }
    auto read = co_await all(std::move(reading), session.atOnce());
    for (std::size_t index = 0; index < read.size(); ++index)
        if (read[index]) runs[places[index]] = std::move(*read[index]);
    co_return runs;
}

Batch batchOf(const std::string& repository, std::vector<Run> runs, Progress& progress) {
    Batch batch(Facet::run, repository);
    for (Run& run : runs) {
        if (isFinal(run.status))
            progress.open.erase(idOf(run));
        else
            progress.open.insert(idOf(run));
        batch.add(std::move(run));
    }
    batch.setCursor(progress.format());
    return batch;
}

Task<Page> readPage(Session session, Request request, std::string repository, Progress progress) {
    auto answer = co_await session.json(request);
    auto page = readRows(answer, repository, progress);
    page.changed = co_await completed(session, std::move(page.changed));
    co_return page;
}

/// The newest page, whose address never changes and so costs nothing while nothing happens; then down to what
/// is known.
Task<Progress> goForward(Session session, std::string repository, Progress progress) {
    auto page = co_await readPage(session, runsRequest(repository), repository, progress);
    Progress next = progress;
    next.newest = std::max(progress.newest, page.newest);
    next.updated = std::max(progress.updated, page.updated);
    if (progress.newest == 0) {
        next.oldest = page.oldest;
        next.filled = page.size < pageSize;
    }
    bool gap = progress.newest != 0 && page.size >= pageSize && page.oldest > progress.newest;
    while (gap) {
        Progress unchanged = progress;
        co_await session.hand(batchOf(repository, std::move(page.changed), unchanged));
        next.open.insert(unchanged.open.begin(), unchanged.open.end());
        const auto before = page.oldest;
        auto request = runsUpTo(repository, fromEpochSeconds(progress.newest), before);
        page = co_await readPage(session, request, repository, progress);
        gap = page.size >= pageSize && page.oldest > progress.newest && page.oldest < before;
    }
    co_await session.hand(batchOf(repository, std::move(page.changed), next));
    co_return next;
}

/// From the oldest run that is known down to what is wanted; every page is safe before the next is asked for.
Task<Progress> fillBack(Session session, std::string repository, Progress progress) {
    while (!progress.filled) {
        auto request = runsUpTo(repository, session.since(), progress.oldest);
        auto page = co_await readPage(session, request, repository, progress);
        progress.filled = page.size < pageSize || page.oldest >= progress.oldest;
        if (page.oldest != 0) progress.oldest = std::min(progress.oldest, page.oldest);
        co_await session.hand(batchOf(repository, std::move(page.changed), progress));
    }
    co_return progress;
}

Task<Run> readOne(Session session, std::string repository, std::string id) {
    auto answer = co_await session.json(to(repository, "/actions/runs/" + percentEncode(id)));
    auto run = co_await withJobs(session, mapRun(answer.root(), repository));
    co_return run;
}

/// Runs that were moving and are no longer on the newest page.
Task<Progress> rereadOpen(Session session, std::string repository, Progress progress,
                          std::set<std::int64_t> before) {
    std::vector<Task<Run>> reading;
    for (const std::int64_t id : before)
        if (progress.open.contains(id) && reading.size() < mostReread)
            reading.push_back(readOne(session, repository, std::to_string(id)));
    auto read = co_await all(std::move(reading), session.atOnce());
    std::vector<Run> runs;
    for (auto& run : read)
        if (run) runs.push_back(std::move(*run));
    auto batch = batchOf(repository, std::move(runs), progress);
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return progress;
}

} // namespace

Task<Run> withJobs(Session session, Run run) {
    auto request = to(run.project, "/actions/runs/" + percentEncode(run.id) + "/jobs");
    request.query("per_page", "100");
    auto pages = co_await readAll(session.pages(request, Paging::linkHeader()));
    std::vector<Stage> stages;
    for (const Json& page : pages) {
        for (const Node& job : page["jobs"].items()) {
            stages.push_back(mapJob(job));
            for (Stage& step : mapSteps(job)) stages.push_back(std::move(step));
        }
    }
    std::optional<Time> end;
    for (const Stage& stage : stages)
        if (stage.parentId.empty() && stage.finishedAt)
            end = std::max(end.value_or(*stage.finishedAt), *stage.finishedAt);
    if (isFinal(run.status) && end) run.finishedAt = end;
    run.stages = std::move(stages);
    co_return run;
}

Task<Done> pollRuns(Session session, std::string repository) {
    const auto before = Progress::parse(session.cursor(Facet::run, repository));
    auto forward = co_await goForward(session, repository, before);
    auto filled = co_await fillBack(session, repository, forward);
    co_await rereadOpen(session, repository, filled, before.open);
    co_return Done();
}

Task<Detail> readRun(Session session, Ref ref) {
    const Run& known = std::get<Run>(ref.record);
    auto request = to(known.project, "/actions/runs/" + percentEncode(known.id));
    request.forPerson();
    auto answer = co_await session.json(request);
    auto run = co_await withJobs(session, mapRun(answer.root(), known.project));
    Detail detail;
    detail.record = std::move(run);
    co_return detail;
}

} // namespace shipglass::github
