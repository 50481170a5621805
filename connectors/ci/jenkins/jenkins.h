// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"

/// The parts of the Jenkins connector (remote access API, with the stage view's `wfapi` where it is
/// installed).
namespace shipglass::jenkins {

/// A job that can have builds, and its newest one.
struct Job {
    std::string name; ///< Folder and job: `shop/web/main`.
    std::int64_t lastBuild = 0;
};

/// The path of a job below the controller: `shop/web` lies at `/job/shop/job/web`.
std::string pathOf(const std::string& job);
/// The path of one of its builds.
std::string buildPath(const Run& run);
/// All the watched jobs in one call, folders entered to a depth of four.
Task<std::vector<Job>> watchedJobs(Session session);

Run mapBuild(Node build, const std::string& job);
/// The `tree` of what mapBuild() reads.
std::string buildTree();

Task<Done> pollJob(Session session, Job job);
/// Stages, where the job is a Pipeline and the stage view is installed; a run without them otherwise.
Task<Run> withStages(Session session, Run run);
Task<Detail> readBuild(Session session, Ref ref);

/// The nodes and whether they are online.
Task<Done> pollNodes(Session session);
/// How much waits in the queue, since when and why.
Task<Done> pollQueue(Session session);
/// The console's text from a byte on; of a stage, the text of its steps.
Task<LogPage> readLog(Session session, LogRef ref);

Task<Outcome> rerun(Session session, ActionCall call);
Task<Outcome> cancel(Session session, ActionCall call);
Task<Outcome> approve(Session session, ActionCall call);

} // namespace shipglass::jenkins
