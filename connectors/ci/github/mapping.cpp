// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/github/github.h"

#include <array>

namespace shipglass::github {

namespace {

template <class T> struct Mapped {
    std::string_view word;
    T value;
};
template <class T, std::size_t N>
T look(const std::array<Mapped<T>, N>& table, std::string_view word, T otherwise) {
    for (const auto& entry : table)
        if (entry.word == word) return entry.value;
    return otherwise;
}

using Status = Mapped<RunStatus>;
constexpr std::array statuses{
    Status{"queued", RunStatus::queued},   Status{"requested", RunStatus::queued},
    Status{"pending", RunStatus::queued},  Status{"in_progress", RunStatus::running},
    Status{"waiting", RunStatus::waiting}, Status{"action_required", RunStatus::waiting}};
constexpr std::array conclusions{
    Status{"success", RunStatus::success},        Status{"neutral", RunStatus::success},
    Status{"failure", RunStatus::failure},        Status{"timed_out", RunStatus::failure},
    Status{"cancelled", RunStatus::canceled},     Status{"stale", RunStatus::canceled},
    Status{"skipped", RunStatus::skipped},        Status{"startup_failure", RunStatus::failure},
    Status{"action_required", RunStatus::waiting}};

using Event = Mapped<Trigger>;
constexpr std::array events{Event{"push", Trigger::push},
                            Event{"pull_request", Trigger::pullRequest},
                            Event{"pull_request_target", Trigger::pullRequest},
                            Event{"schedule", Trigger::schedule},
                            Event{"workflow_dispatch", Trigger::manual},
                            Event{"repository_dispatch", Trigger::api},
                            Event{"workflow_run", Trigger::upstream},
                            Event{"workflow_call", Trigger::upstream},
                            Event{"release", Trigger::tag},
                            Event{"create", Trigger::tag}};

std::string rawStatus(Node node) {
    const auto conclusion = node["conclusion"].text();
    return node["status"].text() + (conclusion.empty() ? "" : "/" + conclusion);
}

} // namespace

Request to(const std::string& repository, const std::string& path, Method method) {
    Request request(method, "/repos/" + repository + path);
    request.header("Accept", "application/vnd.github+json").header("X-GitHub-Api-Version", "2022-11-28");
    return request;
}

RunStatus runStatus(const std::string& status, const std::string& conclusion) {
    if (status == "completed") return look(conclusions, conclusion, RunStatus::unknown);
    return look(statuses, status, RunStatus::unknown);
}

Run mapRun(Node node, const std::string& repository) {
    Run run;
    run.id = node["id"].text();
    run.project = run.repository = repository;
    run.pipeline = node["name"].text();
    run.number = node["run_number"].text();
    run.attempt = node["run_attempt"].integer();
    run.status = runStatus(node["status"].text(), node["conclusion"].text());
    run.attributes["rawStatus"] = rawStatus(node);
    run.title = node["display_title"].text();
    run.branch = node["head_branch"].text();
    run.commit = node["head_sha"].text();
    run.pullRequest = node["pull_requests"].at(0)["number"].text();
    run.actor = node["triggering_actor"]["login"].text();
    if (run.actor.empty()) run.actor = node["actor"]["login"].text();
    run.trigger = look(events, node["event"].text(), Trigger::unknown);
    run.url = node["html_url"].text();
    run.createdAt = node["created_at"].time();
    run.startedAt = node["run_started_at"].time();
    // The run itself has no end; until its jobs are read, the last change of a completed one is the nearest.
    if (isFinal(run.status)) run.finishedAt = node["updated_at"].time();
    return run;
}

Stage mapJob(Node job) {
    Stage stage;
    stage.id = job["id"].text();
    stage.name = job["name"].text();
    stage.attempt = job["run_attempt"].integer();
    stage.status = runStatus(job["status"].text(), job["conclusion"].text());
    if (stage.status != RunStatus::queued) stage.startedAt = job["started_at"].time();
    stage.finishedAt = job["completed_at"].time();
    stage.url = job["html_url"].text();
    stage.hasLog = stage.finishedAt.has_value() && stage.status != RunStatus::skipped;
    return stage;
}

std::vector<Stage> mapSteps(Node job) {
    std::vector<Stage> steps;
    for (const Node& step : job["steps"].items()) {
        Stage stage;
        stage.parentId = job["id"].text();
        stage.id = stage.parentId + "/" + step["number"].text();
        stage.name = step["name"].text();
        stage.status = runStatus(step["status"].text(), step["conclusion"].text());
        stage.startedAt = step["started_at"].time();
        stage.finishedAt = step["completed_at"].time();
        steps.push_back(std::move(stage));
    }
    return steps;
}

} // namespace shipglass::github
