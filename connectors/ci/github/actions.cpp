// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/github/github.h"

#include "net/json_text.h"

namespace shipglass::github {

namespace {

std::string option(const ActionCall& call, const std::string& name) {
    const auto found = call.options.find(name);
    return found == call.options.end() ? "" : found->second;
}

Task<Outcome> send(Session session, Request request, std::string message) {
    auto answer = co_await session.text(request);
    Outcome outcome;
    outcome.message = message;
    co_return outcome;
}

/// A run from a fork of somebody new waits as a whole, before any of its gates.
bool isFromFork(const Run& run) {
    const auto raw = run.attributes.find("rawStatus");
    return raw != run.attributes.end() && raw->second == Value("completed/action_required");
}

/// The gates that a run waits for, as the JSON list of their environments' ids.
Task<std::string> waitingGates(Session session, Run run) {
    auto answer = co_await session.json(
        to(run.project, "/actions/runs/" + percentEncode(run.id) + "/pending_deployments"));
    std::string ids;
    for (const Node& gate : requireList(answer.root(), "pending deployments")) {
        const auto id = gate["environment"]["id"].integer();
        const bool mayApprove = gate["current_user_can_approve"].boolean().value_or(false);
        if (id && mayApprove) ids += (ids.empty() ? "" : ",") + std::to_string(*id);
    }
    if (ids.empty()) throw Failure(Fault::forbidden, "This run waits for no gate that you may approve.");
    co_return "[" + ids + "]";
}

} // namespace

Task<Outcome> rerun(Session session, ActionCall call) {
    const Run& run = std::get<Run>(call.record);
    const auto base = "/actions/runs/" + percentEncode(run.id);
    const auto stage = jobOf(option(call, "stage"));
    const bool failedOnly = option(call, "failed") == "true";
    const auto path = !stage.empty() ? "/actions/jobs/" + percentEncode(stage) + "/rerun"
                                     : base + (failedOnly ? "/rerun-failed-jobs" : "/rerun");
    auto outcome =
        co_await send(session, to(run.project, path, Method::post), "GitHub starts the run again.");
    co_return outcome;
}

Task<Outcome> cancel(Session session, ActionCall call) {
    const Run& run = std::get<Run>(call.record);
    auto request = to(run.project, "/actions/runs/" + percentEncode(run.id) + "/cancel", Method::post);
    auto outcome = co_await send(session, request, "GitHub stops the run.");
    co_return outcome;
}

Task<Outcome> approve(Session session, ActionCall call) {
    const Run& run = std::get<Run>(call.record);
    const auto base = "/actions/runs/" + percentEncode(run.id);
    const std::string message = "GitHub lets the run go on.";
    if (isFromFork(run)) {
        auto started = co_await send(session, to(run.project, base + "/approve", Method::post), message);
        co_return started;
    }
    auto gates = co_await waitingGates(session, run);
    auto request = to(run.project, base + "/pending_deployments", Method::post);
    request.body(R"({"environment_ids":)" + gates + R"(,"state":"approved","comment":)" +
                 quoted(call.comment) + "}");
    auto outcome = co_await send(session, request, message);
    co_return outcome;
}

} // namespace shipglass::github
