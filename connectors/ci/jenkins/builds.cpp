// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/jenkins/jenkins.h"

#include "connectors/ci/jenkins/progress.h"
#include "net/moments.h"

#include <algorithm>
#include <array>

namespace shipglass::jenkins {

namespace {

constexpr std::size_t pageSize = 50;

bool wantsStages(const Run& run, Time now) {
    const bool fresh = run.finishedAt && now - *run.finishedAt < std::chrono::hours{24};
    return !isFinal(run.status) || run.status == RunStatus::failure || fresh;
}

Stage mapStage(Node node) {
    struct Mapped {
        std::string_view word;
        RunStatus status;
    };
    static constexpr std::array words{
        Mapped{"IN_PROGRESS", RunStatus::running},  Mapped{"PAUSED_PENDING_INPUT", RunStatus::waiting},
        Mapped{"NOT_EXECUTED", RunStatus::skipped}, Mapped{"ABORTED", RunStatus::canceled},
        Mapped{"SUCCESS", RunStatus::success},      Mapped{"UNSTABLE", RunStatus::unstable},
        Mapped{"FAILED", RunStatus::failure}};
    Stage stage;
    stage.id = node["id"].text();
    stage.name = node["name"].text();
    for (const Mapped& entry : words)
        if (entry.word == node["status"].text()) stage.status = entry.status;
    stage.startedAt = node["startTimeMillis"].epochMillis();
    if (isFinal(stage.status)) stage.finishedAt = after(stage.startedAt, node["durationMillis"].integer());
    return stage;
}

/// A page of builds, newest first: positions `from` to `from + 50` of the job's list.
Task<std::vector<Run>> readPage(Session session, std::string job, std::size_t from) {
    Request request(pathOf(job) + "/api/json");
    request.query("tree", "allBuilds[" + buildTree() + "]{" + std::to_string(from) + "," +
                              std::to_string(from + pageSize) + "}");
    auto answer = co_await session.json(request);
    std::vector<Run> runs;
    for (const Node& build : requireList(answer["allBuilds"], "allBuilds"))
        if (build["number"].integer()) runs.push_back(mapBuild(build, job));
    co_return runs;
}

Task<Done> handPage(Session session, std::string job, std::vector<Run> runs,
                    std::shared_ptr<Progress> progress, bool last) {
    Batch batch(Facet::run, job);
    for (Run& run : runs) {
        progress->note(run);
        Run whole = run;
        if (wantsStages(run, session.now())) whole = co_await withStages(session, run);
        batch.add(std::move(whole));
    }
    batch.setCursor(progress->format()).setLast(last);
    co_await session.hand(std::move(batch));
    co_return Done();
}

/// Nothing older has to be read: the list or what is wanted of it ends here, or only what is known lies
/// below.
bool reachesEnd(const std::vector<Run>& runs, const Progress& known, Time since) {
    if (runs.size() < pageSize) return true;
    const Run& oldest = runs.back();
    if (oldest.createdAt && *oldest.createdAt < since) return true;
    return known.filled && numberOf(oldest) <= known.lowestMoving();
}

std::vector<Run> unknownOf(std::vector<Run> runs, const Progress& known) {
    std::erase_if(runs, [&](const Run& run) { return known.knows(numberOf(run)); });
    return runs;
}

} // namespace

Task<Run> withStages(Session session, Run run) {
    Request request(pathOf(run.pipeline) + "/" + percentEncode(run.number) + "/wfapi/describe");
    auto described = co_await session.json(request).attempt();
    // Without the stage view, and for jobs that are no Pipelines, the address does not exist.
    if (!described && described.error().fault != Fault::notFound) throw Failure(described.error());
    if (!described) co_return run;
    run.stages.emplace();
    for (const Node& stage : (*described)["stages"].items()) run.stages->push_back(mapStage(stage));
    const auto status = (*described)["status"].text();
    if (status == "PAUSED_PENDING_INPUT") {
        run.status = RunStatus::waiting;
        run.attributes["rawStatus"] = "building/" + status;
    }
    co_return run;
}

Task<Done> pollJob(Session session, Job job) {
    const auto stored = Progress::parse(session.cursor(Facet::run, job.name));
    // A job that was made anew counts from 1 again.
    const Progress known = job.lastBuild < stored.newest ? Progress() : stored;
    auto progress = std::make_shared<Progress>(known);
    bool more = !known.filled || known.newest != job.lastBuild || !known.open.empty();
    std::vector<Run> changed;
    for (std::size_t from = 0; more; from += pageSize) {
        auto runs = co_await readPage(session, job.name, from);
        more = !reachesEnd(runs, known, session.since());
        progress->advance(runs, job.lastBuild, more, runs.size() < pageSize);
        changed = unknownOf(std::move(runs), known);
        if (more) co_await handPage(session, job.name, std::move(changed), progress, false);
    }
    co_await handPage(session, job.name, std::move(changed), progress, true);
    co_return Done();
}

Task<Detail> readBuild(Session session, Ref ref) {
    const Run& known = std::get<Run>(ref.record);
    Request request(pathOf(known.pipeline) + "/" + percentEncode(known.number) + "/api/json");
    request.query("tree", buildTree()).forPerson();
    auto answer = co_await session.json(request);
    auto run = co_await withStages(session, mapBuild(answer.root(), known.pipeline));
    Detail detail;
    detail.record = std::move(run);
    co_return detail;
}

} // namespace shipglass::jenkins
