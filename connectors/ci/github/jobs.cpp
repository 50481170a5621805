// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/github/github.h"

#include "net/all.h"
#include "net/pages.h"

#include <algorithm>

namespace shipglass::github {

namespace {

std::string runPath(const Run& run) { return "/actions/runs/" + percentEncode(run.id); }

std::optional<Time> lastEnd(const std::vector<Stage>& stages) {
    std::optional<Time> end;
    for (const Stage& stage : stages)
        if (stage.parentId.empty()) end = std::max(end, stage.finishedAt);
    return end;
}

Task<Attempt> readAttempt(Session session, Run run, std::int64_t number) {
    auto answer =
        co_await session.json(to(run.project, runPath(run) + "/attempts/" + std::to_string(number)));
    const Run then = mapRun(answer.root(), run.project);
    Attempt attempt;
    attempt.attempt = number;
    attempt.status = then.status;
    attempt.startedAt = then.startedAt;
    attempt.finishedAt = then.finishedAt;
    attempt.url = then.url;
    co_return attempt;
}

/// All attempts before the latest; those that GitHub has forgotten are left out.
Task<std::vector<Attempt>> earlierAttempts(Session session, Run run) {
    std::vector<Task<Attempt>> reading;
    for (std::int64_t number = 1; number < run.attempt.value_or(1); ++number)
        reading.push_back(readAttempt(session, run, number));
    auto read = co_await all(std::move(reading), session.atOnce());
    std::vector<Attempt> attempts;
    for (auto& attempt : read) {
        if (attempt)
            attempts.push_back(std::move(*attempt));
        else if (!isOutOfReach(attempt.error()))
            throw Failure(attempt.error());
    }
    co_return attempts;
}

} // namespace

Task<std::vector<Stage>> readStages(Session session, Run run) {
    auto request = to(run.project, runPath(run) + "/jobs");
    request.query("per_page", "100");
    auto pages = co_await readAll(session.pages(request, Paging::linkHeader()));
    std::vector<Stage> stages;
    for (const Json& page : pages) {
        for (const Node& job : requireList(page["jobs"], "jobs")) {
            stages.push_back(mapJob(job));
            for (Stage& step : mapSteps(job)) stages.push_back(std::move(step));
        }
    }
    co_return stages;
}

Task<Run> withJobs(Session session, Run run) {
    auto stages = co_await readStages(session, run);
    const auto end = lastEnd(stages);
    if (isFinal(run.status) && end) run.finishedAt = end;
    run.stages = std::move(stages);
    run.attempts = co_await earlierAttempts(session, run);
    co_return run;
}

Task<Detail> readRun(Session session, Run known) {
    auto request = to(known.project, runPath(known));
    request.forPerson();
    auto answer = co_await session.json(request);
    auto run = co_await withJobs(session, mapRun(answer.root(), known.project));
    Detail detail;
    detail.record = std::move(run);
    co_return detail;
}

} // namespace shipglass::github
