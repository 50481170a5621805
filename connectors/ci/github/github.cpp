// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/github/github.h"

#include "net/pages.h"
#include "net/poll_scope.h"
#include "net/text.h"

#include <algorithm>
#include <array>

namespace shipglass {

namespace github {

namespace {

constexpr std::array facets{Facet::run, Facet::deployment, Facet::change};
constexpr std::array<std::string_view, 1> tokenKeys{"token"};
constexpr std::array auth{AuthKind{"token", tokenKeys, AuthPlacement::header, "Authorization", "Bearer "},
                          AuthKind{"none", {}, AuthPlacement::none, "", ""}};
constexpr std::array fields{
    Field{"repositories", FieldType::textList, false,
          "Repositories as owner/name; all the account can see without this and owners"},
    Field{"owners", FieldType::textList, false, "Users and organisations whose repositories are watched"}};

using Names = std::vector<std::string>;

Task<Names> listRepositories(Session session, Request request) {
    request.query("sort", "pushed").query("per_page", "100");
    auto pages = co_await readAll(session.pages(request, Paging::linkHeader()));
    Names names;
    for (const Json& page : pages) {
        for (const Node& repository : requireList(page.root(), "repositories"))
            if (!repository["archived"].boolean().value_or(false))
                names.push_back(repository["full_name"].text());
    }
    co_return names;
}

/// A user's repositories: the list of all users shows private ones to nobody, not even to their owner.
Task<Names> repositoriesOfUser(Session session, std::string owner) {
    auto request = api("/user/repos");
    request.query("affiliation", "owner");
    auto own = co_await listRepositories(session, request).attempt();
    const bool mine =
        own && !own->empty() && equalsNoCase(own->front().substr(0, owner.size() + 1), owner + "/");
    if (mine) co_return *own;
    auto shown = co_await listRepositories(session, api("/users/" + percentEncode(owner) + "/repos"));
    co_return shown;
}

/// An owner is an organisation or a user; the first answers 404 for the second.
Task<Names> repositoriesOf(Session session, std::string owner) {
    auto names =
        co_await listRepositories(session, api("/orgs/" + percentEncode(owner) + "/repos")).attempt();
    if (names) co_return *names;
    if (names.error().fault != Fault::notFound) throw Failure(names.error());
    auto ofUser = co_await repositoriesOfUser(session, owner);
    co_return ofUser;
}

Task<Names> watchedRepositories(Session session) {
    auto names = session.list("repositories");
    const auto owners = session.list("owners");
    for (const auto& owner : owners) {
        auto found = co_await repositoriesOf(session, owner);
        for (const auto& name : found)
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    if (!names.empty() || !owners.empty()) co_return names;
    auto visible = co_await listRepositories(session, api("/user/repos"));
    co_return visible;
}

Task<Done> pollFacet(Session session, Facet facet, std::string repository, Task<Done> work) {
    if (session.closed(facet, repository)) co_return Done();
    auto polled = co_await std::move(work).attempt();
    if (polled) co_return Done();
    if (concernsAll(polled.error())) throw Failure(polled.error());
    co_await session.failed(facet, repository, polled.error());
    co_return Done();
}

Task<Done> pollRepository(Session session, std::string repository) {
    co_await pollFacet(session, Facet::run, repository, pollRuns(session, repository));
    co_await pollFacet(session, Facet::deployment, repository, pollDeployments(session, repository));
    co_await pollFacet(session, Facet::change, repository, pollChanges(session, repository));
    co_return Done();
}

Task<Done> poll(Session session) {
    auto repositories = co_await watchedRepositories(session);
    std::size_t done = 0;
    for (const auto& repository : repositories) {
        session.report(done++, repositories.size(), repository);
        co_await pollRepository(session, repository);
    }
    co_return Done();
}

/// "yes", or the permission that is missing.
Task<std::string> mayRead(Session session, std::string repository, std::string list, std::string permission) {
    auto request = to(repository, list);
    request.query("per_page", "1");
    auto answer = co_await session.json(request).attempt();
    if (answer) co_return std::string("yes");
    if (concernsAll(answer.error())) throw Failure(answer.error());
    const bool refused = answer.error().fault == Fault::forbidden;
    co_return "no: " + (refused ? permission : answer.error().message);
}

/// Who asks: an app is nobody, and public repositories need no credential.
Task<std::string> identity(Session session) {
    auto user = co_await session.json(api("/user")).attempt();
    if (user) co_return (*user)["login"].text();
    const auto fault = user.error().fault;
    if (fault != Fault::forbidden && fault != Fault::unauthorized) throw Failure(user.error());
    co_return std::string();
}

Task<Health> probe(Session session) {
    Health health;
    health.identity = co_await identity(session);
    auto repositories = co_await watchedRepositories(session);
    if (repositories.empty()) co_return health;
    const auto& first = repositories.front();
    health.facets[Facet::run] = co_await mayRead(session, first, "/actions/runs", "Actions read");
    health.facets[Facet::deployment] = co_await mayRead(session, first, "/deployments", "Deployments read");
    health.facets[Facet::change] = co_await mayRead(session, first, "/pulls", "Pull requests read");
    co_return health;
}

/// A pull request is stored with all there is to it.
Task<Detail> detail(Session session, Ref ref) {
    if (const auto* deployment = std::get_if<Deployment>(&ref.record)) {
        auto read = co_await readDeployment(session, *deployment);
        co_return read;
    }
    const auto* run = std::get_if<Run>(&ref.record);
    if (!run) throw Failure(Fault::unsupported, "GitHub tells no more of this record.");
    auto read = co_await readRun(session, *run);
    co_return read;
}

constexpr std::array actions{Action{"rerun", Facet::run, "Actions write", rerun},
                             Action{"cancel", Facet::run, "Actions write", cancel},
                             Action{"approve", Facet::run, "Deployments write", approve}};

} // namespace
} // namespace github

extern const Connector githubConnector{
    .id = "github",
    .name = "GitHub Actions",
    .docs = "https://docs.github.com/rest",
    .category = Category::ci,
    .facets = github::facets,
    .auth = github::auth,
    .fields = github::fields,
    .defaultUrl = "https://api.github.com",
    .limits = {},
    .every = Seconds(60),
    .probe = github::probe,
    .poll = github::poll,
    .detail = github::detail,
    .log = github::readLog,
    .compare = github::compare,
    .actions = github::actions,
};

} // namespace shipglass
