// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recent_writer.h"

#include "store/batches.h"

#include <set>

namespace shipglass {

namespace {

/// One run as the table holds it.
struct LaneRow {
    std::int64_t lane = 0;
    const Stored* stored = nullptr;
};

} // namespace

std::string laneOf(const Run& run) { return run.project + '\x1f' + run.pipeline; }

std::optional<std::int64_t> durationOf(const Run& run) {
    if (!run.startedAt || !run.finishedAt) return std::nullopt;
    return (*run.finishedAt - *run.startedAt).count();
}

void RecentWriter::cut(std::int64_t lane) {
    Lane& known = m_lanes[lane];
    sql::Query query =
        m_connection.query("SELECT began FROM recent_runs WHERE lane = ? ORDER BY began DESC, row "
                           "DESC LIMIT 1 OFFSET " +
                           std::to_string(recentRuns - 1));
    query << lane;
    known.added = 0;
    if (!query.next()) return;
    known.floor = query.number(0);
    (m_connection.query("DELETE FROM recent_runs WHERE lane = ? AND began < ?") << lane << known.floor).run();
}

/// Takes away the row of a run that moved to another time or pipeline.
void RecentWriter::leave(std::int64_t source, const Stored& before, const Stored& now) {
    const std::string lane = laneOf(std::get<Run>(before.record));
    if (before.began == now.began && lane == laneOf(std::get<Run>(now.record))) return;
    (m_connection.query("DELETE FROM recent_runs WHERE lane = ? AND began = ? AND row = ?")
     << m_catalog.name(source, "lane", lane) << before.began << before.row)
        .run();
}

void RecentWriter::update(std::int64_t source, const std::vector<const Stored*>& rows,
                          const std::vector<const Stored*>& before) {
    std::vector<LaneRow> written;
    std::set<std::int64_t> full;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        if (before[index]) leave(source, *before[index], *rows[index]);
        const std::int64_t lane = m_catalog.name(source, "lane", laneOf(std::get<Run>(rows[index]->record)));
        Lane& known = m_lanes[lane];
        if (rows[index]->began < known.floor) continue;
        written.push_back({lane, rows[index]});
        if (++known.added >= recentRuns) full.insert(lane);
    }
    insertRows(m_connection, "INSERT INTO recent_runs (lane, began, row, status, duration)", 5,
               " ON CONFLICT (lane, began, row) DO UPDATE SET status = excluded.status, duration = "
               "excluded.duration",
               written, [](sql::Query& query, const LaneRow& one) {
                   const auto& run = std::get<Run>(one.stored->record);
                   query << one.lane << one.stored->began << one.stored->row
                         << static_cast<std::int64_t>(run.status) << durationOf(run);
               });
    for (const std::int64_t lane : full) cut(lane);
}

} // namespace shipglass
