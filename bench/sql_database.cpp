// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql_database.h"

#include <QSqlError>

#include <stdexcept>

namespace shipglass::bench {

namespace {

void check(bool ok, const QSqlError& error) {
    if (!ok) throw std::runtime_error("bare Qt Sql: " + error.text().toStdString());
}

} // namespace

SqlDatabase::SqlDatabase(const std::filesystem::path& path) {
    const QString name = QString::fromStdString(path.string());
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), "bare " + name);
    m_database.setDatabaseName(name);
    check(m_database.open(), m_database.lastError());
    for (const char* setting : {"PRAGMA synchronous = NORMAL", "PRAGMA temp_store = MEMORY",
                                "PRAGMA cache_size = -32000", "PRAGMA wal_autocheckpoint = 4000"})
        run(QString::fromLatin1(setting));
}

SqlDatabase::~SqlDatabase() {
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

QSqlQuery SqlDatabase::prepare(const QString& sql) {
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    check(query.prepare(sql), query.lastError());
    return query;
}

void SqlDatabase::run(const QString& sql) {
    QSqlQuery query(m_database);
    check(query.exec(sql), query.lastError());
}

void SqlDatabase::execute(QSqlQuery& query) { check(query.exec(), query.lastError()); }

} // namespace shipglass::bench
