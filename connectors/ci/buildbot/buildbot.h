// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"

/// The parts of the Buildbot connector. Its REST API v2 is described in Buildbot's manual under "REST API".
namespace shipglass::buildbot {

/// The builders that are watched: those that `builders` names, else all. A view of the master's answer.
class Builders {
public:
    Builders(Json answer, const std::vector<std::string>& wanted);

    /// The builders that were asked for and that the master does not know.
    const std::vector<std::string>& missing() const { return m_missing; }
    const std::vector<Node>& rows() const { return m_rows; }
    /// Of all builders of the master, watched or not.
    const RowCount& rowCount() const { return m_rowCount; }
    /// True when only some are watched, so that lists have to be narrowed to them.
    bool narrows() const { return m_narrows; }

private:
    Json m_answer;
    std::vector<Node> m_rows;
    RowCount m_rowCount;
    std::vector<std::string> m_missing;
    bool m_narrows;
};
Task<Builders> watchedBuilders(Session session);

/// What builds only point to: the request a build answered, and the build set that asked for it.
class Origins {
public:
    Origins() = default;
    Origins(Json requests, Json sets);
    Node request(Node build) const;
    Node buildset(Node build) const;

private:
    Json m_requests, m_sets;
    std::map<std::int64_t, Node> m_requestById, m_setById;
};
/// The origins of all the builds in an answer, in two calls.
Task<Origins> readOrigins(Session session, Json builds);

/// The properties that mapBuild() reads have to be asked for by name.
Request& askProperties(Request& request);
/// A build and a step as records; `site` is the master's address without a trailing slash.
Run mapBuild(Node build, const Origins& origins, const std::string& site);
Stage mapStep(Node step);

/// Reads builds that are new or were still running, with the steps of those that matter now.
Task<Done> pollBuilds(Session session, Builders builders);
/// One build with its steps.
Task<Detail> readBuild(Session session, Ref ref);
Task<std::vector<Stage>> readSteps(Session session, std::string build);

/// The workers and whether they are connected; the builders, whether one can build, and what waits for them.
Task<Done> pollWorkers(Session session, Builders builders);

/// The text of a step's first log from a line number on; without a step, of all steps one after another.
Task<LogPage> readLog(Session session, LogRef ref);

} // namespace shipglass::buildbot
