// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <filesystem>

namespace shipglass::bench {

/// A history's file opened by bare Qt Sql, set up as the store sets it up. What fails is thrown.
class SqlDatabase {
public:
    explicit SqlDatabase(const std::filesystem::path& path);
    ~SqlDatabase();
    SqlDatabase(const SqlDatabase&) = delete;
    SqlDatabase& operator=(const SqlDatabase&) = delete;

    /// A prepared forward-only statement; must not outlive this.
    QSqlQuery prepare(const QString& sql);
    void run(const QString& sql);
    static void execute(QSqlQuery& query);

private:
    QSqlDatabase m_database;
};

} // namespace shipglass::bench
