// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recent_writer.h"

#include "store/batches.h"

#include <limits>
#include <set>

namespace shipglass {

namespace {

constexpr auto nothingYet = std::numeric_limits<std::int64_t>::min();

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

std::int64_t RecentWriter::floor(std::int64_t lane) {
    sql::Query query =
        m_connection.query("SELECT began FROM recent_runs WHERE lane = ? ORDER BY began DESC, row DESC "
                           "LIMIT 1 OFFSET " +
                           std::to_string(recentRuns - 1));
    query << lane;
    return query.next() ? query.number(0) : nothingYet;
}

void RecentWriter::update(std::int64_t source, const std::vector<const Stored*>& rows,
                          const std::vector<const Stored*>& before) {
    std::vector<LaneRow> written;
    std::set<std::int64_t> lanes;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const auto& run = std::get<Run>(rows[index]->record);
        const std::int64_t lane = m_catalog.name(source, "lane", laneOf(run));
        if (before[index] && (before[index]->began != rows[index]->began ||
                              laneOf(std::get<Run>(before[index]->record)) != laneOf(run))) {
            const std::int64_t old =
                m_catalog.name(source, "lane", laneOf(std::get<Run>(before[index]->record)));
            (m_connection.query("DELETE FROM recent_runs WHERE lane = ? AND began = ? AND row = ?")
             << old << before[index]->began << rows[index]->row)
                .run();
        }
        const auto known = m_floors.try_emplace(lane, nothingYet).first;
        if (rows[index]->began < known->second) continue;
        written.push_back({lane, rows[index]});
        lanes.insert(lane);
    }
    insertRows(m_connection, "INSERT INTO recent_runs (lane, began, row, status, duration)", 5,
               " ON CONFLICT (lane, began, row) DO UPDATE SET status = excluded.status, duration = "
               "excluded.duration",
               written, [](sql::Query& query, const LaneRow& one) {
                   const auto& run = std::get<Run>(one.stored->record);
                   query << one.lane << one.stored->began << one.stored->row
                         << static_cast<std::int64_t>(run.status) << durationOf(run);
               });
    for (const std::int64_t lane : lanes) {
        const std::int64_t oldest = m_floors[lane] = floor(lane);
        (m_connection.query("DELETE FROM recent_runs WHERE lane = ? AND began < ?") << lane << oldest).run();
    }
}

} // namespace shipglass
