// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/error.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace shipglass::sql {

/// Text that may be bound: broken UTF-8 and U+0000 have become U+FFFD.
QString cleanText(const std::string& text);

/// A value to be bound later.
using Bind = std::variant<std::int64_t, double, std::string>;

/// A statement being filled in, run and read; ends its read lock when it goes away. Failures are thrown
/// (Failure).
class Query {
public:
    explicit Query(std::shared_ptr<QSqlQuery> query) : m_query(std::move(query)) {}
    ~Query() { m_query->finish(); }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    Query& operator<<(std::int64_t value);
    Query& operator<<(double value);
    Query& operator<<(const std::string& text);
    Query& operator<<(const std::optional<std::int64_t>& value);
    Query& all(const std::vector<Bind>& values);
    /// Binds "" as NULL: an empty string is an unknown one.
    Query& maybe(const std::string& text);
    Query& null();

    /// Runs a statement that gives no rows; the number of rows it changed.
    std::int64_t run();
    /// Runs at the first call, then steps.
    bool next();
    bool isNull(int column) const { return m_query->isNull(column); }
    std::int64_t number(int column) const { return m_query->value(column).toLongLong(); }
    double real(int column) const { return m_query->value(column).toDouble(); }
    std::string text(int column) const { return m_query->value(column).toString().toStdString(); }
    std::optional<std::int64_t> maybeNumber(int column) const;

private:
    void execute();
    std::shared_ptr<QSqlQuery> m_query;
    int m_next = 0;
    bool m_executed = false;
};

/// `frozen`: read a file that nobody can change, beside which nothing can be written.
enum class Mode { readWrite, readOnly, frozen };

/// One Qt Sql connection to a SQLite file, for one thread.
class Connection {
public:
    Connection(const std::string& path, Mode mode);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// A prepared statement, kept for the next use of the same text.
    Query query(const std::string& sql);
    /// A statement for this once.
    void run(const std::string& sql);
    std::int64_t number(const std::string& sql);
    /// Ends statements early, with Fault::canceled, while the flag is set; null ends watching.
    void watch(const std::atomic<bool>* flag);

private:
    std::shared_ptr<QSqlQuery> prepare(const std::string& sql);
    void close();
    QString m_name;
    QSqlDatabase m_database;
    std::unordered_map<std::string, std::shared_ptr<QSqlQuery>> m_statements;
};

/// `BEGIN IMMEDIATE` (or a read's snapshot) to commit(); rolled back when it goes away without.
class Transaction {
public:
    enum class Kind { write, read };
    explicit Transaction(Connection& connection, Kind kind = Kind::write);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Connection& m_connection;
    bool m_open = true;
};

/// Runs `work`, with what it throws as the error of the result.
template <class Work> auto guarded(Work&& work) -> Result<decltype(work())> {
    try {
        return work();
    } catch (const Failure& failure) {
        return failure.error();
    }
}

} // namespace shipglass::sql
