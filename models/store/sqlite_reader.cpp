// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_reader.h"

#include "store/recent_writer.h"
#include "store/selection_sql.h"
#include "store/source_table.h"

#include <algorithm>

namespace shipglass {

namespace {

constexpr std::int64_t dayMs = 86'400'000;

std::string newestFirst(std::size_t limit) {
    return " ORDER BY r.began DESC, r.row DESC" + (limit ? " LIMIT " + std::to_string(limit) : std::string());
}

std::int64_t dayOf(std::int64_t ms) { return ms - (ms % dayMs + dayMs) % dayMs; }

std::int64_t median(std::vector<std::int64_t>& values) {
    if (values.empty()) return -1;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2) return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

} // namespace

SqliteReader::SqliteReader(HistoryFile file)
    : m_file(std::move(file)), m_connection(*m_file.connection), m_names(m_connection) {
    watch(nullptr);
}

void SqliteReader::watch(const std::atomic<bool>* flag) { m_connection.watch(flag ? flag : &m_canceled); }

/// Runs `work` on one snapshot of the history.
template <class Work> auto SqliteReader::asked(Work&& work) {
    m_canceled = false;
    return sql::guarded([&] {
        sql::Transaction transaction(m_connection, sql::Transaction::Kind::read);
        auto value = work();
        transaction.commit();
        return value;
    });
}

Result<std::vector<Row>> SqliteReader::read(const Selection& selection) {
    return asked([&] {
        std::vector<std::int64_t> numbers = select(selection);
        return finish(selection.kind, readRows(m_connection, selection.kind, numbers, m_names),
                      selection.withDetails, selection.now);
    });
}

std::vector<std::int64_t> SqliteReader::select(const Selection& selection) {
    if (!selection.where.terms.empty() || selection.asOf)
        throw Failure(Fault::unsupported, "the history cannot be filtered yet");
    const Condition span = spanOf(selection);
    sql::Query query = m_connection.query("SELECT r.row FROM " + tableOf(selection.kind) + " r" +
                                          span.where() + newestFirst(selection.limit));
    query.all(span.binds);
    std::vector<std::int64_t> numbers;
    while (query.next()) numbers.push_back(query.number(0));
    return numbers;
}

std::vector<Row> SqliteReader::finish(Kind kind, std::vector<Stored> stored, bool withDetails, Time now) {
    if (withDetails) readDetails(m_connection, kind, stored);
    const auto scopes = scopesAt(m_connection, now);
    std::vector<Row> rows;
    rows.reserve(stored.size());
    for (Stored& one : stored) {
        Row row{one.row, one.began, std::move(one.record), {}, false};
        if (const auto scope = scopes.find(one.scope); scope != scopes.end()) {
            common(row.record).observedAt = scope->second.state.okAt;
            row.stale = scope->second.stale;
        }
        row.service = common(row.record).service;
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<std::int64_t> SqliteReader::count(const Selection& selection) {
    return asked([&] { return static_cast<std::int64_t>(select(selection).size()); });
}

Result<std::vector<std::int64_t>> SqliteReader::ids(const Selection& selection) {
    return asked([&] { return select(selection); });
}

Result<std::vector<Row>> SqliteReader::rows(Kind kind, const std::vector<std::int64_t>& rows, Time now) {
    return asked([&] { return finish(kind, readRows(m_connection, kind, rows, m_names), false, now); });
}

Result<Row> SqliteReader::find(Kind kind, const std::string& source, const std::string& id, Time now) {
    return asked([&] {
        std::vector<Stored> found;
        {
            sql::Query query =
                m_connection.query(selectRows(kind) + " WHERE r.source = (SELECT source FROM sources "
                                                      "WHERE name = ?) AND r.id = ?");
            query << source << id;
            if (query.next()) found.push_back(readRow(kind, query, m_names));
        }
        if (found.empty()) throw Failure(Fault::notFound, "there is no such record: " + id);
        return std::move(finish(kind, std::move(found), true, now).front());
    });
}

Result<std::map<std::string, std::vector<RecentRun>>> SqliteReader::recent(const std::vector<Row>& runs) {
    return asked([&] {
        std::map<std::string, std::vector<RecentRun>> lanes;
        for (const Row& row : runs) {
            const auto& run = std::get<Run>(row.record);
            const auto [lane, isNew] = lanes.try_emplace(run.source + '\x1f' + laneOf(run));
            if (!isNew) continue;
            sql::Query query = m_connection.query("SELECT status, duration FROM recent_runs WHERE lane = "
                                                  "(SELECT name FROM names WHERE source = (SELECT "
                                                  "source FROM sources WHERE name = ?) AND field = 'lane' "
                                                  "AND text = ?) ORDER BY began DESC, row DESC "
                                                  "LIMIT " +
                                                  std::to_string(recentRuns));
            query << run.source << laneOf(run);
            while (query.next())
                lane->second.push_back(
                    {static_cast<RunStatus>(query.number(0)), query.maybeNumber(1).value_or(-1)});
        }
        return lanes;
    });
}

Result<std::vector<Reader::DayOutcome>> SqliteReader::outcomes(const Selection& selection) {
    return asked([&] {
        std::map<std::pair<std::int64_t, std::int64_t>, std::pair<std::int64_t, std::vector<std::int64_t>>>
            days;
        const Condition span = spanOf(selection);
        sql::Query query =
            m_connection.query("SELECT r.began, r.status, r.duration FROM runs r" + span.where());
        query.all(span.binds);
        while (query.next()) {
            auto& [count, durations] = days[{dayOf(query.number(0)), query.number(1)}];
            ++count;
            if (const auto duration = query.maybeNumber(2)) durations.push_back(*duration);
        }
        std::vector<DayOutcome> outcomes;
        for (auto& [key, day] : days)
            outcomes.push_back(
                {key.first, static_cast<RunStatus>(key.second), day.first, median(day.second)});
        return outcomes;
    });
}

Result<std::vector<SourceState>> SqliteReader::sources(Time now, std::optional<Time> asOf) {
    return asked([&] { return readSourceStates(m_connection, now, asOf); });
}

Result<std::map<std::string, std::string>> SqliteReader::marks(Kind kind, const std::string& source,
                                                               const std::string& id) {
    return asked([&] {
        std::map<std::string, std::string> marks;
        sql::Query query =
            m_connection.query("SELECT name, value FROM marks WHERE kind = ? AND source = ? AND id = ?");
        query << static_cast<std::int64_t>(kind) << source << id;
        while (query.next()) marks[query.text(0)] = query.text(1);
        return marks;
    });
}

Result<std::int64_t> SqliteReader::version() {
    return asked([&] { return m_connection.number("SELECT value FROM counters WHERE name = 'seq'"); });
}

Result<std::vector<std::int64_t>> SqliteReader::changedSince(Kind kind, std::int64_t version,
                                                             std::size_t limit) {
    return asked([&] {
        std::vector<std::int64_t> rows;
        sql::Query query = m_connection.query("SELECT row FROM " + tableOf(kind) +
                                              " WHERE changed > ? ORDER BY changed, row LIMIT ?");
        query << version << static_cast<std::int64_t>(limit);
        while (query.next()) rows.push_back(query.number(0));
        return rows;
    });
}

Result<std::unique_ptr<Reader>> Reader::open(const std::string& path) {
    return sql::guarded(
        [&]() -> std::unique_ptr<Reader> { return std::make_unique<SqliteReader>(openForReading(path)); });
}

} // namespace shipglass
