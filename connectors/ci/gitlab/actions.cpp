// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/gitlab/gitlab.h"
#include "net/json_text.h"

namespace shipglass::gitlab {

namespace {

std::string stageOption(const ActionCall& call) {
    const auto found = call.options.find("stage");
    return found == call.options.end() ? "" : found->second;
}

Task<Outcome> post(Session session, std::string project, std::string path) {
    auto answer = co_await session.json(to(project, path, Method::post));
    Outcome outcome;
    outcome.message = "GitLab: " + answer["status"].text();
    co_return outcome;
}

std::string jobPath(const std::string& job) { return "/jobs/" + percentEncode(job); }

Task<Outcome> control(Session session, ActionCall call, std::string verb) {
    const Run& run = std::get<Run>(call.record);
    const auto stage = stageOption(call);
    const auto path = stage.empty() ? "/pipelines/" + percentEncode(run.id) : jobPath(stage);
    return post(std::move(session), run.project, path + "/" + verb);
}

/// The manual job that was named, else the only one that waits.
std::string jobToPlay(const ActionCall& call) {
    std::string job = stageOption(call);
    if (!job.empty()) return job;
    for (const Stage& stage : std::get<Run>(call.record).stages.value_or(std::vector<Stage>{})) {
        if (stage.status != RunStatus::waiting) continue;
        if (!job.empty())
            throw Failure(Fault::unsupported, "Several jobs wait; name one: --option stage=" + stage.id);
        job = stage.id;
    }
    if (job.empty()) throw Failure(Fault::unsupported, "No job of this pipeline waits for a person.");
    return job;
}

} // namespace

Task<Outcome> rerun(Session session, ActionCall call) {
    return control(std::move(session), std::move(call), "retry");
}
Task<Outcome> cancel(Session session, ActionCall call) {
    return control(std::move(session), std::move(call), "cancel");
}

Task<Outcome> play(Session session, ActionCall call) {
    const auto path = jobPath(jobToPlay(call)) + "/play";
    auto outcome = co_await post(session, std::get<Run>(call.record).project, path);
    co_return outcome;
}

Task<Outcome> approve(Session session, ActionCall call) {
    const Deployment& deployment = std::get<Deployment>(call.record);
    auto request =
        to(deployment.project, "/deployments/" + percentEncode(deployment.id) + "/approval", Method::post);
    const auto comment = call.comment.empty() ? "" : R"(,"comment":)" + quoted(call.comment);
    request.body(R"({"status":"approved")" + comment + "}");
    auto answer = co_await session.json(request);
    Outcome outcome;
    outcome.message = "GitLab noted the approval: " + answer["status"].text();
    co_return outcome;
}

} // namespace shipglass::gitlab
