// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/monitoring/prometheus/prometheus.h"

#include "net/poll_scope.h"

#include <array>

namespace shipglass {

namespace prometheus {

Task<Json> ask(Session session, Request request) {
    auto answer = co_await session.json(request);
    if (answer["status"].text() == "success") co_return answer;
    const auto said = answer["error"].text();
    throw Failure(Fault::malformed,
                  said.empty() ? "This is not an answer of Prometheus." : "Prometheus: " + said);
}

namespace {

constexpr std::array facets{Facet::alert, Facet::resource, Facet::metric};
constexpr std::array<std::string_view, 2> basicKeys{"user", "password"};
constexpr std::array<std::string_view, 1> tokenKeys{"token"};
constexpr std::array auth{AuthKind{"none", {}, AuthPlacement::none, "", ""},
                          AuthKind{"basic", basicKeys, AuthPlacement::basic, "", ""},
                          AuthKind{"token", tokenKeys, AuthPlacement::header, "Authorization", "Bearer "}};
constexpr std::array fields{
    Field{"queries", FieldType::textList, false, "PromQL expressions whose series are kept and charted"},
    Field{"alerts", FieldType::text, false,
          "auto (default: unless an alertmanager source is configured), always or never"}};

Task<Health> probe(Session session) {
    Request request("/api/v1/status/buildinfo");
    auto answer = co_await ask(session, request);
    Health health;
    health.version = answer["data"]["version"].text();
    for (const Facet facet : facets) health.facets[facet] = "yes";
    co_return health;
}

Task<Done> poll(Session session) {
    if (session.setting("alerts") != "never")
        co_await pollScope(session, Facet::alert, "*", pollAlerts(session));
    co_await pollScope(session, Facet::resource, "*", pollTargets(session));
    auto queries = co_await pollQueries(session);
    co_return queries;
}

} // namespace
} // namespace prometheus

extern const Connector prometheusConnector{
    .id = "prometheus",
    .name = "Prometheus",
    .docs = "https://prometheus.io/docs/prometheus/latest/querying/api/",
    .category = Category::monitoring,
    .facets = prometheus::facets,
    .auth = prometheus::auth,
    .fields = prometheus::fields,
    .defaultUrl = "",
    .limits = {},
    .every = Seconds(30),
    .probe = prometheus::probe,
    .poll = prometheus::poll,
    .query = prometheus::querySeries,
};

} // namespace shipglass
