// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/ci/github/progress.h"
#include "net/connector.h"

/// The parts of the GitHub connector (REST API, version 2022-11-28).
namespace shipglass::github {

/// A request below a repository with the headers that GitHub wants: `to("acme/web", "/actions/runs")`.
Request to(const std::string& repository, const std::string& path, Method method = Method::get);

RunStatus runStatus(const std::string& status, const std::string& conclusion);
Run mapRun(Node run, const std::string& repository);
Stage mapJob(Node job);
std::vector<Stage> mapSteps(Node job);

Task<Done> pollRuns(Session session, std::string repository);
/// A run's jobs and steps; the last job's end is the run's own.
Task<Run> withJobs(Session session, Run run);
Task<Detail> readRun(Session session, Ref ref);

Task<Done> pollDeployments(Session session, std::string repository);
/// Merged pull requests.
Task<Done> pollChanges(Session session, std::string repository);

/// A finished job's log; GitHub has none before a job's end.
Task<LogPage> readLog(Session session, LogRef ref);
Task<CommitSet> compare(Session session, CommitRange range);

Task<Outcome> rerun(Session session, ActionCall call);
Task<Outcome> cancel(Session session, ActionCall call);
Task<Outcome> approve(Session session, ActionCall call);

} // namespace shipglass::github
