// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/buildbot/buildbot.h"

#include <algorithm>
#include <array>

namespace shipglass {

namespace buildbot {

Task<Builders> watchedBuilders(Session session) {
    Request request("/api/v2/builders");
    request.query("field", "builderid").query("field", "name");
    auto answer = co_await session.json(request);
    const auto wanted = session.list("builders");
    Builders builders;
    for (const Node& builder : answer["builders"].items()) {
        const auto id = builder["builderid"].integer();
        const auto name = builder["name"].text();
        if (id && (wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end()))
            builders[*id] = name;
    }
    co_return builders;
}

namespace {

constexpr std::array facets{Facet::run, Facet::resource};
constexpr std::array<std::string_view, 2> basicKeys{"user", "password"};
constexpr std::array<std::string_view, 1> tokenKeys{"token"};
constexpr std::array auth{AuthKind{"none", {}, AuthPlacement::none, "", ""},
                          AuthKind{"basic", basicKeys, AuthPlacement::basic, "", ""},
                          AuthKind{"token", tokenKeys, AuthPlacement::header, "Authorization", "Bearer "}};
constexpr std::array fields{
    Field{"builders", FieldType::textList, false, "Names of the builders to watch; all without it"}};

Task<Health> probe(Session session) {
    Request request("/api/v2/masters");
    auto masters = co_await session.json(request);
    Health health;
    health.identity = masters["masters"].at(0)["name"].text();
    for (const Facet facet : facets) health.facets[facet] = "yes";
    co_return health;
}

Task<Done> poll(Session session) {
    auto builds = co_await pollBuilds(session).attempt();
    if (!builds) co_await session.failed(Facet::run, "*", builds.error());
    auto workers = co_await pollWorkers(session).attempt();
    if (!workers) co_await session.failed(Facet::resource, "*", workers.error());
    co_return Done();
}

/// Sends one JSON-RPC call to a build; the master answers with `error` where it refuses.
Task<Outcome> control(Session session, ActionCall call, std::string method, std::string params) {
    Request request(Method::post, "/api/v2/builds/" + percentEncode(common(call.record).id));
    request.body(R"({"jsonrpc":"2.0","id":1,"method":")" + method + R"(","params":)" + params + "}");
    auto answer = co_await session.json(request);
    const Node error = answer["error"];
    if (error.exists()) throw Failure(Fault::server, "Buildbot refused: " + error["message"].text());
    Outcome outcome;
    outcome.message = "Buildbot accepted the " + method;
    co_return outcome;
}

Task<Outcome> rerun(Session session, ActionCall call) {
    return control(session, std::move(call), "rebuild", "{}");
}
Task<Outcome> cancel(Session session, ActionCall call) {
    return control(session, std::move(call), "stop", R"({"reason":"stopped from Shipglass"})");
}

constexpr std::array actions{Action{"rerun", Facet::run, "control: rebuild", rerun},
                             Action{"cancel", Facet::run, "control: stop", cancel}};

} // namespace
} // namespace buildbot

extern const Connector buildbotConnector{
    .id = "buildbot",
    .name = "Buildbot",
    .docs = "https://docs.buildbot.net/latest/developer/rest.html",
    .category = Category::ci,
    .facets = buildbot::facets,
    .auth = buildbot::auth,
    .fields = buildbot::fields,
    .defaultUrl = "",
    .limits = {},
    .every = Seconds(30),
    .cursorVersion = 1,
    .probe = buildbot::probe,
    .poll = buildbot::poll,
    .detail = buildbot::readBuild,
    .log = buildbot::readLog,
    .actions = buildbot::actions,
};

} // namespace shipglass
