// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/cache_file.h"

#include "net/descriptor.h"

#include <sqlite3.h>

#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>

namespace shipglass {

namespace {

constexpr std::size_t pageSize = 4096;
constexpr int waitForOthers = 50; ///< Milliseconds: the poll thread stands still meanwhile.
/// Rows that one call deletes at most; the next ones go on.
constexpr int slice = 256;
/// Being used is written down this seldom, so that reading rarely writes.
constexpr Millis useStep = std::chrono::hours(1);

/// In the order of CacheFile::Statement.
constexpr std::array sql{
    "BEGIN IMMEDIATE",
    "COMMIT",
    "ROLLBACK",
    "SELECT value FROM meta WHERE name = 'salt'",
    "INSERT OR IGNORE INTO meta VALUES('salt', ?1)",
    "SELECT etag, last_modified, size FROM answers WHERE key = ?1",
    "SELECT etag, last_modified, size, headers, packed FROM answers WHERE key = ?1",
    "UPDATE answers SET used_at = ?2 WHERE key = ?1 AND used_at < ?3",
    "INSERT OR REPLACE INTO answers VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    "DELETE FROM answers WHERE key = ?1",
    "DELETE FROM answers WHERE rowid = (SELECT rowid FROM answers ORDER BY used_at LIMIT 1)",
    "PRAGMA page_count",
    "PRAGMA freelist_count",
};

/// What is small comes before the body, so that finding a row does not read through it.
constexpr auto tables = "CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value BLOB);"
                        "CREATE TABLE IF NOT EXISTS answers(key BLOB PRIMARY KEY, used_at INTEGER, etag TEXT,"
                        " last_modified TEXT, size INTEGER, headers TEXT, packed BLOB);"
                        "CREATE INDEX IF NOT EXISTS answers_used ON answers(used_at);";

/// SQLite gives the files beside the one it opens the same rights.
void makePrivate(const std::string& path) {
    const Descriptor made(::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
    // Not by opening it: closing it again would drop the locks that this process has on it.
    if (!made.open()) ::chmod(path.c_str(), 0600);
}

std::uint64_t numberOf(const std::string& path) {
    struct stat found {};
    return ::stat(path.c_str(), &found) == 0 ? found.st_ino : 0;
}

} // namespace

/// One run of a prepared statement.
class CacheFile::Query {
public:
    Query(CacheFile& file, Statement statement) : m_file(file), m_statement(file.m_statements[statement]) {}
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query() {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
    }

    /// Text and bytes have to live as long as the query.
    Query& bind(std::string_view value) {
        sqlite3_bind_blob64(m_statement, ++m_bound, value.data(), value.size(), SQLITE_STATIC);
        return *this;
    }
    Query& bind(std::int64_t value) {
        sqlite3_bind_int64(m_statement, ++m_bound, value);
        return *this;
    }
    /// Runs to the next row; false when there is none, or SQLite refuses.
    bool row() { return m_file.note(m_code = sqlite3_step(m_statement)) && m_code == SQLITE_ROW; }
    bool run() {
        row();
        return m_code == SQLITE_DONE;
    }
    std::string bytes(int column) const {
        const void* const data = sqlite3_column_blob(m_statement, column);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
        return data ? std::string(static_cast<const char*>(data), size) : std::string();
    }
    std::int64_t number(int column) const { return sqlite3_column_int64(m_statement, column); }

private:
    CacheFile& m_file;
    sqlite3_stmt* m_statement;
    int m_bound = 0, m_code = SQLITE_DONE;
};

CacheFile::CacheFile(const std::string& path, std::size_t limit) : m_path(path), m_limit(limit) {
    makePrivate(path);
    m_number = numberOf(path);
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (!note(sqlite3_open_v2(path.c_str(), &m_database, flags, nullptr))) return;
    sqlite3_extended_result_codes(m_database, 1);
    sqlite3_busy_timeout(m_database, waitForOthers);
    prepare();
}

CacheFile::~CacheFile() {
    for (auto* const statement : m_statements) sqlite3_finalize(statement);
    sqlite3_close(m_database);
}

void CacheFile::remove() const {
    if (numberOf(m_path) != m_number) return;
    std::error_code ignored;
    // A log that is left behind would be read into the next file.
    for (const auto* beside : {"-wal", "-shm", "-journal", ""})
        std::filesystem::remove(m_path + beside, ignored);
}

/// What is lost with the power is asked for again, so nothing waits for the disk.
void CacheFile::prepare() {
    const std::string start =
        "PRAGMA page_size = " + std::to_string(pageSize) +
        "; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA max_page_count = " +
        std::to_string(m_limit / pageSize) + "; PRAGMA journal_size_limit = " + std::to_string(m_limit / 16) +
        "; " + tables;
    int code = sqlite3_exec(m_database, start.c_str(), nullptr, nullptr, nullptr);
    for (std::size_t i = 0; i < statements && code == SQLITE_OK; ++i)
        code =
            sqlite3_prepare_v3(m_database, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &m_statements[i], nullptr);
    // An error of the language: the tables are not ours.
    m_usable = note(code == SQLITE_ERROR ? SQLITE_CORRUPT : code);
}

/// False for what is an error, of which some say that the file is of no use any more.
bool CacheFile::note(int code) {
    switch (code & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return true;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        m_damaged = true;
        return false;
    default:
        return false;
    }
}

bool CacheFile::step(Statement statement) { return Query(*this, statement).run(); }

std::string CacheFile::salt(const std::string& fresh) {
    for (int turn = 0; turn < 2; ++turn) {
        if (Query query(*this, readSalt); query.row()) return query.bytes(0);
        if (!Query(*this, addSalt).bind(fresh).run()) break;
    }
    return {};
}

std::optional<Validators> CacheFile::find(std::string_view key) {
    Query query(*this, findRow);
    if (!query.bind(key).row()) return std::nullopt;
    return Validators{query.bytes(0), query.bytes(1), static_cast<std::size_t>(query.number(2))};
}

std::optional<CacheFile::Row> CacheFile::read(std::string_view key, Time now) {
    std::optional<Row> found;
    Query query(*this, readRow);
    if (!query.bind(key).row()) return found;
    const auto size = static_cast<std::size_t>(query.number(2));
    found = Row{{query.bytes(0), query.bytes(1), size}, query.bytes(3), query.bytes(4)};
    Query(*this, useRow).bind(key).bind(epochMs(now)).bind(epochMs(now - useStep)).run();
    return found;
}

void CacheFile::keep(std::string_view key, const Row& row, Time now) {
    makeRoom(row.packed.size() + row.headers.size());
    Query query(*this, addRow);
    query.bind(key).bind(epochMs(now)).bind(row.validators.etag).bind(row.validators.lastModified);
    query.bind(static_cast<std::int64_t>(row.validators.size)).bind(row.headers).bind(row.packed);
    query.run();
}

void CacheFile::drop(std::string_view key) { Query(*this, dropRow).bind(key).run(); }

std::size_t CacheFile::usedBytes() {
    std::int64_t pages = 0;
    if (Query all(*this, countPages); all.row()) pages = all.number(0);
    if (Query unused(*this, countFree); unused.row()) pages -= unused.number(0);
    return static_cast<std::size_t>(pages) * pageSize;
}

/// Stays made when the row does not fit after all, so that a later one does.
void CacheFile::makeRoom(std::size_t bytes) {
    constexpr std::size_t around = 8 * pageSize; // Of the tree above a row, and of its index.
    const auto isFull = [&] { return usedBytes() + bytes + around > m_limit; };
    if (!isFull() || !step(begin)) return;
    for (int dropped = 0; dropped < slice && isFull(); ++dropped)
        if (!step(dropOldest) || sqlite3_changes(m_database) == 0) break;
    if (!step(commit) && sqlite3_get_autocommit(m_database) == 0) step(rollBack);
}

} // namespace shipglass
