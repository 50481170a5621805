// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql.h"

#include "store/interrupt.h"

#include <QSqlError>
#include <QUrl>
#include <QVariant>

#include <algorithm>

namespace shipglass::sql {

namespace {

constexpr std::size_t keptStatements = 200;

// SQLite's own numbers; its header stays in interrupt.cpp.
enum Code {
    busy = 5,
    locked = 6,
    readOnly = 8,
    interrupted = 9,
    ioError = 10,
    corrupt = 11,
    full = 13,
    cantOpen = 14,
    notADatabase = 26,
    ioErrorWrite = 778
};

Fault faultOf(int code) {
    if (code == ioErrorWrite) return Fault::tooLarge; // a quota or a limit of the process
    switch (code & 0xff) {
    case busy:
    case locked:
        return Fault::timeout;
    case readOnly:
        return Fault::forbidden;
    case interrupted:
        return Fault::canceled;
    case corrupt:
    case notADatabase:
        return Fault::malformed;
    case full:
        return Fault::tooLarge;
    case cantOpen:
        return Fault::notFound;
    default:
        return Fault::server;
    }
}

std::string_view plainWords(Fault fault) {
    switch (fault) {
    case Fault::timeout:
        return "another program keeps the history locked";
    case Fault::forbidden:
        return "the history may only be read";
    case Fault::canceled:
        return "given up for a newer question";
    case Fault::malformed:
        return "the history is damaged; it is set aside at the next start";
    case Fault::tooLarge:
        return "the disk is full; nothing of this batch was stored";
    case Fault::notFound:
        return "the history cannot be opened";
    default:
        return "the history cannot be used";
    }
}

[[noreturn]] void fail(const QSqlError& error) {
    const int code = error.nativeErrorCode().toInt();
    const Fault fault = faultOf(code);
    const std::string detail = error.databaseText().toStdString();
    throw Failure(Error{fault, std::string(plainWords(fault)) + " (" + detail + ")", code, {}});
}

QString nameFor(const std::string& path, Mode mode) {
    const QString name = QString::fromStdString(path);
    if (mode != Mode::frozen) return name;
    return QStringLiteral("file:") + QString::fromUtf8(QUrl::toPercentEncoding(name, "/")) +
           QStringLiteral("?immutable=1");
}

QString optionsFor(Mode mode) {
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=10000");
    if (mode != Mode::readWrite) options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    if (mode == Mode::frozen) options += QStringLiteral(";QSQLITE_OPEN_URI");
    return options;
}

QString freshName() {
    static std::atomic<int> last{0};
    return QStringLiteral("shipglass-%1").arg(++last);
}

} // namespace

QString cleanText(const std::string& text) {
    QString clean = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    if (text.find('\0') != std::string::npos) clean.replace(QChar(0), QChar(QChar::ReplacementCharacter));
    return clean;
}

Query& Query::operator<<(std::int64_t value) {
    m_query->bindValue(m_next++, QVariant::fromValue<qlonglong>(value));
    return *this;
}

Query& Query::operator<<(double value) {
    m_query->bindValue(m_next++, value);
    return *this;
}

Query& Query::operator<<(const std::string& text) {
    m_query->bindValue(m_next++, cleanText(text));
    return *this;
}

Query& Query::operator<<(const std::optional<std::int64_t>& value) {
    return value ? *this << *value : null();
}

Query& Query::all(const std::vector<Bind>& values) {
    for (const Bind& value : values) std::visit([this](const auto& held) { *this << held; }, value);
    return *this;
}

Query& Query::maybe(const std::string& text) { return text.empty() ? null() : *this << text; }

Query& Query::null() {
    m_query->bindValue(m_next++, QVariant(QMetaType(QMetaType::LongLong)));
    return *this;
}

void Query::execute() {
    m_executed = true;
    if (!m_query->exec()) fail(m_query->lastError());
}

std::int64_t Query::run() {
    execute();
    return m_query->numRowsAffected();
}

bool Query::next() {
    if (!m_executed) execute();
    if (m_query->next()) return true;
    if (m_query->lastError().isValid()) fail(m_query->lastError());
    return false;
}

std::optional<std::int64_t> Query::maybeNumber(int column) const {
    return isNull(column) ? std::nullopt : std::optional(number(column));
}

Connection::Connection(const std::string& path, Mode mode) : m_name(freshName()) {
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    m_database.setDatabaseName(nameFor(path, mode));
    m_database.setConnectOptions(optionsFor(mode));
    if (m_database.open()) return;
    const QSqlError error = m_database.lastError();
    close();
    fail(error);
}

Connection::~Connection() { close(); }

void Connection::close() {
    watch(nullptr);
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

std::shared_ptr<QSqlQuery> Connection::prepare(const std::string& sql) {
    auto query = std::make_shared<QSqlQuery>(m_database);
    query->setForwardOnly(true);
    if (!query->prepare(QString::fromStdString(sql))) fail(query->lastError());
    return query;
}

Query Connection::query(const std::string& sql) {
    if (m_statements.size() > keptStatements) m_statements.clear();
    const auto found = m_statements.find(sql);
    if (found != m_statements.end() && found->second.use_count() > 1)
        return Query(prepare(sql)); // the kept one is being read
    if (found != m_statements.end()) return Query(found->second);
    return Query(m_statements.emplace(sql, prepare(sql)).first->second);
}

void Connection::run(const std::string& sql) {
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(QString::fromStdString(sql))) fail(query.lastError());
}

std::int64_t Connection::number(const std::string& sql) {
    Query answer = query(sql);
    return answer.next() ? answer.number(0) : 0;
}

void Connection::watch(const std::atomic<bool>* flag) {
    if (m_database.isOpen()) watchFlag(m_database, flag);
}

Transaction::Transaction(Connection& connection, Kind kind) : m_connection(connection) {
    m_connection.run(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    if (!m_open) return;
    try {
        m_connection.run("ROLLBACK");
    } catch (const Failure&) { // SQLite has rolled back by itself, as it does when the disk is full
    }
}

void Transaction::commit() {
    m_connection.run("COMMIT");
    m_open = false;
}

} // namespace shipglass::sql
