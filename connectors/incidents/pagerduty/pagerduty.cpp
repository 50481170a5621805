// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/incidents/pagerduty/pagerduty.h"

#include "net/poll_scope.h"

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

Task<Done> poll(Session session) {
    co_await pollScope(session, Facet::alert, "*", pollIncidents(session));
    co_await pollScope(session, Facet::resource, "*", pollServices(session));
    co_return Done();
}

/// Whether a list may be read: "yes" or the permission that is missing.
Task<std::string> mayRead(Session session, std::string list, std::string permission) {
    auto request = to("/" + list);
    request.query("limit", "1");
    auto answer = co_await session.json(request).attempt();
    if (!answer && answer.error().fault != Fault::forbidden) throw Failure(answer.error());
    co_return answer ? "yes" : "no: " + permission;
}

Task<Health> probe(Session session) {
    Health health;
    health.facets[Facet::alert] = co_await mayRead(session, "incidents", "incidents.read");
    health.facets[Facet::resource] = co_await mayRead(session, "services", "services.read");
    // Only the key of a user belongs to someone.
    auto me = co_await session.json(to("/users/me")).attempt();
    health.identity = me ? (*me)["user"]["email"].text() : "account key";
    co_return health;
}

constexpr std::array actions{Action{"acknowledge", Facet::alert, "incidents.write", acknowledge},
                             Action{"resolve", Facet::alert, "incidents.write", resolve},
                             Action{"silence", Facet::alert, "incidents.write", silence}};

} // namespace

Request to(const std::string& path, Method method) {
    Request request(method, path);
    request.header("Accept", "application/vnd.pagerduty+json;version=2");
    return request;
}

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
    .detail = pagerduty::readDetail,
    .actions = pagerduty::actions,
};

} // namespace shipglass
