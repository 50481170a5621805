// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_reader.h"

#include "store/recent_writer.h"
#include "store/search.h"
#include "store/source_table.h"

#include <algorithm>

namespace shipglass {

namespace {

constexpr std::int64_t dayMs = 86'400'000;

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
    auto answer = sql::guarded([&] {
        sql::Transaction transaction(m_connection, sql::Transaction::Kind::read);
        auto value = work();
        transaction.commit();
        return value;
    });
    if (!answer && answer.error().fault == Fault::malformed) noteDamage(m_file.path);
    return answer;
}

/// Answers a selection inside a read transaction; a count has neither limit nor keyset.
template <class Answer> auto SqliteReader::searched(const Selection& selection, Answer&& answer) {
    return asked([&] {
        const auto scopes = scopesAt(m_connection, selection.asOf.value_or(selection.now));
        Search search(m_connection, m_names, m_services, scopes, selection);
        return answer(search, scopes);
    });
}

Result<std::vector<Row>> SqliteReader::read(const Selection& selection) {
    return searched(selection,
                    [&](Search& search, const Scopes& scopes) { return finish(search.rows(), scopes); });
}

std::vector<Row> SqliteReader::finish(std::vector<Stored> stored, const Scopes& scopes) const {
    std::vector<Row> rows;
    rows.reserve(stored.size());
    for (Stored& one : stored) {
        const bool stale = applyScope(one, scopes);
        const auto scope = scopes.find(one.scope);
        const auto freshUntil = scope == scopes.end() ? std::nullopt : scope->second.freshUntil;
        std::string service = effectiveService(one.record, m_services);
        rows.push_back({one.row, one.began, std::move(one.record), std::move(service), stale, freshUntil});
    }
    return rows;
}

Result<std::int64_t> SqliteReader::count(const Selection& selection) {
    Selection all = selection;
    all.limit = 0;
    all.afterRow = 0;
    return searched(all, [](Search& search, const Scopes&) { return search.count(); });
}

Result<std::vector<std::int64_t>> SqliteReader::ids(const Selection& selection) {
    return searched(selection, [](Search& search, const Scopes&) { return search.ids(); });
}

Result<std::vector<Row>> SqliteReader::rows(Kind kind, const std::vector<std::int64_t>& rows, Time now) {
    return asked(
        [&] { return finish(readRows(m_connection, kind, rows, m_names), scopesAt(m_connection, now)); });
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
        readDetails(m_connection, kind, found);
        return std::move(finish(std::move(found), scopesAt(m_connection, now)).front());
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
    Selection all = selection;
    all.kind = Kind::run;
    all.limit = 0;
    return searched(all, [](Search& search, const Scopes&) {
        std::map<std::pair<std::int64_t, std::int64_t>, std::pair<std::int64_t, std::vector<std::int64_t>>>
            days;
        search.outcomes([&](std::int64_t began, std::int64_t status, std::optional<std::int64_t> duration) {
            auto& [count, durations] = days[{dayOf(began), status}];
            ++count;
            if (duration) durations.push_back(*duration);
        });
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
