// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"

/// The parts of the GitLab connector (REST API v4).
namespace shipglass::gitlab {

/// A request below a project, which is a path or a number: `to("acme/app", "/pipelines")`.
Request to(const std::string& project, const std::string& path, Method method = Method::get);
/// The same for a list of all that changed after `since`, oldest change first, so that each page moves the
/// cursor.
Request changedSince(const std::string& project, const std::string& path, Time since);

/// Where the last poll of a facet of a project ended, else where history begins.
Time watermark(const Session& session, Facet facet, const std::string& project);

RunStatus runStatus(const std::string& status);
Run mapPipeline(Node pipeline, const std::string& project);
/// A job as a stage; `stage` groups are not records of their own.
Stage mapJob(Node job);

Task<Done> pollPipelines(Session session, std::string project);
Task<Run> withJobs(Session session, Run run);
Task<Detail> readPipeline(Session session, Ref ref);

Task<Done> pollDeployments(Session session, std::string project);
/// Merged merge requests with their commits.
Task<Done> pollChanges(Session session, std::string project);
/// Incidents (issues of that type) as alerts that people declared.
Task<Done> pollIncidents(Session session, std::string project);

Task<LogPage> readLog(Session session, LogRef ref);
Task<CommitSet> compare(Session session, CommitRange range);

Task<Outcome> rerun(Session session, ActionCall call);
Task<Outcome> cancel(Session session, ActionCall call);
Task<Outcome> approve(Session session, ActionCall call);

} // namespace shipglass::gitlab
