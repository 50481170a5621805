// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_reader.h"

#include "store/as_of.h"
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

/// What was true of them then; those that had not begun are left out.
void turnAllBack(sql::Connection& connection, Kind kind, std::vector<Stored>& stored, Time at) {
    readDetails(connection, kind, stored);
    std::erase_if(stored, [at](Stored& one) { return !turnBack(one.record, fromEpochMs(one.began), at); });
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

Result<std::vector<Row>> SqliteReader::rows(Kind kind, const std::vector<std::int64_t>& rows, Time now,
                                            std::optional<Time> asOf) {
    return asked([&] {
        auto stored = readRows(m_connection, kind, rows, m_names);
        if (asOf) turnAllBack(m_connection, kind, stored, *asOf);
        return finish(std::move(stored), scopesAt(m_connection, asOf.value_or(now)));
    });
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

Result<std::map<std::string, std::vector<RecentRun>>> SqliteReader::recent(const std::vector<Row>& runs,
                                                                           std::optional<Time> asOf) {
    return asked([&] {
        std::map<std::string, std::vector<RecentRun>> lanes;
        for (const Row& row : runs) {
            const auto& run = std::get<Run>(row.record);
            const auto [lane, isNew] = lanes.try_emplace(run.source + '\x1f' + laneOf(run));
            if (isNew) lane->second = asOf ? newestRunsAt(run, *asOf) : newestRuns(run);
        }
        return lanes;
    });
}

std::vector<RecentRun> SqliteReader::newestRuns(const Run& run) {
    sql::Query query = m_connection.query(
        "SELECT status, duration FROM recent_runs WHERE lane = (SELECT name FROM names WHERE source = "
        "(SELECT source FROM sources WHERE name = ?) AND field = 'lane' AND text = ?) "
        "ORDER BY began DESC, row DESC LIMIT " +
        std::to_string(recentRuns));
    query << run.source << laneOf(run);
    std::vector<RecentRun> newest;
    while (query.next())
        newest.push_back({static_cast<RunStatus>(query.number(0)), query.maybeNumber(1).value_or(-1)});
    return newest;
}

/// The table of the newest runs knows only those of now.
std::vector<RecentRun> SqliteReader::newestRunsAt(const Run& run, Time at) {
    const std::string named = " IS (SELECT name FROM names n WHERE n.source = r.source AND field = ";
    std::vector<std::int64_t> rows;
    {
        sql::Query query = m_connection.query(
            "SELECT r.row FROM runs r WHERE r.source = (SELECT source FROM sources WHERE name = ?) AND "
            "r.project" +
            named + "'project' AND text = ?) AND r.pipeline" + named +
            "'pipeline' AND text = ?) AND r.began <= ? ORDER BY r.began DESC, r.row DESC LIMIT " +
            std::to_string(recentRuns));
        query << run.source << run.project << run.pipeline << epochMs(at);
        while (query.next()) rows.push_back(query.number(0));
    }
    auto stored = readRows(m_connection, Kind::run, rows, m_names);
    turnAllBack(m_connection, Kind::run, stored, at);
    std::vector<RecentRun> newest;
    for (const Stored& one : stored) {
        const auto& then = std::get<Run>(one.record);
        newest.push_back({then.status, durationOf(then).value_or(-1)});
    }
    return newest;
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
    return asked([&] {
        auto states = readSourceStates(m_connection, now, asOf);
        if (m_configured) addConfigured(states, *m_configured);
        return states;
    });
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
