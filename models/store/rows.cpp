// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rows.h"

#include "codec/parts.h"
#include "store/batches.h"

#include <cmath>
#include <limits>
#include <unordered_map>

namespace shipglass {

namespace {

/// Reads the columns of one row into the fields of a record, in the order of selectRows().
class FieldReader {
public:
    FieldReader(Kind kind, const sql::Query& query, Names& names, int column)
        : m_next(columnsOf(kind).data()), m_query(query), m_names(names), m_column(column) {}

    template <class T> void operator()(std::string_view, T& field) {
        const Storage storage = m_next++->storage;
        if (storage > Storage::json) return;
        const int column = m_column++;
        if (!m_query.isNull(column)) read(column, storage, field);
    }

private:
    void read(int column, Storage storage, std::string& text) {
        text = storage == Storage::name ? m_names.text(m_query.number(column)) : m_query.text(column);
    }
    void read(int column, Storage, std::optional<Time>& time) { time = fromEpochMs(m_query.number(column)); }
    void read(int column, Storage, std::optional<std::int64_t>& number) { number = m_query.number(column); }
    void read(int column, Storage, std::optional<bool>& flag) { flag = m_query.number(column) != 0; }
    void read(int column, Storage, Labels& labels) { labels = partFromJson<Labels>(m_query.text(column)); }
    void read(int column, Storage, MaybeList<std::string>& list) {
        list = partFromJson<std::vector<std::string>>(m_query.text(column));
    }
    template <class T> void read(int column, Storage, T& value) {
        if constexpr (std::is_enum_v<T>) {
            const auto index = static_cast<std::size_t>(m_query.number(column));
            if (index < Words<T>::list.size()) value = static_cast<T>(index);
        }
    }

    const Column* m_next;
    const sql::Query& m_query;
    Names& m_names;
    int m_column;
};

/// Reads one column of details into its field.
struct PartReader {
    const sql::Query& query;
    int column;
    template <class T> void operator()(T& field) const {
        if (query.isNull(column)) return;
        if constexpr (requires {
                          field.emplace();
                          field.has_value();
                      }) {
            using Part = std::remove_cvref_t<decltype(*field)>;
            if constexpr (requires { typename Part::value_type; } || std::is_same_v<Part, TestCounts>)
                field = partFromJson<Part>(query.text(column));
        } else if constexpr (std::is_same_v<T, Attributes> || std::is_same_v<T, Labels>) {
            field = partFromJson<T>(query.text(column));
        }
    }
};

using ByRow = std::unordered_map<std::int64_t, Record*>;
const auto bindNothing = [](sql::Query&) {};

void readParts(sql::Connection& connection, Kind kind, const std::vector<std::int64_t>& rows, ByRow& byRow) {
    std::string columns;
    for (const Column& column : columnsOf(kind))
        if (column.storage == Storage::detail) columns += ", " + columnName(column.name);
    selectIn(connection, "SELECT row" + columns + " FROM " + sideTable(kind, "details") + " WHERE row IN ",
             "", rows, bindNothing, [&](const sql::Query& query) {
                 int column = 1;
                 std::visit(
                     [&](auto& record) {
                         eachField(record, [&](std::string_view name, auto& field) {
                             if (storageOf(kind, name) == Storage::detail) PartReader{query, column++}(field);
                         });
                     },
                     *byRow.at(query.number(0)));
             });
}

void readStages(sql::Connection& connection, const std::vector<std::int64_t>& rows, ByRow& byRow) {
    selectIn(connection, "SELECT row, body FROM run_stages WHERE row IN ", "", rows, bindNothing,
             [&](const sql::Query& query) {
                 auto& run = std::get<Run>(*byRow.at(query.number(0)));
                 run.stages = partFromJson<std::vector<Stage>>(query.text(1));
             });
}

template <class Status> void addMoment(History<Status>& history, const sql::Query& query) {
    history.push_back(
        {fromEpochMs(query.number(1)), static_cast<Status>(query.number(2)), query.number(3) != 0});
}

void readHistory(sql::Connection& connection, Kind kind, const std::vector<std::int64_t>& rows,
                 ByRow& byRow) {
    selectIn(connection,
             "SELECT row, at, status, observed FROM " + sideTable(kind, "history") + " WHERE row IN ",
             " ORDER BY row, n", rows, bindNothing, [&](const sql::Query& query) {
                 std::visit(
                     [&](auto& record) {
                         if constexpr (requires { record.history; }) addMoment(record.history, query);
                     },
                     *byRow.at(query.number(0)));
             });
}

void readPoints(sql::Connection& connection, const std::vector<std::int64_t>& rows, ByRow& byRow) {
    selectIn(connection, "SELECT row, at, value FROM metric_points WHERE row IN ", " ORDER BY row, at", rows,
             bindNothing, [&](const sql::Query& query) {
                 const double value = query.isNull(2) ? std::nan("") : query.real(2);
                 std::get<Metric>(*byRow.at(query.number(0)))
                     .points.push_back({fromEpochMs(query.number(1)), value});
             });
}

} // namespace

std::string placeholders(std::size_t rows, std::size_t columns) {
    std::string row = "(";
    for (std::size_t column = 0; column < columns; ++column) row += column ? ",?" : "?";
    row += ')';
    std::string all = row;
    all.reserve(rows * (row.size() + 1));
    for (std::size_t count = 1; count < rows; ++count) all.append(",").append(row);
    return all;
}

std::string selectRows(Kind kind) {
    std::string columns = "SELECT r.row, r.source, r.scope, r.began, r.id";
    columns += isStateFacet(kind) ? ", r.\"missedAt\", r.\"missedPoll\"" : ", NULL, NULL";
    for (const Column& column : columnsOf(kind))
        if (column.storage <= Storage::json) columns += ", r." + columnName(column.name);
    return columns + " FROM " + tableOf(kind) + " r";
}

Stored readRow(Kind kind, const sql::Query& query, Names& names) {
    Stored stored;
    stored.row = query.number(0);
    stored.scope = query.number(2);
    stored.began = query.number(3);
    stored.missedAt = query.maybeNumber(5);
    stored.missedPoll = query.maybeNumber(6);
    stored.record = emptyRecord(kind);
    common(stored.record).source = names.source(query.number(1));
    common(stored.record).id = query.text(4);
    std::visit([&](auto& record) { eachField(record, FieldReader(kind, query, names, 7)); }, stored.record);
    return stored;
}

void readDetails(sql::Connection& connection, Kind kind, std::vector<Stored>& stored, const Details& what) {
    ByRow byRow;
    std::vector<std::int64_t> rows;
    for (Stored& one : stored) {
        if (byRow.emplace(one.row, &one.record).second) rows.push_back(one.row);
    }
    if (what.attributes) readParts(connection, kind, rows, byRow);
    if (what.stages && kind == Kind::run) readStages(connection, rows, byRow);
    if (what.history && hasHistory(kind)) readHistory(connection, kind, rows, byRow);
    if (what.points && kind == Kind::metric) readPoints(connection, rows, byRow);
}

std::vector<Stored> readRows(sql::Connection& connection, Kind kind, const std::vector<std::int64_t>& rows,
                             Names& names) {
    std::unordered_map<std::int64_t, Stored> found;
    selectIn(connection, selectRows(kind) + " WHERE r.row IN ", "", rows, bindNothing,
             [&](const sql::Query& query) {
                 Stored stored = readRow(kind, query, names);
                 const std::int64_t row = stored.row;
                 found.emplace(row, std::move(stored));
             });
    std::vector<Stored> ordered;
    ordered.reserve(found.size());
    for (const std::int64_t row : rows)
        if (const auto at = found.find(row); at != found.end()) ordered.push_back(at->second);
    return ordered;
}

} // namespace shipglass
