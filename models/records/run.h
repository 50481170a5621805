// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/common.h"
#include "records/words.h"

#include <array>

namespace shipglass {

enum class RunStatus { unknown, queued, running, waiting, success, unstable, failure, canceled, skipped };
template <> struct Words<RunStatus> {
    static constexpr std::array<std::string_view, 9> list{
        "unknown", "queued", "running", "waiting", "success", "unstable", "failure", "canceled", "skipped"};
};

enum class Trigger { unknown, push, pullRequest, schedule, manual, api, upstream, tag };
template <> struct Words<Trigger> {
    static constexpr std::array<std::string_view, 8> list{"unknown", "push", "pull_request", "schedule",
                                                          "manual",  "api",  "upstream",     "tag"};
};

/// A job or step of a run; stages nest by `parentId`.
struct Stage {
    std::string id, parentId, name;
    std::optional<std::int64_t> attempt;
    RunStatus status = RunStatus::unknown;
    std::optional<Time> startedAt, finishedAt;
    std::string url;
    std::optional<bool> hasLog;

    bool operator==(const Stage&) const = default;
};
template <SameRecord<Stage> S, class Visit> void eachField(S& stage, Visit&& visit) {
    visit("id", stage.id);
    visit("parentId", stage.parentId);
    visit("name", stage.name);
    visit("attempt", stage.attempt);
    visit("status", stage.status);
    visit("startedAt", stage.startedAt);
    visit("finishedAt", stage.finishedAt);
    visit("url", stage.url);
    visit("hasLog", stage.hasLog);
}

/// An earlier attempt of a run, kept also when the system forgets it.
struct Attempt {
    std::optional<std::int64_t> attempt;
    RunStatus status = RunStatus::unknown;
    std::optional<Time> startedAt, finishedAt;
    std::string url;

    bool operator==(const Attempt&) const = default;
};
template <SameRecord<Attempt> A, class Visit> void eachField(A& attempt, Visit&& visit) {
    visit("attempt", attempt.attempt);
    visit("status", attempt.status);
    visit("startedAt", attempt.startedAt);
    visit("finishedAt", attempt.finishedAt);
    visit("url", attempt.url);
}

/// How many test cases ended how.
struct TestCounts {
    std::optional<std::int64_t> passed, failed, skipped, flaky;

    bool operator==(const TestCounts&) const = default;
};
template <SameRecord<TestCounts> T, class Visit> void eachField(T& counts, Visit&& visit) {
    visit("passed", counts.passed);
    visit("failed", counts.failed);
    visit("skipped", counts.skipped);
    visit("flaky", counts.flaky);
}

/// One run of a pipeline as its system counts runs: the latest attempt, with the earlier ones beside it.
struct Run : Common {
    std::string project, repository, pipeline, number;
    std::optional<std::int64_t> attempt;
    RunStatus status = RunStatus::unknown;
    std::string title, branch, commit;
    MaybeList<std::string> commits;
    std::string pullRequest, parentId, actor;
    Trigger trigger = Trigger::unknown;
    std::string url;
    std::optional<Time> createdAt, startedAt, finishedAt;
    MaybeList<Stage> stages;
    MaybeList<Attempt> attempts;
    std::optional<TestCounts> tests;
    std::string environment;
    MaybeList<std::string> labels;
    History<RunStatus> history;

    bool operator==(const Run&) const = default;
};
template <SameRecord<Run> R, class Visit> void eachField(R& run, Visit&& visit) {
    visit("source", run.source);
    visit("id", run.id);
    visit("project", run.project);
    visit("repository", run.repository);
    visit("pipeline", run.pipeline);
    visit("number", run.number);
    visit("attempt", run.attempt);
    visit("status", run.status);
    visit("title", run.title);
    visit("branch", run.branch);
    visit("commit", run.commit);
    visit("commits", run.commits);
    visit("pullRequest", run.pullRequest);
    visit("parentId", run.parentId);
    visit("actor", run.actor);
    visit("trigger", run.trigger);
    visit("url", run.url);
    visit("createdAt", run.createdAt);
    visit("startedAt", run.startedAt);
    visit("finishedAt", run.finishedAt);
    visit("stages", run.stages);
    visit("attempts", run.attempts);
    visit("tests", run.tests);
    visit("service", run.service);
    visit("environment", run.environment);
    visit("labels", run.labels);
    visit("history", run.history);
    visit("observedAt", run.observedAt);
    visit("attributes", run.attributes);
}

/// True when the run will not change any more without someone starting it again.
constexpr bool isFinal(RunStatus status) {
    return status != RunStatus::queued && status != RunStatus::running && status != RunStatus::waiting;
}

} // namespace shipglass
