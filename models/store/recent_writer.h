// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/catalog.h"
#include "store/rows.h"

#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

namespace shipglass {

/// How many of a pipeline's newest runs are kept for its sparkline.
inline constexpr int recentRuns = 20;

/// The text under which a pipeline's newest runs are found: project and pipeline.
std::string laneOf(const Run& run);

/// finishedAt - startedAt in milliseconds, where both are known.
std::optional<std::int64_t> durationOf(const Run& run);

/// Keeps the table of the newest runs of each pipeline, so that no list has to look for them.
class RecentWriter {
public:
    RecentWriter(sql::Connection& connection, Catalog& catalog)
        : m_connection(connection), m_catalog(catalog) {}
    /// `before[i]` is what was known of `rows[i]`, or null.
    void update(std::int64_t source, const std::vector<const Stored*>& rows,
                const std::vector<const Stored*>& before);
    /// After rows were deleted or a transaction rolled back.
    void clear() { m_lanes.clear(); }

private:
    /// What is known of a pipeline's rows, so that they need not be looked at for every run.
    struct Lane {
        std::int64_t floor =
            std::numeric_limits<std::int64_t>::min(); ///< What began before is not among the newest.
        int added = recentRuns; ///< Rows since the last cut(), which comes when they are as many as are kept.
    };
    void leave(std::int64_t source, const Stored& before, const Stored& now);
    void cut(std::int64_t lane);
    sql::Connection& m_connection;
    Catalog& m_catalog;
    std::unordered_map<std::int64_t, Lane> m_lanes;
};

} // namespace shipglass
