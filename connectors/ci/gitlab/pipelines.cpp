// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/gitlab/gitlab.h"

#include "net/all.h"

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
                             Source{"webide", Trigger::manual},
                             Source{"chat", Trigger::manual},
                             Source{"ondemand_dast_scan", Trigger::manual},
                             Source{"schedule", Trigger::schedule},
                             Source{"api", Trigger::api},
                             Source{"trigger", Trigger::api},
                             Source{"external", Trigger::api},
                             Source{"merge_request_event", Trigger::pullRequest},
                             Source{"external_pull_request_event", Trigger::pullRequest},
                             Source{"pipeline", Trigger::upstream},
                             Source{"parent_pipeline", Trigger::upstream}};

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
    for (const Node& row : page.root().items())
        if (row["id"].exists()) reading.push_back(readWhole(session, project, row["id"].text()));
    auto read = co_await all(std::move(reading), session.atOnce());
    Batch batch(Facet::run, project);
    for (auto& run : read) {
        // Deleted since the list was made.
        if (!run && run.error().fault == Fault::notFound) continue;
        if (!run) throw Failure(run.error());
        batch.add(std::move(*run));
    }
    co_return batch;
}

/// Passed although jobs that may fail did. The group's spelling has changed over the years.
bool hasWarnings(Node pipeline) {
    const auto group = pipeline["detailed_status"]["group"].text();
    return group == "success-with-warnings" || group == "success_with_warnings";
}

void applyStatus(Run& run, Node pipeline) {
    const auto word = pipeline["status"].text();
    run.status = runStatus(word);
    run.attributes["rawStatus"] = word;
    if (run.status != RunStatus::success || !hasWarnings(pipeline)) return;
    run.status = RunStatus::unstable;
    run.attributes["rawStatus"] = word + "/" + pipeline["detailed_status"]["group"].text();
}

/// `refs/merge-requests/7/head` names a merge request.
std::string mergeRequestOf(const std::string& ref) {
    static constexpr std::string_view prefix = "refs/merge-requests/";
    if (!ref.starts_with(prefix)) return {};
    return ref.substr(prefix.size(), ref.find('/', prefix.size()) - prefix.size());
}

void applyTrigger(Run& run, Node pipeline) {
    const auto word = pipeline["source"].text();
    const auto source =
        std::find_if(sources.begin(), sources.end(), [&](const Source& entry) { return entry.word == word; });
    if (source != sources.end())
        run.trigger = source->value;
    else if (!word.empty())
        run.attributes["rawTrigger"] = word;
    if (pipeline["tag"].boolean().value_or(false)) run.trigger = Trigger::tag;
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
    run.project = run.repository = run.pipeline = project;
    run.number = node["iid"].text();
    applyStatus(run, node);
    run.title = node["name"].text();
    run.branch = node["ref"].text();
    run.pullRequest = mergeRequestOf(run.branch);
    run.commit = node["sha"].text();
    run.actor = node["user"]["username"].text();
    applyTrigger(run, node);
    run.url = node["web_url"].text();
    run.createdAt = node["created_at"].time();
    run.startedAt = node["started_at"].time();
    run.finishedAt = node["finished_at"].time();
    return run;
}

Task<Done> pollPipelines(Session session, std::string project) {
    return pollChanged(std::move(session), project, Facet::run, to(project, "/pipelines"), batchOf);
}

} // namespace shipglass::gitlab
