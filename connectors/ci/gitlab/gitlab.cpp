// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/gitlab/gitlab.h"

#include "net/pages.h"

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
        for (const Node& project : page.root().items())
            paths.push_back(project["path_with_namespace"].text());
    }
    co_return paths;
}

bool isNumber(const std::string& text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Records name a project by its path, so a number is looked up.
Task<std::string> pathOf(Session session, std::string project) {
    if (!isNumber(project)) co_return project;
    auto answer = co_await session.json(to(project, ""));
    co_return answer["path_with_namespace"].text();
}

Task<std::vector<std::string>> watchedProjects(Session session) {
    std::vector<std::string> paths;
    for (const auto& project : session.list("projects")) {
        auto path = co_await pathOf(session, project);
        paths.push_back(path);
    }
    const auto groups = session.list("groups");
    for (const auto& group : groups) {
        Request request("/api/v4/groups/" + percentEncode(group) + "/projects");
        request.query("include_subgroups", "true");
        auto found = co_await listProjects(session, request);
        paths.insert(paths.end(), found.begin(), found.end());
    }
    if (!paths.empty() || !groups.empty()) co_return paths;
    Request request("/api/v4/projects");
    request.query("membership", "true").query("order_by", "last_activity_at");
    auto visible = co_await listProjects(session, request);
    co_return visible;
}

Task<Done> pollProject(Session session, std::string project) {
    auto runs = co_await pollPipelines(session, project).attempt();
    if (!runs) co_await session.failed(Facet::run, project, runs.error());
    auto deployments = co_await pollDeployments(session, project).attempt();
    if (!deployments) co_await session.failed(Facet::deployment, project, deployments.error());
    auto changes = co_await pollChanges(session, project).attempt();
    if (!changes) co_await session.failed(Facet::change, project, changes.error());
    auto incidents = co_await pollIncidents(session, project).attempt();
    if (!incidents) co_await session.failed(Facet::alert, project, incidents.error());
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

Task<Health> probe(Session session) {
    Request askVersion("/api/v4/version");
    Request askUser("/api/v4/user");
    auto version = co_await session.json(askVersion).attempt();
    auto user = co_await session.json(askUser).attempt();
    if (!version && version.error().fault != Fault::unauthorized) throw Failure(version.error());
    if (!user && user.error().fault != Fault::unauthorized) throw Failure(user.error());
    Health health;
    if (version) health.version = (*version)["version"].text();
    if (user) health.identity = (*user)["username"].text();
    for (const Facet facet : facets) health.facets[facet] = user ? "yes" : "no: read_api";
    co_return health;
}

constexpr std::array actions{Action{"rerun", Facet::run, "api, Developer", rerun},
                             Action{"cancel", Facet::run, "api, Developer", cancel},
                             Action{"approve", Facet::deployment, "api, allowed to approve", approve}};

} // namespace

Request to(const std::string& project, const std::string& path, Method method) {
    return Request(method, "/api/v4/projects/" + percentEncode(project) + path);
}

Request changedSince(const std::string& project, const std::string& path, Time since) {
    auto request = to(project, path);
    request.query("updated_after", formatTime(since)).query("order_by", "updated_at").query("sort", "asc");
    request.query("per_page", "100");
    return request;
}

Time watermark(const Session& session, Facet facet, const std::string& project) {
    const auto stored = parseTime(session.cursor(facet, project));
    return std::max(stored.value_or(session.since()), session.since());
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
    .detail = gitlab::readPipeline,
    .log = gitlab::readLog,
    .compare = gitlab::compare,
    .actions = gitlab::actions,
};

} // namespace shipglass
