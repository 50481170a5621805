// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/gitlab/gitlab.h"

#include "net/all.h"
#include "net/pages.h"

#include <algorithm>
#include <array>

namespace shipglass::gitlab {

namespace {

template <class T> struct Mapped {
    std::string_view word;
    T value;
};
using Status = Mapped<RunStatus>;
constexpr std::array statuses{
    Status{"created", RunStatus::queued},    Status{"waiting_for_resource", RunStatus::queued},
    Status{"preparing", RunStatus::queued},  Status{"waiting_for_callback", RunStatus::queued},
    Status{"pending", RunStatus::queued},    Status{"scheduled", RunStatus::queued},
    Status{"running", RunStatus::running},   Status{"canceling", RunStatus::running},
    Status{"success", RunStatus::success},   Status{"failed", RunStatus::failure},
    Status{"canceled", RunStatus::canceled}, Status{"skipped", RunStatus::skipped},
    Status{"manual", RunStatus::waiting}};

using Source = Mapped<Trigger>;
constexpr std::array sources{Source{"push", Trigger::push},
                             Source{"web", Trigger::manual},
                             Source{"schedule", Trigger::schedule},
                             Source{"api", Trigger::api},
                             Source{"trigger", Trigger::api},
                             Source{"merge_request_event", Trigger::pullRequest},
                             Source{"external_pull_request_event", Trigger::pullRequest},
                             Source{"pipeline", Trigger::upstream},
                             Source{"parent_pipeline", Trigger::upstream}};

constexpr std::string_view mergeRequestRef = "refs/merge-requests/";

/// Jobs are read for what people look at: moving, failed or of the last day.
bool wantsJobs(const Run& run, Time now) {
    const bool fresh = run.finishedAt && now - *run.finishedAt < std::chrono::hours{24};
    return !isFinal(run.status) || run.status == RunStatus::failure || fresh;
}

/// The list leaves out who, when it began and when it ended.
Task<Run> readWhole(Session session, std::string project, std::string id) {
    auto answer = co_await session.json(to(project, "/pipelines/" + percentEncode(id)));
    Run run = mapPipeline(answer.root(), project);
    if (!wantsJobs(run, session.now())) co_return run;
    auto whole = co_await withJobs(session, run);
    co_return whole;
}

Task<Batch> batchOf(Session session, std::string project, Json page) {
    std::vector<Task<Run>> reading;
    std::optional<Time> newest;
    for (const Node& row : page.root().items()) {
        newest = std::max(newest, row["updated_at"].time());
        reading.push_back(readWhole(session, project, row["id"].text()));
    }
    auto read = co_await all(std::move(reading), session.atOnce());
    Batch batch(Facet::run, project);
    for (auto& run : read) {
        if (!run) throw Failure(run.error());
        batch.add(std::move(*run));
    }
    if (newest) batch.setCursor(formatTime(*newest));
    co_return batch;
}

} // namespace

RunStatus runStatus(const std::string& status) {
    const auto found = std::find_if(statuses.begin(), statuses.end(),
                                    [&](const Status& entry) { return entry.word == status; });
    return found == statuses.end() ? RunStatus::unknown : found->value;
}

Run mapPipeline(Node node, const std::string& project) {
    Run run;
    run.id = node["id"].text();
    run.project = run.repository = project;
    run.pipeline = project;
    run.number = node["iid"].text();
    run.status = runStatus(node["status"].text());
    run.attributes["rawStatus"] = node["status"].text();
    run.title = node["name"].text();
    run.branch = node["ref"].text();
    if (run.branch.starts_with(mergeRequestRef))
        run.pullRequest = run.branch.substr(
            mergeRequestRef.size(), run.branch.find('/', mergeRequestRef.size()) - mergeRequestRef.size());
    run.commit = node["sha"].text();
    run.actor = node["user"]["username"].text();
    const auto source = std::find_if(sources.begin(), sources.end(), [&](const Source& entry) {
        return entry.word == node["source"].text();
    });
    run.trigger = source == sources.end() ? Trigger::unknown : source->value;
    if (node["tag"].boolean().value_or(false)) run.trigger = Trigger::tag;
    run.url = node["web_url"].text();
    run.createdAt = node["created_at"].time();
    run.startedAt = node["started_at"].time();
    run.finishedAt = node["finished_at"].time();
    return run;
}

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
    auto request = to(run.project, "/pipelines/" + percentEncode(run.id) + "/jobs");
    request.query("per_page", "100");
    auto pages = co_await readAll(session.pages(request, Paging::linkHeader()));
    std::vector<Stage> stages;
    for (const Json& page : pages) {
        for (const Node& job : page.root().items()) stages.push_back(mapJob(job));
    }
    // The newest job comes first; people read them in the order in which they run.
    std::reverse(stages.begin(), stages.end());
    run.stages = std::move(stages);
    co_return run;
}

Task<Done> pollPipelines(Session session, std::string project) {
    auto request = changedSince(project, "/pipelines", watermark(session, Facet::run, project));
    auto pages = session.pages(request, Paging::linkHeader());
    for (bool more = true; more;) {
        auto page = co_await pages.next();
        more = page.has_value();
        Json rows;
        if (more) rows = *page;
        auto batch = co_await batchOf(session, project, rows);
        batch.setLast(!more);
        co_await session.hand(std::move(batch));
    }
    co_return Done();
}

Task<Detail> readPipeline(Session session, Ref ref) {
    const Run& known = std::get<Run>(ref.record);
    auto request = to(known.project, "/pipelines/" + percentEncode(known.id));
    request.forPerson();
    auto answer = co_await session.json(request);
    auto run = co_await withJobs(session, mapPipeline(answer.root(), known.project));
    Detail detail;
    detail.record = std::move(run);
    co_return detail;
}

} // namespace shipglass::gitlab
