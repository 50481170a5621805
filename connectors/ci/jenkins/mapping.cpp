// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/jenkins/jenkins.h"

#include "net/moments.h"

#include <algorithm>
#include <array>

namespace shipglass::jenkins {

namespace {

template <class T> struct Mapped {
    std::string_view word;
    T value;
};
using Result = Mapped<RunStatus>;
constexpr std::array results{Result{"SUCCESS", RunStatus::success}, Result{"UNSTABLE", RunStatus::unstable},
                             Result{"FAILURE", RunStatus::failure}, Result{"ABORTED", RunStatus::canceled},
                             Result{"NOT_BUILT", RunStatus::skipped}};

/// Causes by what their class is called; the longer names come first.
using Cause = Mapped<Trigger>;
constexpr std::array causes{
    Cause{"UserIdCause", Trigger::manual},         Cause{"UpstreamCause", Trigger::upstream},
    Cause{"TimerTriggerCause", Trigger::schedule}, Cause{"RemoteCause", Trigger::api},
    Cause{"SCMTriggerCause", Trigger::push},       Cause{"BranchEventCause", Trigger::push},
    Cause{"BranchIndexingCause", Trigger::push},   Cause{"PushCause", Trigger::push},
    Cause{"GitLabWebHookCause", Trigger::push},    Cause{"ReplayCause", Trigger::manual},
    Cause{"RebuildCause", Trigger::manual}};

bool isBuilding(Node build) { return build["building"].boolean().value_or(false); }

/// A running Pipeline may already say FAILURE: only the end counts.
RunStatus statusOf(Node build) {
    if (isBuilding(build)) return RunStatus::running;
    const auto word = build["result"].text();
    const auto found =
        std::find_if(results.begin(), results.end(), [&](const Result& entry) { return entry.word == word; });
    return found == results.end() ? RunStatus::unknown : found->value;
}

std::string rawStatus(Node build) {
    const auto result = build["result"].text();
    if (!isBuilding(build)) return result;
    return result.empty() ? "building" : "building/" + result;
}

/// The first cause that is known says why; a rebuild names the build it repeats as if that had started it.
void applyCause(Run& run, Node cause) {
    const auto type = cause["_class"].text();
    const auto found = std::find_if(causes.begin(), causes.end(),
                                    [&](const Cause& entry) { return type.ends_with(entry.word); });
    const auto trigger = found == causes.end() ? Trigger::unknown : found->value;
    if (run.trigger == Trigger::unknown) run.trigger = trigger;
    if (run.actor.empty()) run.actor = cause["userId"].text();
    if (trigger == Trigger::upstream && run.parentId.empty())
        run.parentId = cause["upstreamProject"].text() + "#" + cause["upstreamBuild"].text();
}

/// `refs/remotes/origin/main` and `origin/main` are the branch `main`; `detached` is none.
std::string branchOf(std::string name) {
    for (const std::string_view prefix : {"refs/remotes/", "origin/"})
        if (name.starts_with(prefix)) name.erase(0, prefix.size());
    return name == "detached" ? "" : name;
}

void applyRevision(Run& run, Node action) {
    run.commit = action["lastBuiltRevision"]["SHA1"].text();
    run.branch = branchOf(action["lastBuiltRevision"]["branch"].at(0)["name"].text());
    run.repository = action["remoteUrls"].at(0).text();
}

/// Multibranch projects call the jobs of pull requests `PR-12`.
void applyPullRequest(Run& run) {
    const auto name = run.pipeline.substr(run.pipeline.rfind('/') + 1);
    const bool numbered =
        name.size() > 3 && name.starts_with("PR-") &&
        std::all_of(name.begin() + 3, name.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
    if (!numbered) return;
    run.pullRequest = name.substr(3);
    if (run.trigger == Trigger::push) run.trigger = Trigger::pullRequest;
}

/// A number of tests; what is negative or more than any job has is none.
std::optional<std::int64_t> countOf(Node count) {
    constexpr std::int64_t most = 1'000'000'000;
    const auto number = count.integer();
    return number && *number >= 0 && *number <= most ? number : std::nullopt;
}

void applyTests(Run& run, Node action) {
    const auto total = countOf(action["totalCount"]);
    TestCounts counts;
    counts.failed = countOf(action["failCount"]);
    counts.skipped = countOf(action["skipCount"]);
    const std::int64_t passed = total.value_or(-1) - counts.failed.value_or(0) - counts.skipped.value_or(0);
    if (passed >= 0) counts.passed = passed;
    run.tests = counts;
}

/// Many actions are empty objects, so they are told apart by what they hold.
void applyAction(Run& run, Node action) {
    for (const Node& cause : action["causes"].items()) applyCause(run, cause);
    if (action["lastBuiltRevision"].exists() && run.commit.empty()) applyRevision(run, action);
    if (action["totalCount"].exists()) applyTests(run, action);
}

} // namespace

std::string buildTree() {
    return "number,building,result,timestamp,duration,fullDisplayName,description,url,"
           "actions[causes[userId,upstreamProject,upstreamBuild],lastBuiltRevision[SHA1,branch[name]],"
           "remoteUrls,"
           "totalCount,failCount,skipCount]";
}

Run mapBuild(Node build, const std::string& job) {
    Run run;
    const auto folder = job.rfind('/');
    run.number = build["number"].text();
    run.id = job + "#" + run.number;
    run.pipeline = job;
    if (folder != std::string::npos) run.project = job.substr(0, folder);
    run.status = statusOf(build);
    run.attributes["rawStatus"] = rawStatus(build);
    run.title = build["fullDisplayName"].text();
    run.url = build["url"].text();
    run.createdAt = run.startedAt = build["timestamp"].epochMillis();
    if (isFinal(run.status)) run.finishedAt = after(run.startedAt, build["duration"].integer());
    for (const Node& action : build["actions"].items()) applyAction(run, action);
    applyPullRequest(run);
    return run;
}

} // namespace shipglass::jenkins
