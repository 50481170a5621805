// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connector.h"
#include "net/json_text.h"
#include "net/pages.h"

#include <algorithm>
#include <array>

namespace shipglass {

namespace pagerduty {

namespace {

constexpr std::array facets{Facet::alert, Facet::resource};
constexpr std::array<std::string_view, 1> tokenKeys{"token"};
constexpr std::array auth{
    AuthKind{"token", tokenKeys, AuthPlacement::header, "Authorization", "Token token="}};
constexpr std::array fields{
    Field{"teams", FieldType::textList, false, "Ids of teams; all without it"},
    Field{"services", FieldType::textList, false, "Ids of services; all without it"},
    Field{"from", FieldType::text, false, "E-mail address of the user on whose behalf actions are sent"}};

Severity severityOf(Node incident) {
    struct Mapped {
        std::string_view word;
        Severity severity;
    };
    static constexpr std::array priorities{Mapped{"P1", Severity::critical}, Mapped{"P2", Severity::high},
                                           Mapped{"P3", Severity::warning}, Mapped{"P4", Severity::info},
                                           Mapped{"P5", Severity::info}};
    const auto priority = incident["priority"]["name"].text();
    for (const Mapped& entry : priorities)
        if (entry.word == priority) return entry.severity;
    const auto urgency = incident["urgency"].text();
    return urgency == "high" ? Severity::high : urgency == "low" ? Severity::info : Severity::unknown;
}

AlertState stateOf(const std::string& word) {
    if (word == "resolved") return AlertState::resolved;
    return word == "acknowledged" ? AlertState::acknowledged : AlertState::firing;
}

void applyAcknowledgements(Alert& alert, Node acknowledgements) {
    for (const Node& acknowledgement : acknowledgements.items()) {
        const auto at = acknowledgement["at"].time();
        if (!at || (alert.acknowledgedAt && *at < *alert.acknowledgedAt)) continue;
        alert.acknowledgedAt = at;
        alert.acknowledgedBy = acknowledgement["acknowledger"]["summary"].text();
    }
}

/// A snoozed incident is an acknowledged one that will trigger again.
std::optional<Time> snoozedUntil(Node incident) {
    for (const Node& action : incident["pending_actions"].items())
        if (action["type"].text() == "unacknowledge") return action["at"].time();
    return std::nullopt;
}

Alert mapIncident(Node incident) {
    Alert alert;
    alert.id = alert.key = incident["id"].text();
    alert.title = incident["title"].text();
    alert.severity = severityOf(incident);
    alert.state = stateOf(incident["status"].text());
    alert.attributes["rawStatus"] = incident["status"].text();
    alert.service = incident["service"]["summary"].text();
    alert.incident = true;
    alert.startedAt = incident["created_at"].time();
    if (alert.state != AlertState::firing) applyAcknowledgements(alert, incident["acknowledgements"]);
    if (alert.state == AlertState::acknowledged) alert.silencedUntil = snoozedUntil(incident);
    if (alert.state == AlertState::resolved)
        alert.resolvedAt = incident["resolved_at"].exists() ? incident["resolved_at"].time()
                                                            : incident["last_status_change_at"].time();
    alert.url = incident["html_url"].text();
    if (const auto key = incident["incident_key"].text(); !key.empty())
        alert.links = std::vector<std::string>{key};
    return alert;
}

Request incidents(const Session& session) {
    Request request("/incidents");
    for (const auto& team : session.list("teams")) request.query("team_ids[]", team);
    for (const auto& service : session.list("services")) request.query("service_ids[]", service);
    return request;
}

/// What is open, whenever it began, and what was resolved since the last poll, with a day's overlap.
Task<Done> pollIncidents(Session session) {
    auto askOpen = incidents(session);
    askOpen.query("statuses[]", "triggered").query("statuses[]", "acknowledged").query("date_range", "all");
    auto askResolved = incidents(session);
    const auto last = parseTime(session.cursor(Facet::alert, "*"));
    const Time since = last ? *last - std::chrono::hours{24} : session.since();
    const Time oldest = session.now() - std::chrono::hours{24 * 179}; // a longer range is refused
    askResolved.query("statuses[]", "resolved").query("since", formatTime(std::max(since, oldest)));
    const auto paging = Paging::offset("/incidents", "offset", "limit", 100);
    auto open = co_await readAll(session.pages(askOpen, paging));
    auto resolved = co_await readAll(session.pages(askResolved, paging));
    Batch batch(Facet::alert, "*");
    for (const auto* pages : {&open, &resolved})
        for (const Json& page : *pages)
            for (const Node& incident : page["incidents"].items()) batch.add(mapIncident(incident));
    batch.setCursor(formatTime(session.now())).setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

ResourceHealth healthOf(const std::string& word) {
    if (word == "active") return ResourceHealth::up;
    if (word == "warning") return ResourceHealth::degraded;
    return word == "critical" ? ResourceHealth::down : ResourceHealth::unknown;
}

Task<Done> pollServices(Session session) {
    Request request("/services");
    for (const auto& team : session.list("teams")) request.query("team_ids[]", team);
    auto pages =
        co_await readAll(session.pages(request, Paging::offset("/services", "offset", "limit", 100)));
    Batch batch(Facet::resource, "*");
    for (const Json& page : pages)
        for (const Node& service : page["services"].items()) {
            Resource resource;
            resource.id = service["id"].text();
            resource.type = "pagerduty.service";
            resource.name = resource.service = service["name"].text();
            resource.health = healthOf(service["status"].text());
            resource.attributes["rawStatus"] = service["status"].text();
            resource.url = service["html_url"].text();
            batch.add(std::move(resource));
        }
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

Task<Done> poll(Session session) {
    auto alerts = co_await pollIncidents(session).attempt();
    if (!alerts) co_await session.failed(Facet::alert, "*", alerts.error());
    auto services = co_await pollServices(session).attempt();
    if (!services) co_await session.failed(Facet::resource, "*", services.error());
    co_return Done();
}

std::string mayRead(const Result<Json>& answer, const char* permission) {
    return answer ? "yes" : std::string("no: ") + permission;
}

Task<Health> probe(Session session) {
    Request askIncidents("/incidents");
    askIncidents.query("limit", "1");
    Request askServices("/services");
    askServices.query("limit", "1");
    Request askMe("/users/me");
    auto incidents = co_await session.json(askIncidents).attempt();
    if (!incidents && incidents.error().fault != Fault::forbidden) throw Failure(incidents.error());
    auto services = co_await session.json(askServices).attempt();
    auto me = co_await session.json(askMe).attempt();
    Health health;
    health.identity = me ? (*me)["user"]["email"].text() : "account key";
    health.facets[Facet::alert] = mayRead(incidents, "incidents.read");
    health.facets[Facet::resource] = mayRead(services, "services.read");
    co_return health;
}

Task<Outcome> send(Session session, Request request, std::string message) {
    if (const auto from = session.setting("from"); !from.empty()) request.header("From", from);
    auto answer = co_await session.json(request);
    Outcome outcome;
    outcome.message = message;
    co_return outcome;
}

std::string incidentPath(const ActionCall& call) {
    return "/incidents/" + percentEncode(common(call.record).id);
}

Task<Outcome> setStatus(Session session, ActionCall call, std::string status) {
    Request request(Method::put, incidentPath(call));
    const auto resolution =
        call.comment.empty() || status != "resolved" ? "" : R"(,"resolution":)" + quoted(call.comment);
    request.body(R"({"incident":{"type":"incident_reference","status":)" + quoted(status) + resolution +
                 "}}");
    auto outcome = co_await send(session, request, "PagerDuty: " + status);
    co_return outcome;
}

Task<Outcome> acknowledge(Session session, ActionCall call) {
    return setStatus(std::move(session), std::move(call), "acknowledged");
}
Task<Outcome> resolve(Session session, ActionCall call) {
    return setStatus(std::move(session), std::move(call), "resolved");
}

/// PagerDuty snoozes an incident: it is acknowledged until then and triggers again.
Task<Outcome> silence(Session session, ActionCall call) {
    const auto seconds =
        std::chrono::duration_cast<Seconds>(call.duration.value_or(std::chrono::hours{1})).count();
    Request request(Method::post, incidentPath(call) + "/snooze");
    request.body(R"({"duration":)" + std::to_string(seconds) + "}");
    auto outcome = co_await send(session, request, "PagerDuty snoozed the incident.");
    co_return outcome;
}

constexpr std::array actions{Action{"acknowledge", Facet::alert, "incidents.write", acknowledge},
                             Action{"resolve", Facet::alert, "incidents.write", resolve},
                             Action{"silence", Facet::alert, "incidents.write", silence}};

} // namespace
} // namespace pagerduty

extern const Connector pagerdutyConnector{
    .id = "pagerduty",
    .name = "PagerDuty",
    .docs = "https://developer.pagerduty.com/api-reference/",
    .category = Category::incidents,
    .facets = pagerduty::facets,
    .auth = pagerduty::auth,
    .fields = pagerduty::fields,
    .defaultUrl = "https://api.pagerduty.com",
    .limits = {.atOnce = 4,
               .perMinute = 900,
               .largestBody = 8U << 20U,
               .oldestBackfill = Seconds(179 * 86'400)},
    .every = Seconds(30),
    .probe = pagerduty::probe,
    .poll = pagerduty::poll,
    .actions = pagerduty::actions,
};

} // namespace shipglass
