// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/freshness.h"

#include <QMetaType>
#include <QString>

#include <map>
#include <string>
#include <vector>

namespace shipglass {

using RecentRuns = std::vector<RecentRun>;
/// The newest runs by pipeline, as Reader::recent() names pipelines.
using RecentByPipeline = std::map<std::string, RecentRuns>;

/// What a table shows of a run: text that is safe to draw, values in place of words. `source` and `id` are
/// untouched.
struct RunRow {
    std::int64_t row = 0;
    std::string source, id;
    QString project, pipeline, number, title, branch, commit, actor, service, url;
    RunStatus status = RunStatus::unknown;
    Trigger trigger = Trigger::unknown;
    std::optional<std::int64_t> attempt;
    std::optional<Time> createdAt, startedAt, finishedAt;
    std::optional<TestCounts> tests;
    Freshness freshness;
    RecentRuns recent; ///< Newest first.
};

/// The row of a stored run; a record of another kind gives an empty row with its number.
RunRow runRow(const Row& row, const RecentByPipeline& recent);

/// How long it ran, or has been running by `now`; nothing before it began.
std::optional<Millis> durationOf(const RunRow& run, Time now);

} // namespace shipglass

Q_DECLARE_METATYPE(shipglass::RunStatus)
Q_DECLARE_METATYPE(shipglass::RecentRuns)
Q_DECLARE_METATYPE(shipglass::TestStatus)
