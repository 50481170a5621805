// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/ci/github/progress.h"
#include "net/connector.h"

/// The parts of the GitHub connector (REST API, version 2022-11-28).
namespace shipglass::github {

/// A request with the headers that GitHub wants.
Request api(const std::string& path, Method method = Method::get);
/// The same below a repository: `to("acme/web", "/actions/runs")`.
Request to(const std::string& repository, const std::string& path, Method method = Method::get);

/// A part of a record that is gone or that the credential may not see is left out; other faults end a poll.
bool isOutOfReach(const Error& error);

RunStatus runStatus(const std::string& status, const std::string& conclusion);
Run mapRun(Node run, const std::string& repository);
Stage mapJob(Node job);
/// The job that a stage is or, as a step, belongs to: "732/2" is a step of job "732".
std::string jobOf(const std::string& stageId);
std::vector<Stage> mapSteps(Node job);

Task<Done> pollRuns(Session session, std::string repository);
/// The jobs of a run's latest attempt, each followed by its steps.
Task<std::vector<Stage>> readStages(Session session, Run run);
/// The run with its jobs, steps and earlier attempts; the last job's end is the run's own.
Task<Run> withJobs(Session session, Run run);
Task<Detail> readRun(Session session, Run known);

Task<Done> pollDeployments(Session session, std::string repository);
Task<Detail> readDeployment(Session session, Deployment known);
/// Merged pull requests.
Task<Done> pollChanges(Session session, std::string repository);

/// A finished job's log; GitHub has none before a job's end.
Task<LogPage> readLog(Session session, LogRef ref);
Task<CommitSet> compare(Session session, CommitRange range);

Task<Outcome> rerun(Session session, ActionCall call);
Task<Outcome> cancel(Session session, ActionCall call);
Task<Outcome> approve(Session session, ActionCall call);

} // namespace shipglass::github
