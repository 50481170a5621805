// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/jenkins/jenkins.h"

namespace shipglass::jenkins {

namespace {

std::string buildPath(const Run& run) { return pathOf(run.pipeline) + "/" + percentEncode(run.number); }

Task<Outcome> send(Session session, Request request, std::string message) {
    auto answer = co_await session.text(request);
    Outcome outcome;
    outcome.message = message;
    co_return outcome;
}

} // namespace

Task<LogPage> readLog(Session session, LogRef ref) {
    const auto stagePath = ref.stageId.empty() ? "" : "/execution/node/" + percentEncode(ref.stageId);
    LogPage page;
    if (!stagePath.empty()) {
        Request request(buildPath(ref.run) + stagePath + "/wfapi/log");
        request.forPerson();
        auto log = co_await session.json(request);
        const auto text = log["text"].text();
        page.text = text.substr(std::min(static_cast<std::size_t>(ref.offset), text.size()));
        page.nextOffset = static_cast<std::int64_t>(text.size());
        page.ended = !log["hasMore"].boolean().value_or(false);
        co_return page;
    }
    Request request(buildPath(ref.run) + "/logText/progressiveText");
    request.query("start", std::to_string(ref.offset)).forPerson();
    auto answer = co_await session.answer(request);
    page.text = answer.body;
    const std::string size(answer.header("x-text-size"));
    page.nextOffset = size.empty() ? ref.offset + static_cast<std::int64_t>(answer.body.size())
                                   : std::strtoll(size.c_str(), nullptr, 10);
    page.ended = answer.header("x-more-data") != "true";
    co_return page;
}

/// Starts the job again with the parameters that the build had.
Task<Outcome> rerun(Session session, ActionCall call) {
    const Run& run = std::get<Run>(call.record);
    Request ask(buildPath(run) + "/api/json");
    ask.query("tree", "actions[parameters[name,value]]");
    auto build = co_await session.json(ask);
    Request plain(Method::post, pathOf(run.pipeline) + "/build");
    Request withParameters(Method::post, pathOf(run.pipeline) + "/buildWithParameters");
    bool any = false;
    for (const Node& action : build["actions"].items())
        for (const Node& parameter : action["parameters"].items()) {
            withParameters.query(parameter["name"].text(), parameter["value"].text());
            any = true;
        }
    auto outcome = co_await send(session, any ? withParameters : plain,
                                 "Jenkins put a new build of the job into its queue.");
    co_return outcome;
}

Task<Outcome> cancel(Session session, ActionCall call) {
    const Run& run = std::get<Run>(call.record);
    Request request(Method::post, buildPath(run) + "/stop");
    auto outcome = co_await send(session, request, "Jenkins stops the build.");
    co_return outcome;
}

/// Lets the first pending input go on; one that asks for values has to be answered in Jenkins itself.
Task<Outcome> approve(Session session, ActionCall call) {
    const Run& run = std::get<Run>(call.record);
    Request ask(buildPath(run) + "/wfapi/pendingInputActions");
    auto pending = co_await session.json(ask);
    const Node input = pending.root().at(0);
    if (!input.exists()) throw Failure(Fault::notFound, "This build waits for no input.");
    if (input["inputs"].size() > 0)
        throw Failure(Fault::unsupported, "This input asks for values: answer it in Jenkins.");
    Request request(Method::post,
                    buildPath(run) + "/input/" + percentEncode(input["id"].text()) + "/proceedEmpty");
    auto outcome = co_await send(session, request, "Jenkins lets the build go on.");
    co_return outcome;
}

} // namespace shipglass::jenkins
