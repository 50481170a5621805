// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/buildbot/buildbot.h"

#include <algorithm>
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

/// What schedulers write as the reason where the master's file gives no other.
struct Reason {
    std::string_view start;
    Trigger trigger;
};
constexpr std::array reasons{Reason{"A build was forced by ", Trigger::manual},
                             Reason{"'try' job", Trigger::manual},
                             Reason{"The Nightly scheduler ", Trigger::schedule},
                             Reason{"The Periodic scheduler ", Trigger::schedule},
                             Reason{"The SingleBranchScheduler scheduler ", Trigger::push},
                             Reason{"The AnyBranchScheduler scheduler ", Trigger::push},
                             Reason{"The Dependent scheduler ", Trigger::upstream},
                             Reason{"The Triggerable scheduler ", Trigger::upstream}};

constexpr std::array properties{"branch", "buildername", "got_revision", "owner",
                                "owners", "project",     "repository",   "revision"};

std::optional<Outcome> outcomeOf(Node results) {
    const auto index = results.integer().value_or(-1);
    if (index < 0 || index >= static_cast<std::int64_t>(outcomes.size())) return std::nullopt;
    return outcomes[static_cast<std::size_t>(index)];
}

bool isRunning(Node row) { return row["complete"].boolean() == false; }

RunStatus statusOf(Node row) {
    if (isRunning(row)) return RunStatus::running;
    const auto outcome = outcomeOf(row["results"]);
    return outcome ? outcome->status : RunStatus::unknown;
}

std::string rawStatus(Node row) {
    if (isRunning(row)) return "running";
    const auto outcome = outcomeOf(row["results"]);
    return outcome ? std::string(outcome->word) : row["results"].text();
}

/// Properties come as `[value, source]`.
Node property(Node build, std::string_view name) { return build["properties"][name].at(0); }

/// What the build itself found out, else what the first source it was asked for says.
std::string source(Node build, Node stamp, std::string_view name) {
    const auto own = property(build, name).text();
    return own.empty() ? stamp[name].text() : own;
}

/// The revision that was built; builds of several code bases have one for each.
std::string revision(Node build, Node stamp) {
    const Node built = property(build, "got_revision");
    const auto own = built.isObject() ? built[stamp["codebase"].text()].text() : built.text();
    return own.empty() ? source(build, stamp, "revision") : own;
}

std::string actor(Node build) {
    const auto owner = property(build, "owner").text();
    return owner.empty() ? property(build, "owners").at(0).text() : owner;
}

/// A person who starts a build fills in a form, and that is the source of the properties.
Trigger triggerOf(Node build, Node set) {
    const auto reason = set["reason"].text();
    if (build["properties"]["owner"].at(1).text() == "Force Build Form" || reason == "rebuild")
        return Trigger::manual;
    if (set["parent_buildid"].exists()) return Trigger::upstream;
    const auto found = std::find_if(reasons.begin(), reasons.end(),
                                    [&](const Reason& entry) { return reason.starts_with(entry.start); });
    return found == reasons.end() ? Trigger::unknown : found->trigger;
}

void applyOrigins(Run& run, Node build, const Origins& origins) {
    const Node set = origins.buildset(build), stamp = set["sourcestamps"].at(0);
    run.project = source(build, stamp, "project");
    run.repository = source(build, stamp, "repository");
    run.branch = source(build, stamp, "branch");
    run.commit = revision(build, stamp);
    run.actor = actor(build);
    run.parentId = set["parent_buildid"].text();
    run.trigger = triggerOf(build, set);
    if (const auto reason = set["reason"].text(); !reason.empty()) run.attributes["reason"] = reason;
    run.createdAt = origins.request(build)["submitted_at"].epochSeconds();
}

} // namespace

Request& askProperties(Request& request) {
    for (const char* name : properties) request.query("property", name);
    return request;
}

Run mapBuild(Node build, const Origins& origins, const std::string& site) {
    Run run;
    run.id = build["buildid"].text();
    run.number = build["number"].text();
    run.pipeline = property(build, "buildername").text();
    run.status = statusOf(build);
    run.attributes["rawStatus"] = rawStatus(build);
    run.title = build["state_string"].text();
    run.url = site + "/#/builders/" + build["builderid"].text() + "/builds/" + run.number;
    applyOrigins(run, build, origins);
    run.startedAt = build["started_at"].epochSeconds();
    if (!run.createdAt) run.createdAt = run.startedAt;
    if (!isRunning(build)) run.finishedAt = build["complete_at"].epochSeconds();
    return run;
}

Stage mapStep(Node step) {
    Stage stage;
    stage.id = step["stepid"].text();
    stage.name = step["name"].text();
    stage.startedAt = step["started_at"].epochSeconds();
    if (!isRunning(step)) stage.finishedAt = step["complete_at"].epochSeconds();
    stage.status = isRunning(step) && !stage.startedAt ? RunStatus::queued : statusOf(step);
    stage.url = step["urls"].at(0)["url"].text();
    return stage;
}

} // namespace shipglass::buildbot
