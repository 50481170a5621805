// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/incidents/pagerduty/pagerduty.h"
#include "net/json_text.h"

namespace shipglass::pagerduty {

namespace {

constexpr std::chrono::hours usualSnooze{1};

Task<Done> send(Session session, Request request) {
    if (const auto from = session.setting("from"); !from.empty()) request.header("From", from);
    co_await session.json(request);
    co_return Done();
}

std::string incidentPath(const ActionCall& call) {
    return "/incidents/" + percentEncode(common(call.record).id);
}

Request statusRequest(const ActionCall& call, const std::string& status, const std::string& more) {
    auto request = to(incidentPath(call), Method::put);
    request.body(R"({"incident":{"type":"incident_reference","status":)" + quoted(status) + more + "}}");
    return request;
}

/// What was done is done; that the comment could not be added is said, and is no failure of it.
Task<Outcome> withNote(Session session, ActionCall call, std::string done) {
    Outcome outcome;
    outcome.message = done;
    if (call.comment.empty()) co_return outcome;
    auto request = to(incidentPath(call) + "/notes", Method::post);
    request.body(R"({"note":{"content":)" + quoted(call.comment) + "}}");
    auto noted = co_await send(session, request).attempt();
    if (!noted) outcome.message += " The comment was not added: " + noted.error().message;
    co_return outcome;
}

} // namespace

Task<Outcome> acknowledge(Session session, ActionCall call) {
    co_await send(session, statusRequest(call, "acknowledged", ""));
    auto outcome = co_await withNote(session, call, "PagerDuty: acknowledged.");
    co_return outcome;
}

Task<Outcome> resolve(Session session, ActionCall call) {
    const auto resolution = call.comment.empty() ? "" : R"(,"resolution":)" + quoted(call.comment);
    co_await send(session, statusRequest(call, "resolved", resolution));
    Outcome outcome;
    outcome.message = "PagerDuty: resolved.";
    co_return outcome;
}

Task<Outcome> silence(Session session, ActionCall call) {
    const auto span = std::chrono::duration_cast<Seconds>(call.duration.value_or(usualSnooze));
    auto request = to(incidentPath(call) + "/snooze", Method::post);
    request.body(R"({"duration":)" + std::to_string(span.count()) + "}");
    co_await send(session, request);
    auto outcome = co_await withNote(session, call, "PagerDuty: snoozed for " + formatDuration(span) + ".");
    co_return outcome;
}

} // namespace shipglass::pagerduty
