// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_writer.h"

#include "store/budget_table.h"
#include "store/dialect.h"
#include "store/journal.h"
#include "store/retention.h"
#include "store/source_table.h"
#include "store/state_facets.h"

namespace shipglass {

namespace {

using ByKind = std::map<Kind, std::vector<Record>>;

/// What came from a file does not go stale.
constexpr Millis forEver = std::chrono::hours{24 * 365 * 100};

Counters readCounters(sql::Connection& connection) {
    sql::Query query = connection.query("SELECT name, value FROM counters");
    Counters counters;
    while (query.next()) (query.text(0) == "seq" ? counters.seq : counters.row) = query.number(1);
    ++counters.seq;
    return counters;
}

void writeCounters(sql::Connection& connection, const Counters& counters) {
    (connection.query("UPDATE counters SET value = CASE name WHEN 'seq' THEN ? ELSE ? END")
     << counters.seq << counters.row)
        .run();
}

/// Passed and skipped cases are kept as counts only, unless the case failed in the last 30 days.
bool worthKeeping(sql::Connection& connection, std::int64_t source, const TestCase& test, Time now) {
    if (test.status == TestStatus::failed || test.status == TestStatus::error) return true;
    constexpr Millis span = std::chrono::hours{24 * 30};
    sql::Query query = connection.query("SELECT 1 FROM tests t LEFT JOIN names s ON s.name = t.suite LEFT "
                                        "JOIN names c ON c.name = t.class WHERE "
                                        "t.source = ? AND t.name = ? AND t.status IN (?, ?) AND t.began >= ? "
                                        "AND coalesce(s.text, '') = ? AND "
                                        "coalesce(c.text, '') = ? LIMIT 1");
    query << source << test.name << static_cast<std::int64_t>(TestStatus::failed)
          << static_cast<std::int64_t>(TestStatus::error) << epochMs(now - span) << test.suite
          << test.className;
    return query.next();
}

void leaveOutPassed(sql::Connection& connection, std::int64_t source, std::vector<Record>& tests, Time now) {
    std::erase_if(tests, [&](const Record& record) {
        return !worthKeeping(connection, source, std::get<TestCase>(record), now);
    });
}

} // namespace

SqliteWriter::SqliteWriter(HistoryFile file)
    : m_file(std::move(file)), m_connection(*m_file.connection), m_names(m_connection),
      m_catalog(m_connection), m_records(m_connection, m_catalog, m_names) {}

void SqliteWriter::forgetCaches() {
    m_catalog.clear();
    m_records.recent().clear();
}

/// Runs `work` in one transaction. What windows show (`seen`) moves the counter that they watch.
template <class Work> auto SqliteWriter::inTransaction(bool seen, Work&& work) {
    auto result = sql::guarded([&] {
        sql::Transaction transaction(m_connection);
        m_catalog.refresh();
        m_counters = readCounters(m_connection);
        auto value = work();
        if (seen) writeCounters(m_connection, m_counters);
        transaction.commit();
        return value;
    });
    if (result) return result;
    forgetCaches();
    if (result.error().fault == Fault::malformed) noteDamage(m_file.path);
    return result;
}

Result<Done> SqliteWriter::write(const std::string& source, const Batch& batch, Time now,
                                 std::int64_t pollId) {
    return inTransaction(true, [&] {
        writeBatch(source, batch, now, pollId);
        return Done{};
    });
}

void SqliteWriter::writeBatch(const std::string& name, const Batch& batch, Time now, std::int64_t pollId) {
    const std::int64_t source = m_catalog.source(name);
    const std::int64_t scope = m_catalog.scope(source, batch.facet(), batch.scope());
    ByKind byKind;
    for (Record record : batch.records()) {
        common(record).source = name;
        common(record).observedAt.reset(); // this poll is when it was observed
        byKind[kindOf(record)].push_back(std::move(record));
    }
    WholeBatch whole{batch.facet(), source, scope, pollId, batch.authoritative(), {}};
    for (auto& [kind, records] : byKind) {
        if (kind == Kind::alert) joinOpenEpisodes(m_connection, source, records);
        if (kind == Kind::test) leaveOutPassed(m_connection, source, records, now);
        const RecordWriter::Origin origin{source, scope, true, now};
        const auto rows = m_records.store(kind, std::move(records), origin, m_counters);
        if (kind != batch.facet()) continue;
        for (const Stored& stored : rows) whole.rows.insert(stored.row);
    }
    if (isStateFacet(batch.facet()) && batch.whole())
        closeMissing(m_connection, m_records, m_names, whole, now, m_counters.seq);
    if (const auto cursor = batch.cursor())
        (m_connection.query("UPDATE scopes SET cursor = ? WHERE scope = ?") << *cursor << scope).run();
    const bool ended = batch.last() || isStateFacet(batch.facet());
    if (ended && batch.whole()) notePoll(m_connection, source, scope, std::nullopt, now);
}

Result<Done> SqliteWriter::fail(const std::string& source, Facet facet, const std::string& scope,
                                const Error& error, Time now) {
    return inTransaction(true, [&] {
        const std::int64_t number = m_catalog.source(source);
        notePoll(m_connection, number, m_catalog.scope(number, facet, scope), error, now);
        return Done{};
    });
}

Result<Done> SqliteWriter::refused(const std::string& source, Facet facet, const std::string& scope,
                                   const std::string& account) {
    return inTransaction(false, [&] {
        const std::int64_t number = m_catalog.scope(m_catalog.source(source), facet, scope);
        (m_connection.query("UPDATE scopes SET \"refusedTo\" = ? WHERE scope = ?") << account << number)
            .run();
        return Done{};
    });
}

Result<Done> SqliteWriter::import(const std::vector<Record>& records, Time now,
                                  const std::function<bool(std::size_t)>& goOn) {
    return inTransaction(true, [&] {
        importRecords(records, now, goOn);
        return Done{};
    });
}

Result<Done> SqliteWriter::amend(Kind kind, const std::string& source, const std::string& id,
                                 const std::function<void(Record&)>& change) {
    return inTransaction(true, [&] {
        m_records.amend(kind, m_catalog.source(source), id, change, m_counters.seq);
        return Done{};
    });
}

void SqliteWriter::importRecords(const std::vector<Record>& records, Time now,
                                 const std::function<bool(std::size_t)>& goOn) {
    constexpr std::size_t slice = 200;
    std::size_t written = 0;
    std::map<std::pair<std::string, Kind>, std::vector<Record>> waiting;
    const auto store = [&](const std::string& name, Kind kind, std::vector<Record>& some) {
        const std::int64_t source = m_catalog.source(name);
        const std::int64_t scope = m_catalog.scope(source, kind, std::string(importScope));
        written += some.size();
        m_records.store(kind, std::move(some), {source, scope, false, now}, m_counters);
        notePoll(m_connection, source, scope, std::nullopt, now, forEver);
        some.clear();
        if (!goOn(written)) throw Failure(Fault::canceled, "the import was stopped");
    };
    for (const Record& record : records) {
        const std::string& name = common(record).source;
        auto& some = waiting[{name, kindOf(record)}];
        some.push_back(record);
        if (some.size() == slice) store(name, kindOf(record), some);
    }
    for (auto& [key, some] : waiting)
        if (!some.empty()) store(key.first, key.second, some);
}

Result<std::map<std::string, std::string>> SqliteWriter::cursors(const std::string& source,
                                                                 const std::string& identity) {
    return inTransaction(false, [&] {
        const std::int64_t number = m_catalog.source(source);
        (m_connection.query(
             "UPDATE scopes SET cursor = NULL WHERE source = ? AND EXISTS (SELECT 1 FROM sources WHERE "
             "source = ? AND identity <> ?)")
         << number << number << identity)
            .run();
        (m_connection.query("UPDATE sources SET identity = ? WHERE source = ?") << identity << number).run();
        std::map<std::string, std::string> cursors;
        sql::Query query =
            m_connection.query("SELECT facet, name, cursor FROM scopes WHERE source = ? AND cursor IS "
                               "NOT NULL");
        query << number;
        while (query.next())
            cursors[std::string(word(static_cast<Facet>(query.number(0)))) + " " + query.text(1)] =
                query.text(2);
        return cursors;
    });
}

Result<Done> SqliteWriter::saveState(const SourceState& state) {
    return inTransaction(true, [&] {
        writeSourceState(m_connection, m_catalog.source(state.source), state);
        return Done{};
    });
}

Result<Done> SqliteWriter::addUsage(const std::string& source, std::int64_t requests, std::int64_t bytes,
                                    Time now) {
    return inTransaction(true, [&] {
        addSourceUsage(m_connection, m_catalog.source(source), requests, bytes, now);
        return Done{};
    });
}

Result<bool> SqliteWriter::lease(const std::string& source, const std::string& holder, Millis span) {
    return inTransaction(false, [&] {
        const std::string now = m_clock ? std::to_string(epochMs(m_clock())) : sqliteDialect.nowMs;
        sql::Query query =
            m_connection.query("INSERT INTO leases (source, holder, until) VALUES (?, ?, " + now +
                               " + ?) ON CONFLICT (source) DO UPDATE SET holder = "
                               "excluded.holder, until = excluded.until WHERE leases.holder = "
                               "excluded.holder OR leases.until <= excluded.until - ?");
        return (query << source << holder << span.count() << span.count()).run() > 0;
    });
}

Result<Done> SqliteWriter::release(const std::string& source, const std::string& holder) {
    return inTransaction(false, [&] {
        (m_connection.query("DELETE FROM leases WHERE source = ? AND holder = ?") << source << holder).run();
        return Done{};
    });
}

Result<std::map<std::string, std::string>> SqliteWriter::budgets(Time now) {
    return inTransaction(false, [&] { return readBudgets(m_connection, now); });
}

Result<Done> SqliteWriter::keepBudget(const std::string& account, Time now,
                                      const std::function<std::string(std::string)>& join) {
    return inTransaction(false, [&] {
        writeBudget(m_connection, account, join(readBudgets(m_connection, now)[account]), now);
        return Done{};
    });
}

Result<Done> SqliteWriter::mark(Kind kind, const std::string& source, const std::string& id,
                                const std::string& name, const std::string& value, Time now) {
    return inTransaction(true, [&] {
        if (value.empty()) {
            (m_connection.query("DELETE FROM marks WHERE kind = ? AND source = ? AND id = ? AND name = ?")
             << static_cast<std::int64_t>(kind) << source << id << name)
                .run();
            return Done{};
        }
        (m_connection.query(
             "INSERT INTO marks (kind, source, id, name, value, at) VALUES (?, ?, ?, ?, ?, ?) ON "
             "CONFLICT (kind, source, id, name) DO UPDATE SET value = excluded.value, at = excluded.at")
         << static_cast<std::int64_t>(kind) << source << id << name << value << epochMs(now))
            .run();
        return Done{};
    });
}

Result<bool> SqliteWriter::forget(const std::string& source, int rows) {
    auto result = inTransaction(true, [&] { return forgetSlice(m_connection, source, rows); });
    forgetCaches();
    return result;
}

Result<bool> SqliteWriter::prune(const Keep& keep, Time now, int rows) {
    auto result = inTransaction(true, [&] { return pruneSlice(m_connection, keep, now, rows); });
    forgetCaches();
    return result;
}

Result<std::unique_ptr<Writer>> Writer::open(const std::string& path, std::string* notice) {
    return sql::guarded([&]() -> std::unique_ptr<Writer> {
        return std::make_unique<SqliteWriter>(openForWriting(path, notice));
    });
}

} // namespace shipglass
