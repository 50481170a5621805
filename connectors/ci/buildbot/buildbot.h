// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"

/// The parts of the Buildbot connector. Its REST API v2 is described in Buildbot's manual under "REST API".
namespace shipglass::buildbot {

/// Names of the builders that are watched, by their number in this master's database.
using Builders = std::map<std::int64_t, std::string>;
Task<Builders> watchedBuilders(Session session);

/// A build and a step as records; `site` is the master's address without a trailing slash.
Run mapBuild(Node build, const Builders& builders, const std::string& site);
Stage mapStep(Node step);

/// Reads builds that are new or were still running, with the steps of those that matter now.
Task<Done> pollBuilds(Session session);
/// One build with its steps.
Task<Detail> readBuild(Session session, Ref ref);
Task<std::vector<Stage>> readSteps(Session session, std::string build);

/// The workers and whether they are connected.
Task<Done> pollWorkers(Session session);

/// The text of a step's first log, from a line number on; without a step, of the last one that ran.
Task<LogPage> readLog(Session session, LogRef ref);

} // namespace shipglass::buildbot
