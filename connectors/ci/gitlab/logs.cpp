// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/gitlab/gitlab.h"

#include <algorithm>

namespace shipglass::gitlab {

namespace {

/// The job that was asked for, else the first that failed, else the last that has begun.
Task<Stage> chooseJob(Session session, LogRef ref) {
    auto run = co_await withJobs(session, ref.run);
    Stage chosen;
    for (const Stage& stage : *run.stages) {
        const bool wanted = ref.stageId.empty() ? stage.startedAt && chosen.status != RunStatus::failure
                                                : stage.id == ref.stageId;
        if (wanted) chosen = stage;
    }
    if (chosen.id.empty()) throw Failure(Fault::notFound, "No job of this pipeline has begun yet.");
    co_return chosen;
}

std::string stageOption(const ActionCall& call) {
    const auto found = call.options.find("stage");
    return found == call.options.end() ? "" : found->second;
}

Task<Outcome> control(Session session, ActionCall call, std::string verb) {
    const Run& run = std::get<Run>(call.record);
    const auto stage = stageOption(call);
    const auto path = stage.empty() ? "/pipelines/" + percentEncode(run.id) : "/jobs/" + percentEncode(stage);
    auto answer = co_await session.json(to(run.project, path + "/" + verb, Method::post));
    Outcome outcome;
    outcome.message = "GitLab: " + answer["status"].text();
    co_return outcome;
}

} // namespace

Task<LogPage> readLog(Session session, LogRef ref) {
    auto job = co_await chooseJob(session, ref);
    auto request = to(ref.run.project, "/jobs/" + percentEncode(job.id) + "/trace");
    request.forPerson().atMost(64U << 20U);
    auto text = co_await session.text(request);
    LogPage page;
    const auto begin = std::min(static_cast<std::size_t>(ref.offset), text.size());
    page.text = text.substr(begin);
    page.nextOffset = static_cast<std::int64_t>(text.size());
    page.ended = isFinal(job.status);
    co_return page;
}

Task<Outcome> rerun(Session session, ActionCall call) {
    return control(std::move(session), std::move(call), "retry");
}
Task<Outcome> cancel(Session session, ActionCall call) {
    return control(std::move(session), std::move(call), "cancel");
}

} // namespace shipglass::gitlab
