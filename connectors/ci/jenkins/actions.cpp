// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/jenkins/jenkins.h"

#include "net/headers.h"

namespace shipglass::jenkins {

namespace {

/// Without an API token Jenkins wants a crumb with whatever changes something, and the cookie it belongs to.
/// A controller without that protection has no such address.
Task<Request> withCrumb(Session session, Request request) {
    Request ask("/crumbIssuer/api/json");
    auto answer = co_await session.answer(ask).attempt();
    if (!answer && answer.error().fault != Fault::notFound) throw Failure(answer.error());
    const auto crumb = Json::parse(answer ? answer->body : std::string());
    if (!crumb) co_return request;
    const auto field = (*crumb)["crumbRequestField"].text();
    if (!field.empty()) request.header(field, (*crumb)["crumb"].text());
    const auto cookies = cookiesOf(answer->headers);
    if (!cookies.empty()) request.header("Cookie", cookies);
    co_return request;
}

/// Jenkins redirects to a page of its own when it has done something. Any other page is a login before it.
Task<Outcome> send(Session session, Request request, std::string message) {
    auto guarded = co_await withCrumb(session, std::move(request));
    auto answer = co_await session.answer(guarded);
    if (!answer.body.empty() && answer.header("x-jenkins").empty())
        throw Failure(Fault::unauthorized, "a web page answered in place of Jenkins");
    Outcome outcome;
    outcome.message = message;
    co_return outcome;
}

/// The parameters of a build as a form. Jenkins does not tell the values of passwords and files: for these
/// the job's defaults hold again.
std::string formOf(Node build) {
    std::string form;
    for (const Node& action : build["actions"].items())
        for (const Node& parameter : action["parameters"].items())
            if (parameter["value"].exists())
                form += (form.empty() ? "" : "&") + percentEncode(parameter["name"].text()) + "=" +
                        percentEncode(parameter["value"].text());
    return form;
}

bool hasParameters(Node build) {
    for (const Node& action : build["actions"].items())
        if (action["parameters"].size() > 0) return true;
    return false;
}

} // namespace

/// Starts the job again with the parameters that the build had.
Task<Outcome> rerun(Session session, ActionCall call) {
    const Run& run = std::get<Run>(call.record);
    Request ask(buildPath(run) + "/api/json");
    ask.query("tree", "actions[parameters[name,value]]");
    auto build = co_await session.json(ask);
    const bool withParameters = hasParameters(build.root());
    Request request(Method::post,
                    pathOf(run.pipeline) + (withParameters ? "/buildWithParameters" : "/build"));
    if (withParameters) request.body(formOf(build.root()), "application/x-www-form-urlencoded");
    auto outcome = co_await send(session, request, "Jenkins put a new build of the job into its queue.");
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
    requireList(pending.root(), "the list of pending inputs");
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
