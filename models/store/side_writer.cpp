// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/side_writer.h"

#include "codec/parts.h"
#include "store/batches.h"

namespace shipglass {

namespace {

/// A part as JSON text; "" for one that is unknown or that cannot tell empty from unknown.
template <class T> std::string partText(const T& field) {
    if constexpr (requires { field.has_value(); }) {
        using Part = std::remove_cvref_t<decltype(*field)>;
        if constexpr (requires { typename Part::value_type; } || std::is_same_v<Part, TestCounts>)
            return field ? partToJson<Part>(*field) : std::string();
        else
            return {};
    } else if constexpr (std::is_same_v<T, Attributes> || std::is_same_v<T, Labels>) {
        return field.empty() ? std::string() : partToJson<T>(field);
    } else {
        return {};
    }
}

struct PartsRow {
    std::int64_t row;
    std::vector<std::string> parts;
};

PartsRow partsOf(Kind kind, const Stored& stored) {
    PartsRow parts{stored.row, {}};
    const Column* column = columnsOf(kind).data();
    std::visit(
        [&](const auto& record) {
            eachField(record, [&](std::string_view, const auto& field) {
                if (column++->storage == Storage::detail) parts.parts.push_back(partText(field));
            });
        },
        stored.record);
    return parts;
}

bool isEmpty(const PartsRow& parts) {
    return std::all_of(parts.parts.begin(), parts.parts.end(),
                       [](const std::string& part) { return part.empty(); });
}

void writeParts(sql::Connection& connection, Kind kind, const std::vector<const Stored*>& rows,
                const std::vector<const Stored*>& before) {
    std::string names, updates;
    for (const Column& column : columnsOf(kind)) {
        if (column.storage != Storage::detail) continue;
        names += ", " + columnName(column.name);
        updates += (updates.empty() ? "" : ", ") + columnName(column.name) + " = excluded." +
                   columnName(column.name);
    }
    std::vector<PartsRow> written;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        PartsRow parts = partsOf(kind, *rows[index]);
        const bool same = before[index] ? partsOf(kind, *before[index]).parts == parts.parts : isEmpty(parts);
        if (!same) written.push_back(std::move(parts));
    }
    if (written.empty()) return;
    insertRows(connection, "INSERT INTO " + sideTable(kind, "details") + " (row" + names + ")",
               written.front().parts.size() + 1, " ON CONFLICT (row) DO UPDATE SET " + updates, written,
               [](sql::Query& query, const PartsRow& parts) {
                   query << parts.row;
                   for (const std::string& part : parts.parts) query.maybe(part);
               });
}

void writeStages(sql::Connection& connection, const std::vector<const Stored*>& rows,
                 const std::vector<const Stored*>& before) {
    std::vector<const Stored*> written;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const auto& stages = std::get<Run>(rows[index]->record).stages;
        if (stages && (!before[index] || std::get<Run>(before[index]->record).stages != stages))
            written.push_back(rows[index]);
    }
    insertRows(connection, "INSERT INTO run_stages (row, body)", 2,
               " ON CONFLICT (row) DO UPDATE SET body = excluded.body", written,
               [](sql::Query& query, const Stored* stored) {
                   query << stored->row << partToJson(*std::get<Run>(stored->record).stages);
               });
}

/// One step of a history as a row.
struct StepRow {
    std::int64_t row, n, at, status;
    bool observed;
};

std::vector<StepRow> stepsOf(const Stored& stored) {
    std::vector<StepRow> steps;
    std::visit(
        [&](const auto& record) {
            if constexpr (requires { record.history; })
                for (const auto& moment : record.history)
                    steps.push_back({stored.row, static_cast<std::int64_t>(steps.size()), epochMs(moment.at),
                                     static_cast<std::int64_t>(moment.status), moment.observed});
        },
        stored.record);
    return steps;
}

bool sameStep(const StepRow& a, const StepRow& b) {
    return a.at == b.at && a.status == b.status && a.observed == b.observed;
}

void writeHistory(sql::Connection& connection, Kind kind, const std::vector<const Stored*>& rows,
                  const std::vector<const Stored*>& before) {
    const std::string table = sideTable(kind, "history");
    std::vector<StepRow> written;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const auto steps = stepsOf(*rows[index]);
        const auto old = before[index] ? stepsOf(*before[index]) : std::vector<StepRow>{};
        const auto [from, oldFrom] =
            std::mismatch(steps.begin(), steps.end(), old.begin(), old.end(), sameStep);
        if (oldFrom != old.end())
            (connection.query("DELETE FROM " + table + " WHERE row = ? AND n >= ?")
             << oldFrom->row << oldFrom->n)
                .run();
        written.insert(written.end(), from, steps.end());
    }
    insertRows(connection, "INSERT INTO " + table + " (row, n, at, status, observed)", 5, "", written,
               [](sql::Query& query, const StepRow& step) {
                   query << step.row << step.n << step.at << step.status << std::int64_t{step.observed};
               });
}

} // namespace

void writeDetails(sql::Connection& connection, Kind kind, const std::vector<const Stored*>& rows,
                  const std::vector<const Stored*>& before) {
    writeParts(connection, kind, rows, before);
    if (kind == Kind::run) writeStages(connection, rows, before);
    if (hasHistory(kind)) writeHistory(connection, kind, rows, before);
}

bool writePoints(sql::Connection& connection, std::int64_t row, const std::vector<Point>& points) {
    const std::int64_t written = insertRows(
        connection, "INSERT INTO metric_points (row, at, value)", 3,
        " ON CONFLICT (row, at) DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value",
        points, [row](sql::Query& query, const Point& point) {
            query << row << epochMs(point.at);
            query << point.value;
        });
    return written > 0;
}

} // namespace shipglass
