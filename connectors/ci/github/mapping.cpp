// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/github/github.h"

#include <algorithm>
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
                            Event{"merge_group", Trigger::pullRequest},
                            Event{"schedule", Trigger::schedule},
                            Event{"workflow_dispatch", Trigger::manual},
                            Event{"repository_dispatch", Trigger::api},
                            Event{"workflow_run", Trigger::upstream},
                            Event{"workflow_call", Trigger::upstream},
                            Event{"release", Trigger::tag}};

std::string rawStatus(Node node) {
    const auto conclusion = node["conclusion"].text();
    return node["status"].text() + (conclusion.empty() ? "" : "/" + conclusion);
}

/// GitHub fills in a start while a job still waits.
bool hasBegun(RunStatus status) { return status != RunStatus::queued && status != RunStatus::waiting; }

} // namespace

Request api(const std::string& path, Method method) {
    Request request(method, path);
    request.header("Accept", "application/vnd.github+json").header("X-GitHub-Api-Version", "2022-11-28");
    return request;
}

Request to(const std::string& repository, const std::string& path, Method method) {
    const auto slash = std::min(repository.find('/'), repository.size());
    const auto owner = percentEncode(repository.substr(0, slash));
    const auto name = slash == repository.size() ? "" : "/" + percentEncode(repository.substr(slash + 1));
    return api("/repos/" + owner + name + path, method);
}

bool isOutOfReach(const Error& error) {
    return error.fault == Fault::notFound || error.fault == Fault::forbidden;
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
    if (run.pipeline.empty()) run.pipeline = node["path"].text();
    run.number = node["run_number"].text();
    run.attempt = node["run_attempt"].integer();
    if (run.attempt == 1) run.attempts.emplace();
    run.status = runStatus(node["status"].text(), node["conclusion"].text());
    if (const auto raw = rawStatus(node); !raw.empty()) run.attributes["rawStatus"] = raw;
    run.title = node["display_title"].text();
    run.branch = node["head_branch"].text();
    run.commit = node["head_sha"].text();
    run.pullRequest = node["pull_requests"].at(0)["number"].text();
    run.actor = node["triggering_actor"]["login"].text();
    if (run.actor.empty()) run.actor = node["actor"]["login"].text();
    run.trigger = look(events, node["event"].text(), Trigger::unknown);
    if (run.trigger == Trigger::unknown && node["event"].exists())
        run.attributes["event"] = node["event"].text();
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
    if (hasBegun(stage.status)) stage.startedAt = job["started_at"].time();
    stage.finishedAt = job["completed_at"].time();
    stage.url = job["html_url"].text();
    stage.hasLog = stage.finishedAt.has_value() && stage.status != RunStatus::skipped;
    return stage;
}

std::string jobOf(const std::string& stageId) { return stageId.substr(0, stageId.find('/')); }

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
