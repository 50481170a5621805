// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/buildbot/buildbot.h"

#include <array>

namespace shipglass::buildbot {

namespace {

/// Buildbot's results in the order of their numbers; RETRY means that a new build follows.
struct Outcome {
    std::string_view word;
    RunStatus status;
};
constexpr std::array outcomes{
    Outcome{"SUCCESS", RunStatus::success},   Outcome{"WARNINGS", RunStatus::unstable},
    Outcome{"FAILURE", RunStatus::failure},   Outcome{"SKIPPED", RunStatus::skipped},
    Outcome{"EXCEPTION", RunStatus::failure}, Outcome{"RETRY", RunStatus::canceled},
    Outcome{"CANCELLED", RunStatus::canceled}};

std::optional<Outcome> outcomeOf(Node results) {
    const auto index = results.integer().value_or(-1);
    if (index < 0 || index >= static_cast<std::int64_t>(outcomes.size())) return std::nullopt;
    return outcomes[static_cast<std::size_t>(index)];
}

RunStatus statusOf(Node row, bool complete) {
    if (!complete) return RunStatus::running;
    const auto outcome = outcomeOf(row["results"]);
    return outcome ? outcome->status : RunStatus::unknown;
}

std::string rawStatus(Node row, bool complete) {
    if (!complete) return "running";
    const auto outcome = outcomeOf(row["results"]);
    return outcome ? std::string(outcome->word) : row["results"].text();
}

/// Properties come as `[value, source]`.
std::string property(Node build, std::string_view name) { return build["properties"][name].at(0).text(); }

/// A person who starts a build fills in a form, and that is the source of the properties.
Trigger triggerOf(Node build) {
    const bool byForm = build["properties"]["owner"].at(1).text() == "Force Build Form";
    return byForm ? Trigger::manual : Trigger::unknown;
}

bool isComplete(Node row) { return row["complete"].boolean().value_or(false); }

} // namespace

Run mapBuild(Node build, const Builders& builders, const std::string& site) {
    Run run;
    const bool complete = isComplete(build);
    const auto builder = build["builderid"].integer().value_or(0);
    const auto name = builders.find(builder);
    const auto built = property(build, "got_revision");
    run.id = build["buildid"].text();
    run.number = build["number"].text();
    run.pipeline = name != builders.end() ? name->second : std::to_string(builder);
    run.project = property(build, "project");
    run.repository = property(build, "repository");
    run.status = statusOf(build, complete);
    run.attributes["rawStatus"] = rawStatus(build, complete);
    run.title = build["state_string"].text();
    run.branch = property(build, "branch");
    run.commit = built.empty() ? property(build, "revision") : built;
    run.actor = property(build, "owner");
    run.trigger = triggerOf(build);
    run.startedAt = build["started_at"].epochSeconds();
    run.createdAt = run.startedAt;
    if (complete) run.finishedAt = build["complete_at"].epochSeconds();
    run.url = site + "/#/builders/" + std::to_string(builder) + "/builds/" + run.number;
    return run;
}

Stage mapStep(Node step) {
    Stage stage;
    const bool complete = isComplete(step);
    stage.id = step["stepid"].text();
    stage.name = step["name"].text();
    stage.startedAt = step["started_at"].epochSeconds();
    if (complete) stage.finishedAt = step["complete_at"].epochSeconds();
    stage.status = complete || stage.startedAt ? statusOf(step, complete) : RunStatus::queued;
    stage.url = step["urls"].at(0)["url"].text();
    return stage;
}

} // namespace shipglass::buildbot
