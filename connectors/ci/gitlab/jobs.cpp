// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/gitlab/gitlab.h"

#include "net/pages.h"

#include <algorithm>

namespace shipglass::gitlab {

namespace {

/// A job that starts another pipeline: it has no log, and leads there.
Stage mapBridge(Node bridge) {
    Stage stage = mapJob(bridge);
    stage.hasLog = false;
    const auto downstream = bridge["downstream_pipeline"]["web_url"].text();
    if (!downstream.empty()) stage.url = downstream;
    return stage;
}

Task<std::vector<Json>> readList(Session session, Run run, std::string list) {
    auto request = to(run.project, "/pipelines/" + percentEncode(run.id) + "/" + list);
    request.query("per_page", "100");
    auto pages = co_await readAll(session.pages(request, Paging::linkHeader()));
    for (const Json& page : pages) requireList(page.root(), "the " + list + " of a pipeline");
    co_return pages;
}

/// Newer jobs have higher numbers, and those of later stages too.
bool isOlder(const Stage& a, const Stage& b) {
    return std::pair(a.id.size(), a.id) < std::pair(b.id.size(), b.id);
}

} // namespace

Stage mapJob(Node job) {
    Stage stage;
    stage.id = job["id"].text();
    stage.name = job["stage"].text() + ": " + job["name"].text();
    stage.status = runStatus(job["status"].text());
    if (stage.status == RunStatus::failure && job["allow_failure"].boolean().value_or(false))
        stage.status = RunStatus::unstable;
    stage.startedAt = job["started_at"].time();
    stage.finishedAt = job["finished_at"].time();
    stage.url = job["web_url"].text();
    stage.hasLog = stage.startedAt.has_value();
    return stage;
}

Task<Run> withJobs(Session session, Run run) {
    auto jobs = co_await readList(session, run, "jobs");
    auto bridges = co_await readList(session, run, "bridges");
    std::vector<Stage> stages;
    for (const Json& page : jobs) {
        for (const Node& job : page.root().items()) {
            stages.push_back(mapJob(job));
            if (run.title.empty()) run.title = job["commit"]["title"].text();
        }
    }
    for (const Json& page : bridges) {
        for (const Node& bridge : page.root().items()) stages.push_back(mapBridge(bridge));
    }
    std::sort(stages.begin(), stages.end(), isOlder);
    run.stages = std::move(stages);
    co_return run;
}

} // namespace shipglass::gitlab
