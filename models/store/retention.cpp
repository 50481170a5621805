// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/retention.h"

#include "store/columns.h"

#include <array>

namespace shipglass {

namespace {

/// What is left of a slice: how many rows may still go.
class Slice {
public:
    Slice(sql::Connection& connection, int rows) : m_connection(connection), m_left(rows) {}

    bool spent() const { return m_left <= 0; }
    /// Deletes rows of a table whose `key` is among those that `select` (with one `?`) finds first.
    void erase(const std::string& table, const std::string& key, const std::string& select,
               std::int64_t value) {
        if (spent()) return;
        sql::Query query =
            m_connection.query("DELETE FROM " + table + " WHERE " + key + " IN (" + select + " LIMIT ?)");
        m_left -= (query << value << m_left).run();
    }

private:
    sql::Connection& m_connection;
    std::int64_t m_left;
};

/// Alerts that are open and resources that are still there are never too old.
std::string ended(Kind kind) {
    if (kind == Kind::alert) return " AND \"resolvedAt\" IS NOT NULL";
    if (kind == Kind::resource) return " AND \"removedAt\" IS NOT NULL";
    return "";
}

void prunePoints(sql::Connection& connection, Slice& slice, std::int64_t before) {
    if (slice.spent()) return;
    std::vector<std::int64_t> rows;
    {
        sql::Query query = connection.query("SELECT row FROM metrics");
        while (query.next()) rows.push_back(query.number(0));
    }
    for (const std::int64_t row : rows)
        slice.erase("metric_points", "row = " + std::to_string(row) + " AND at",
                    "SELECT at FROM metric_points WHERE row = " + std::to_string(row) + " AND at < ?",
                    before);
    slice.erase("metrics", "row", "SELECT row FROM metrics WHERE began < ?", before);
}

} // namespace

bool pruneSlice(sql::Connection& connection, const Keep& keep, Time now, int rows) {
    Slice slice(connection, rows);
    const auto before = [now](Millis span) { return epochMs(now - span); };
    for (const auto& [kind, span] : keep.spans) {
        if (span <= Millis{0}) continue;
        const std::string table = tableOf(kind);
        if (kind == Kind::metric)
            prunePoints(connection, slice, before(span));
        else
            slice.erase(table, "row", "SELECT row FROM " + table + " WHERE began < ?" + ended(kind),
                        before(span));
    }
    if (keep.stages > Millis{0})
        slice.erase("run_stages", "row",
                    "SELECT s.row FROM run_stages s JOIN runs r ON r.row = s.row WHERE r.began < ?",
                    before(keep.stages));
    slice.erase("recent_runs", "row",
                "SELECT row FROM recent_runs WHERE row NOT IN (SELECT row FROM runs) AND began < ?",
                before(Millis{0}));
    return !slice.spent();
}

bool forgetSlice(sql::Connection& connection, const std::string& name, int rows) {
    sql::Query find = connection.query("SELECT source FROM sources WHERE name = ?");
    find << name;
    if (!find.next()) return true;
    const std::int64_t source = find.number(0);
    Slice slice(connection, rows);
    for (std::size_t index = 0; index < Words<Kind>::list.size(); ++index) {
        const std::string table = tableOf(static_cast<Kind>(index));
        slice.erase(table, "row", "SELECT row FROM " + table + " WHERE source = ?", source);
    }
    slice.erase("recent_runs", "lane", "SELECT name FROM names WHERE source = ? AND field = 'lane'", source);
    slice.erase("journal", "scope", "SELECT scope FROM scopes WHERE source = ?", source);
    slice.erase("scopes", "scope", "SELECT scope FROM scopes WHERE source = ?", source);
    slice.erase("names", "name", "SELECT name FROM names WHERE source = ?", source);
    slice.erase("usage", "at", "SELECT at FROM usage WHERE source = ?", source);
    if (slice.spent()) return false;
    for (const char* table : {"marks", "leases"})
        (connection.query("DELETE FROM " + std::string(table) + " WHERE source = ?") << name).run();
    (connection.query("DELETE FROM sources WHERE source = ?") << source).run();
    return true;
}

} // namespace shipglass
