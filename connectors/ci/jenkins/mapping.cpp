// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/jenkins/jenkins.h"

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
    Cause{"BranchIndexingCause", Trigger::push},   Cause{"PushCause", Trigger::push}};

constexpr std::string_view remotePrefix = "refs/remotes/origin/";

/// A running Pipeline may already say FAILURE: only the end counts.
RunStatus statusOf(Node build) {
    if (build["building"].boolean().value_or(false)) return RunStatus::running;
    const auto word = build["result"].text();
    const auto found =
        std::find_if(results.begin(), results.end(), [&](const Result& entry) { return entry.word == word; });
    return found == results.end() ? RunStatus::unknown : found->value;
}

void applyCause(Run& run, Node cause) {
    const auto type = cause["_class"].text();
    const auto found = std::find_if(causes.begin(), causes.end(),
                                    [&](const Cause& entry) { return type.ends_with(entry.word); });
    if (found != causes.end()) run.trigger = found->value;
    if (const auto user = cause["userId"].text(); !user.empty()) run.actor = user;
    const auto upstream = cause["upstreamProject"].text();
    if (!upstream.empty()) run.parentId = upstream + "#" + cause["upstreamBuild"].text();
}

void applyRevision(Run& run, Node action) {
    run.commit = action["lastBuiltRevision"]["SHA1"].text();
    run.branch = action["lastBuiltRevision"]["branch"].at(0)["name"].text();
    if (run.branch.starts_with(remotePrefix)) run.branch.erase(0, remotePrefix.size());
    run.repository = action["remoteUrls"].at(0).text();
}

void applyTests(Run& run, Node action) {
    const auto total = action["totalCount"].integer(), failed = action["failCount"].integer();
    const auto skipped = action["skipCount"].integer();
    TestCounts counts;
    counts.failed = failed;
    counts.skipped = skipped;
    if (total) counts.passed = *total - failed.value_or(0) - skipped.value_or(0);
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
    run.attributes["rawStatus"] = run.status == RunStatus::running ? "building" : build["result"].text();
    run.title = build["fullDisplayName"].text();
    run.url = build["url"].text();
    run.createdAt = run.startedAt = build["timestamp"].epochMillis();
    if (isFinal(run.status) && run.startedAt)
        run.finishedAt = *run.startedAt + Millis{build["duration"].integer().value_or(0)};
    for (const Node& action : build["actions"].items()) applyAction(run, action);
    return run;
}

} // namespace shipglass::jenkins
