// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/jenkins/jenkins.h"

#include "net/poll_scope.h"

#include <array>

namespace shipglass {

namespace jenkins {

namespace {

constexpr std::array facets{Facet::run, Facet::resource};
constexpr std::array<std::string_view, 2> tokenKeys{"user", "token"};
constexpr std::array<std::string_view, 2> basicKeys{"user", "password"};
constexpr std::array auth{AuthKind{"token", tokenKeys, AuthPlacement::basic, "", ""},
                          AuthKind{"basic", basicKeys, AuthPlacement::basic, "", ""},
                          AuthKind{"none", {}, AuthPlacement::none, "", ""}};
constexpr std::array fields{Field{"jobs", FieldType::textList, false,
                                  "Jobs and folders by their full path without /job/; all without it"}};
constexpr int folderDepth = 4;

/// `tree` knows no recursion, so every level of folders is written out.
std::string jobTree(int depth) {
    const std::string own = "jobs[fullName,lastBuild[number]";
    return depth == 1 ? own + "]" : own + "," + jobTree(depth - 1) + "]";
}

/// Folders have `jobs` and no builds; everything else that has had a build is a job.
void collectJobs(Node node, std::vector<Job>& jobs) {
    for (const Node& child : node["jobs"].items()) collectJobs(child, jobs);
    const auto number = node["lastBuild"]["number"].integer();
    if (!number) return;
    Job job;
    job.name = node["fullName"].text();
    job.lastBuild = *number;
    jobs.push_back(std::move(job));
}

Task<std::vector<Job>> jobsBelow(Session session, std::string path) {
    Request request(path + "/api/json");
    request.query("tree", "fullName,lastBuild[number]," + jobTree(folderDepth));
    auto answer = co_await session.json(request);
    // Only a job has no list of jobs, and a job has a name.
    if (!answer["fullName"].exists()) requireList(answer["jobs"], "jobs");
    std::vector<Job> jobs;
    collectJobs(answer.root(), jobs);
    co_return jobs;
}

Task<Done> pollJobs(Session session) {
    auto jobs = co_await watchedJobs(session);
    std::size_t done = 0;
    for (const Job& job : jobs) {
        session.report(done++, jobs.size(), job.name);
        co_await pollScope(session, Facet::run, job.name, pollJob(session, job));
    }
    co_return Done();
}

Task<Done> poll(Session session) {
    co_await pollScope(session, Facet::resource, "*", pollNodes(session));
    co_await pollScope(session, Facet::resource, "queue", pollQueue(session));
    co_await pollScope(session, Facet::run, "*", pollJobs(session));
    co_return Done();
}

/// "yes", or the permission that is missing; anything else that is wrong concerns the whole source.
Task<std::string> mayRead(Session session, std::string path, std::string permission) {
    Request request(path);
    request.query("tree", "_class");
    auto answer = co_await session.json(request).attempt();
    if (!answer && answer.error().fault != Fault::forbidden) throw Failure(answer.error());
    std::string verdict = answer ? "yes" : "no: " + permission;
    co_return verdict;
}

/// Jenkins names its version with every answer, a refusal's aside.
Task<std::string> readVersion(Session session) {
    Request request("/api/json");
    request.query("tree", "_class");
    auto answer = co_await session.answer(request).attempt();
    std::string version;
    if (answer) version = answer->header("x-jenkins");
    co_return version;
}

Task<Health> probe(Session session) {
    Health health;
    health.facets[Facet::run] = co_await mayRead(session, "/api/json", "Overall/Read, Job/Read");
    health.facets[Facet::resource] = co_await mayRead(session, "/computer/api/json", "Overall/Read");
    health.version = co_await readVersion(session);
    Request request("/me/api/json");
    request.query("tree", "id");
    auto me = co_await session.json(request).attempt();
    if (me) health.identity = (*me)["id"].text();
    co_return health;
}

constexpr std::array actions{Action{"rerun", Facet::run, "Job/Build", rerun},
                             Action{"cancel", Facet::run, "Job/Cancel", cancel},
                             Action{"approve", Facet::run, "Job/Build", approve}};

} // namespace

std::string pathOf(const std::string& job) {
    std::string path;
    std::size_t begin = 0;
    while (begin < job.size()) {
        const auto end = std::min(job.find('/', begin), job.size());
        if (end > begin) path += "/job/" + percentEncode(job.substr(begin, end - begin));
        begin = end + 1;
    }
    return path;
}

std::string buildPath(const Run& run) { return pathOf(run.pipeline) + "/" + percentEncode(run.number); }

Task<std::vector<Job>> watchedJobs(Session session) {
    const auto wanted = session.list("jobs");
    if (wanted.empty()) {
        auto all = co_await jobsBelow(session, "");
        co_return all;
    }
    std::vector<Job> jobs;
    for (const auto& name : wanted) {
        auto found = co_await jobsBelow(session, pathOf(name)).attempt();
        if (!found)
            co_await session.failed(Facet::run, name, found.error());
        else
            jobs.insert(jobs.end(), found->begin(), found->end());
    }
    co_return jobs;
}

} // namespace jenkins

extern const Connector jenkinsConnector{
    .id = "jenkins",
    .name = "Jenkins",
    .docs = "https://www.jenkins.io/doc/book/using/remote-access-api/",
    .category = Category::ci,
    .facets = jenkins::facets,
    .auth = jenkins::auth,
    .fields = jenkins::fields,
    .defaultUrl = "",
    .limits = {.atOnce = 1, .perMinute = 0, .largestBody = 16U << 20U, .oldestBackfill = Seconds(0)},
    .every = Seconds(60),
    .probe = jenkins::probe,
    .poll = jenkins::poll,
    .detail = jenkins::readBuild,
    .log = jenkins::readLog,
    .actions = jenkins::actions,
};

} // namespace shipglass
