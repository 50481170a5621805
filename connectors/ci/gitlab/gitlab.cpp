// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/gitlab/gitlab.h"

#include "net/pages.h"
#include "net/poll_scope.h"

#include <algorithm>
#include <array>

namespace shipglass {

namespace gitlab {

namespace {

constexpr std::array facets{Facet::run, Facet::deployment, Facet::change, Facet::alert};
constexpr std::array<std::string_view, 1> tokenKeys{"token"};
constexpr std::array auth{AuthKind{"token", tokenKeys, AuthPlacement::header, "PRIVATE-TOKEN", ""},
                          AuthKind{"none", {}, AuthPlacement::none, "", ""}};
constexpr std::array fields{
    Field{"projects", FieldType::textList, false,
          "Projects by path or number; all you are a member of without this and groups"},
    Field{"groups", FieldType::textList, false, "Groups whose projects are watched, subgroups included"}};

Task<std::vector<std::string>> listProjects(Session session, Request request) {
    request.query("archived", "false").query("simple", "true").query("per_page", "100");
    auto pages = co_await readAll(session.pages(request, Paging::linkHeader()));
    std::vector<std::string> paths;
    for (const Json& page : pages) {
        for (const Node& project : requireList(page.root(), "projects"))
            paths.push_back(project["path_with_namespace"].text());
    }
    co_return paths;
}

bool isNumber(const std::string& text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Records name a project by its path, so a number is looked up.
Task<std::vector<std::string>> pathOf(Session session, std::string project) {
    std::vector<std::string> path(1, project);
    if (!isNumber(project)) co_return path;
    auto answer = co_await session.json(to(project, ""));
    path.front() = answer["path_with_namespace"].text();
    co_return path;
}

Task<std::vector<std::string>> projectsOf(Session session, std::string group) {
    Request request("/api/v4/groups/" + percentEncode(group) + "/projects");
    request.query("include_subgroups", "true");
    return listProjects(std::move(session), std::move(request));
}

Task<Done> allFailed(Session session, std::string scope, Error error) {
    for (const Facet facet : facets) co_await session.failed(facet, scope, error);
    co_return Done();
}

/// A name of the configuration, and how the paths of its projects are found.
struct Name {
    std::string text;
    Task<std::vector<std::string>> (*paths)(Session, std::string);
};

std::vector<Name> configured(const Session& session) {
    std::vector<Name> names;
    for (const auto& project : session.list("projects")) names.push_back({project, pathOf});
    for (const auto& group : session.list("groups")) names.push_back({group, projectsOf});
    return names;
}

/// Each project once, in the order of the configuration; a name that is gone does not hide the others.
Task<std::vector<std::string>> pathsOf(Session session, std::vector<Name> names) {
    std::vector<std::string> paths;
    for (const Name& name : names) {
        auto found = co_await name.paths(session, name.text).attempt();
        if (!found && concernsAll(found.error())) throw Failure(found.error());
        if (!found) {
            co_await allFailed(session, name.text, found.error());
            continue;
        }
        for (const auto& path : *found)
            if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
    }
    co_return paths;
}

Task<std::vector<std::string>> watchedProjects(Session session) {
    auto names = configured(session);
    if (!names.empty()) return pathsOf(std::move(session), std::move(names));
    Request request("/api/v4/projects");
    request.query("membership", "true").query("order_by", "last_activity_at");
    return listProjects(std::move(session), std::move(request));
}

Task<Done> pollRuns(Session session, std::string project) {
    if (session.closed(Facet::run, project)) co_return Done();
    auto runs = co_await pollPipelines(session, project).attempt();
    if (!runs && concernsAll(runs.error())) throw Failure(runs.error());
    if (!runs) co_await session.failed(Facet::run, project, runs.error());
    co_return Done();
}

Task<Done> pollProject(Session session, std::string project) {
    co_await pollRuns(session, project);
    co_await pollScope(session, Facet::deployment, project, pollDeployments(session, project));
    co_await pollScope(session, Facet::change, project, pollChanges(session, project));
    co_await pollScope(session, Facet::alert, project, pollIncidents(session, project));
    co_return Done();
}

Task<Done> poll(Session session) {
    auto projects = co_await watchedProjects(session);
    std::size_t done = 0;
    for (const auto& project : projects) {
        session.report(done++, projects.size(), project);
        co_await pollProject(session, project);
    }
    co_return Done();
}

/// Without an account, public projects still show all but their deployments.
Task<Json> lookAround(Session session) {
    Request request("/api/v4/projects");
    request.query("per_page", "1");
    return session.json(request);
}

bool isRefusal(const Error& error) {
    return error.fault == Fault::unauthorized || error.fault == Fault::forbidden;
}

Task<Health> probe(Session session) {
    Request askVersion("/api/v4/version");
    Request askUser("/api/v4/user");
    auto version = co_await session.json(askVersion).attempt();
    auto user = co_await session.json(askUser).attempt();
    if (!version && !isRefusal(version.error())) throw Failure(version.error());
    if (!user && !isRefusal(user.error())) throw Failure(user.error());
    const bool stranger = !user && user.error().fault == Fault::unauthorized;
    if (stranger) co_await lookAround(session);
    Health health;
    if (version) health.version = (*version)["version"].text();
    if (user) health.identity = (*user)["username"].text();
    for (const Facet facet : facets)
        health.facets[facet] = user || (stranger && facet != Facet::deployment) ? "yes" : "no: read_api";
    co_return health;
}

constexpr std::array actions{Action{"rerun", Facet::run, "api, Developer", rerun},
                             Action{"cancel", Facet::run, "api, Developer", cancel},
                             Action{"approve", Facet::run, "api, allowed to run the job", play},
                             Action{"approve", Facet::deployment, "api, allowed to approve", approve}};

} // namespace

Request to(const std::string& project, const std::string& path, Method method) {
    return Request(method, "/api/v4/projects/" + percentEncode(project) + path);
}

} // namespace gitlab

extern const Connector gitlabConnector{
    .id = "gitlab",
    .name = "GitLab",
    .docs = "https://docs.gitlab.com/api/rest/",
    .category = Category::ci,
    .facets = gitlab::facets,
    .auth = gitlab::auth,
    .fields = gitlab::fields,
    .defaultUrl = "https://gitlab.com",
    .limits = {},
    .every = Seconds(60),
    .probe = gitlab::probe,
    .poll = gitlab::poll,
    .detail = gitlab::readDetail,
    .log = gitlab::readLog,
    .compare = gitlab::compare,
    .actions = gitlab::actions,
};

} // namespace shipglass
