// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"

/// The parts of the GitLab connector (REST API v4).
namespace shipglass::gitlab {

/// A request below a project, which is a path or a number: `to("acme/app", "/pipelines")`.
Request to(const std::string& project, const std::string& path, Method method = Method::get);

/// Where a poll of a facet of a project begins: a little before the last one ended, else where history
/// begins.
Time watermark(const Session& session, Facet facet, const std::string& project);
/// Makes records of a page of a project's list.
using MapPage = Task<Batch> (*)(Session session, std::string project, Json page);
/// Reads all of a list that has changed since the last poll, oldest change first, so that each page moves the
/// cursor.
Task<Done> pollChanged(Session session, std::string project, Facet facet, Request list, MapPage map);

RunStatus runStatus(const std::string& status);
Run mapPipeline(Node pipeline, const std::string& project);
Task<Done> pollPipelines(Session session, std::string project);
/// A job as a stage; `stage` groups are not records of their own.
Stage mapJob(Node job);
/// The run with its jobs, those that start other pipelines among them, and the title of its commit if it has
/// none.
Task<Run> withJobs(Session session, Run run);

Deployment mapDeployment(Node node, const std::string& project);
Task<Done> pollDeployments(Session session, std::string project);

Change mapMergeRequest(Node node, const std::string& project);
Task<Change> withCommits(Session session, Change change);
/// Merged merge requests with their commits.
Task<Done> pollChanges(Session session, std::string project);

Alert mapIncident(Node node, const std::string& project);
/// Incidents (issues of that type) as alerts that people declared.
Task<Done> pollIncidents(Session session, std::string project);

/// The record as GitLab has it now; a pipeline with its jobs and counts of tests.
Task<Detail> readDetail(Session session, Ref ref);
Task<LogPage> readLog(Session session, LogRef ref);
Task<CommitSet> compare(Session session, CommitRange range);

/// Of the pipeline, or of the job that the option `stage` names.
Task<Outcome> rerun(Session session, ActionCall call);
Task<Outcome> cancel(Session session, ActionCall call);
/// Starts a manual job: the one that the option `stage` names, else the only one that waits.
Task<Outcome> play(Session session, ActionCall call);
Task<Outcome> approve(Session session, ActionCall call);

} // namespace shipglass::gitlab
