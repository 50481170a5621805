// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/buildbot/buildbot.h"

#include "net/headers.h"
#include "net/json_text.h"
#include "net/poll_scope.h"

#include <array>

namespace shipglass {

namespace buildbot {

namespace {

bool isBuilder(Node row) {
    return row["builderid"].integer() && row["name"].hasWords() && row["masterids"].isArray();
}

} // namespace

Builders::Builders(Json answer, const std::vector<std::string>& wanted)
    : m_answer(std::move(answer)), m_missing(wanted), m_narrows(!wanted.empty()) {
    const auto rows = requireList(m_answer["builders"], "builders");
    for (const Node& builder : readable(rows, m_rowCount, isBuilder)) {
        const bool named = std::erase(m_missing, builder["name"].text()) > 0;
        if (named || !m_narrows) m_rows.push_back(builder);
    }
}

Task<Builders> watchedBuilders(Session session) {
    Request request("/api/v2/builders");
    auto answer = co_await session.json(request);
    co_return Builders(answer, session.list("builders"));
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

/// The master's own description of itself, which it gives to its pages; not of the API, so it may be missing.
void applyConfig(Health& health, Node config) {
    for (const Node& part : config["versions"].items())
        if (part.at(0).text() == "Buildbot") health.version = part.at(1).text();
    const Node user = config["user"];
    for (const char* key : {"full_name", "email", "username"})
        if (!user[key].text().empty()) health.identity = user[key].text();
}

Task<std::string> mayRead(Session session, std::string list) {
    Request request("/api/v2/" + list);
    request.query("limit", "1");
    auto answer = co_await session.json(request).attempt();
    if (answer) requireList((*answer)[list], list);
    if (!answer && answer.error().fault != Fault::forbidden) throw Failure(answer.error());
    std::string verdict = answer ? "yes" : "no: view " + list;
    co_return verdict;
}

Task<Health> probe(Session session) {
    Health health;
    health.facets[Facet::run] = co_await mayRead(session, "builds");
    health.facets[Facet::resource] = co_await mayRead(session, "workers");
    Request request("/config");
    auto config = co_await session.json(request).attempt();
    if (config) applyConfig(health, config->root());
    co_return health;
}

/// Why a builder of the configuration is not among those that the master has.
Error missingError(const Builders& builders) {
    if (builders.rowCount().unreadable > 0) return unreadableError(builders.rowCount(), "builders");
    return {Fault::notFound, "no builder has this name", 0, {}};
}

Task<Done> pollWatched(Session session, Builders builders) {
    for (const auto& name : builders.missing())
        co_await session.failed(Facet::run, name, missingError(builders));
    co_await pollScope(session, Facet::run, "*", pollBuilds(session, builders));
    co_await pollScope(session, Facet::resource, "*", pollWorkers(session, builders));
    co_return Done();
}

Task<Done> poll(Session session) {
    auto builders = co_await watchedBuilders(session).attempt();
    if (builders) {
        auto done = co_await pollWatched(session, *builders);
        co_return done;
    }
    for (const Facet facet : facets) co_await session.failed(facet, "*", builders.error());
    co_return Done();
}

/// Sends again what was refused, with the cookie that a master with passwords of its own gives for them. The
/// web page that it leads to may be on another server.
Task<Json> sendLoggedIn(Session session, Request request, Error refused) {
    Request ask("/auth/login");
    ask.doNotFollow();
    auto login = co_await session.answer(ask).attempt();
    const auto cookies = login ? cookiesOf(login->headers) : std::string();
    if (!login && login.error().fault == Fault::unauthorized)
        refused.message += "; the login: " + login.error().message;
    if (cookies.empty()) throw Failure(refused);
    request.header("Cookie", cookies);
    auto answer = co_await session.json(request);
    co_return answer;
}

/// Most masters do not ask who acts, or a server before them does.
Task<Json> send(Session session, Request request) {
    auto answer = co_await session.json(request).attempt();
    const bool refused = !answer && answer.error().fault == Fault::forbidden;
    if (!refused) co_return std::move(answer).orThrow();
    auto again = co_await sendLoggedIn(session, request, answer.error());
    co_return again;
}

/// Sends one JSON-RPC call to a build; the master answers with `error` where it refuses.
Task<Outcome> control(Session session, ActionCall call, std::string method, std::string params) {
    Request request(Method::post, "/api/v2/builds/" + percentEncode(common(call.record).id));
    request.body(R"({"jsonrpc":"2.0","id":1,"method":")" + method + R"(","params":)" + params + "}");
    auto answer = co_await send(session, request);
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
    const auto reason = call.comment.empty() ? "stopped from Shipglass" : call.comment;
    return control(session, std::move(call), "stop", R"({"reason":)" + quoted(reason) + "}");
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
