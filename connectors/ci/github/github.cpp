// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/github/github.h"

#include "net/pages.h"

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

Request api(const std::string& path) {
    Request request(path);
    request.header("Accept", "application/vnd.github+json").header("X-GitHub-Api-Version", "2022-11-28");
    return request;
}

Task<std::vector<std::string>> listRepositories(Session session, std::string path) {
    auto request = api(path);
    request.query("sort", "pushed").query("per_page", "100");
    auto pages = co_await readAll(session.pages(request, Paging::linkHeader()));
    std::vector<std::string> names;
    for (const Json& page : pages) {
        for (const Node& repository : page.root().items())
            if (!repository["archived"].boolean().value_or(false))
                names.push_back(repository["full_name"].text());
    }
    co_return names;
}

/// An owner is an organisation or a user; the first answers 404 for the second.
Task<std::vector<std::string>> repositoriesOf(Session session, std::string owner) {
    auto asOrganisation =
        co_await listRepositories(session, "/orgs/" + percentEncode(owner) + "/repos").attempt();
    if (asOrganisation) co_return *asOrganisation;
    if (asOrganisation.error().fault != Fault::notFound) throw Failure(asOrganisation.error());
    auto asUser = co_await listRepositories(session, "/users/" + percentEncode(owner) + "/repos");
    co_return asUser;
}

Task<std::vector<std::string>> watchedRepositories(Session session) {
    auto names = session.list("repositories");
    const auto owners = session.list("owners");
    for (const auto& owner : owners) {
        auto found = co_await repositoriesOf(session, owner);
        names.insert(names.end(), found.begin(), found.end());
    }
    if (!names.empty() || !owners.empty()) co_return names;
    auto visible = co_await listRepositories(session, "/user/repos");
    co_return visible;
}

Task<Done> pollRepository(Session session, std::string repository) {
    auto runs = co_await pollRuns(session, repository).attempt();
    if (!runs) co_await session.failed(Facet::run, repository, runs.error());
    auto deployments = co_await pollDeployments(session, repository).attempt();
    if (!deployments) co_await session.failed(Facet::deployment, repository, deployments.error());
    auto changes = co_await pollChanges(session, repository).attempt();
    if (!changes) co_await session.failed(Facet::change, repository, changes.error());
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

std::string mayRead(const Result<Json>& answer, const char* permission) {
    if (answer) return "yes";
    return answer.error().fault == Fault::forbidden ? std::string("no: ") + permission
                                                    : "no: " + answer.error().message;
}

Task<Health> probe(Session session) {
    Health health;
    auto user = co_await session.json(api("/user")).attempt();
    if (user)
        health.identity = (*user)["login"].text();
    else if (user.error().fault != Fault::forbidden)
        throw Failure(user.error());
    auto repositories = co_await watchedRepositories(session);
    if (repositories.empty()) co_return health;
    auto runs =
        co_await session.json(to(repositories.front(), "/actions/runs").query("per_page", "1")).attempt();
    health.facets[Facet::run] = mayRead(runs, "Actions read");
    auto deployments =
        co_await session.json(to(repositories.front(), "/deployments").query("per_page", "1")).attempt();
    health.facets[Facet::deployment] = mayRead(deployments, "Deployments read");
    auto pulls = co_await session.json(to(repositories.front(), "/pulls").query("per_page", "1")).attempt();
    health.facets[Facet::change] = mayRead(pulls, "Pull requests read");
    co_return health;
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
    .detail = github::readRun,
    .log = github::readLog,
    .compare = github::compare,
    .actions = github::actions,
};

} // namespace shipglass
