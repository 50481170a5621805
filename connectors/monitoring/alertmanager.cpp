// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connector.h"
#include "net/json_text.h"
#include "net/poll_scope.h"
#include "net/prometheus_labels.h"

#include <algorithm>
#include <array>

namespace shipglass {

namespace alertmanager {

namespace {

constexpr std::array facets{Facet::alert, Facet::resource};
constexpr std::array<std::string_view, 2> basicKeys{"user", "password"};
constexpr std::array<std::string_view, 1> tokenKeys{"token"};
constexpr std::array auth{AuthKind{"none", {}, AuthPlacement::none, "", ""},
                          AuthKind{"basic", basicKeys, AuthPlacement::basic, "", ""},
                          AuthKind{"token", tokenKeys, AuthPlacement::header, "Authorization", "Bearer "}};
constexpr std::array fields{
    Field{"acknowledgePrefix", FieldType::text, false,
          "Silences whose comment begins with this count as acknowledgements, as ACK!"}};

/// What an active silence says of the alerts that it mutes.
struct Silence {
    std::string createdBy, comment;
    std::optional<Time> startsAt, endsAt;
};
using Silences = std::map<std::string, Silence>;

Task<Silences> activeSilences(Session session) {
    Request request("/api/v2/silences");
    auto answer = co_await session.json(request);
    Silences silences;
    for (const Node& node : requireList(answer.root(), "silences")) {
        if (node["status"]["state"].text() != "active") continue;
        Silence silence;
        silence.createdBy = node["createdBy"].text();
        silence.comment = node["comment"].text();
        silence.startsAt = node["startsAt"].time();
        silence.endsAt = node["endsAt"].time();
        silences[node["id"].text()] = std::move(silence);
    }
    co_return silences;
}

/// The silence that lasts longest decides what is shown; one with the configured prefix is an
/// acknowledgement.
void applySilences(Alert& alert, const std::vector<std::string>& ids, const Silences& silences,
                   const std::string& prefix) {
    alert.state = AlertState::silenced;
    for (const auto& id : ids) {
        const auto found = silences.find(id);
        if (found == silences.end()) continue;
        const Silence& silence = found->second;
        if (!alert.silencedUntil || (silence.endsAt && *silence.endsAt > *alert.silencedUntil))
            alert.silencedUntil = silence.endsAt;
        alert.attributes["silencedBy"] = silence.createdBy;
        alert.attributes["silenceComment"] = silence.comment;
        if (prefix.empty() || !silence.comment.starts_with(prefix)) continue;
        alert.state = AlertState::acknowledged;
        alert.acknowledgedBy = silence.createdBy;
        alert.acknowledgedAt = silence.startsAt;
    }
}

Alert mapAlert(Node node, const Silences& silences, const Session& session) {
    const Node status = node["status"];
    Alert alert = alertOfLabels(node["labels"].labels(), node["annotations"].labels(),
                                node["fingerprint"].text(), node["startsAt"].time());
    alert.attributes["rawStatus"] = status["state"].text();
    const auto silencedBy = status["silencedBy"].texts();
    if (!silencedBy.empty()) {
        applySilences(alert, silencedBy, silences, session.setting("acknowledgePrefix"));
    } else if (status["inhibitedBy"].size() > 0 || status["mutedBy"].size() > 0) {
        alert.state = AlertState::silenced;
        alert.attributes["silenceComment"] = std::string(
            status["inhibitedBy"].size() > 0 ? "inhibited by another alert" : "muted by schedule");
    }
    alert.url = session.baseUrl() +
                "/#/alerts?filter=" + percentEncode("{alertname=\"" + alert.labels["alertname"] + "\"}");
    alert.links = std::vector<std::string>{alert.key};
    return alert;
}

bool isAlert(Node node) { return node["fingerprint"].hasWords(); }

Task<Done> pollAlerts(Session session) {
    auto silences = co_await activeSilences(session);
    Request request("/api/v2/alerts");
    auto answer = co_await session.json(request);
    Batch batch(Facet::alert, "*");
    for (const Node& node : readable(requireList(answer.root(), "alerts"), batch.rowCount(), isAlert))
        batch.add(mapAlert(node, silences, session));
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

ResourceHealth healthOf(const std::string& cluster) {
    if (cluster == "ready" || cluster == "disabled") return ResourceHealth::up;
    return cluster == "settling" ? ResourceHealth::degraded : ResourceHealth::unknown;
}

Task<Json> readStatus(Session session) {
    Request request("/api/v2/status");
    auto answer = co_await session.json(request);
    co_return answer;
}

/// Only what is needed is taken: the answer also holds the whole configuration.
Task<Done> pollStatus(Session session) {
    auto answer = co_await readStatus(session);
    Resource server;
    server.id = "server";
    server.type = "alertmanager.server";
    server.name = session.source();
    server.version = answer["versionInfo"]["version"].text();
    server.health = healthOf(answer["cluster"]["status"].text());
    server.attributes["peers"] = static_cast<std::int64_t>(answer["cluster"]["peers"].size());
    server.url = session.baseUrl() + "/#/status";
    Batch batch(Facet::resource, "*");
    batch.add(std::move(server));
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

Task<Done> poll(Session session) {
    co_await pollScope(session, Facet::alert, "*", pollAlerts(session));
    co_await pollScope(session, Facet::resource, "*", pollStatus(session));
    co_return Done();
}

Task<Health> probe(Session session) {
    auto answer = co_await readStatus(session);
    Health health;
    health.version = answer["versionInfo"]["version"].text();
    for (const Facet facet : facets) health.facets[facet] = "yes";
    co_return health;
}

/// One equality matcher for each label: this alert and nothing else.
std::string matchersOf(const Labels& labels) {
    std::string matchers;
    for (const auto& [name, value] : labels)
        matchers += (matchers.empty() ? "" : ",") + (R"({"name":)" + quoted(name)) + R"(,"value":)" +
                    quoted(value) + R"(,"isRegex":false,"isEqual":true})";
    return "[" + matchers + "]";
}

Task<Outcome> silence(Session session, ActionCall call) {
    const Alert& alert = std::get<Alert>(call.record);
    const Time from = session.now();
    const Time until = from + call.duration.value_or(std::chrono::hours{2});
    const auto comment = call.comment.empty() ? std::string("silenced from Shipglass") : call.comment;
    Request request(Method::post, "/api/v2/silences");
    request.body(R"({"matchers":)" + matchersOf(alert.labels) + R"(,"startsAt":)" + quoted(formatTime(from)) +
                 R"(,"endsAt":)" + quoted(formatTime(until)) + R"(,"createdBy":)" + quoted(call.who) +
                 R"(,"comment":)" + quoted(comment) + "}");
    auto answer = co_await session.json(request);
    Outcome outcome;
    outcome.message = "Alertmanager made silence " + answer["silenceID"].text();
    co_return outcome;
}

/// Alertmanager has no acknowledgement; a short silence with the agreed prefix stands for one.
Task<Outcome> acknowledge(Session session, ActionCall call) {
    const auto prefix = session.setting("acknowledgePrefix");
    if (prefix.empty())
        throw Failure(Fault::unsupported,
                      "Alertmanager has no acknowledgement: set acknowledgePrefix, or silence the alert.");
    call.comment = prefix + " " + call.comment;
    auto outcome = co_await silence(session, call);
    co_return outcome;
}

constexpr std::array actions{
    Action{"silence", Facet::alert, "none; whoever reads may silence", silence},
    Action{"acknowledge", Facet::alert, "none; whoever reads may silence", acknowledge}};

} // namespace
} // namespace alertmanager

extern const Connector alertmanagerConnector{
    .id = "alertmanager",
    .name = "Alertmanager",
    .docs = "https://prometheus.io/docs/alerting/latest/clients/",
    .category = Category::monitoring,
    .facets = alertmanager::facets,
    .auth = alertmanager::auth,
    .fields = alertmanager::fields,
    .defaultUrl = "",
    .limits = {},
    .every = Seconds(20),
    .probe = alertmanager::probe,
    .poll = alertmanager::poll,
    .actions = alertmanager::actions,
};

} // namespace shipglass
