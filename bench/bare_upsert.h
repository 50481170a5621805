// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sql_database.h"

#include <QSqlRecord>
#include <QVariant>

#include <filesystem>
#include <map>
#include <string_view>
#include <vector>

namespace shipglass::bench {

/// What storing runs costs at least: the rows that the store wrote, upserted by bare Qt Sql into the same
/// tables of a second history, with the same indexes, triggers, settings and size of transactions. Nothing is
/// looked up, compared, merged or turned into text in the time that counts.
class BareUpsert {
public:
    /// `source`: the history that the store fills; `target`: the one filled here.
    BareUpsert(const std::filesystem::path& source, const std::filesystem::path& target);

    /// Copies the runs of these row numbers; the milliseconds that the upserts took.
    double copy(std::size_t firstRow, std::size_t lastRow);

private:
    /// Rows of one table, value after value.
    struct Rows {
        std::string_view table;
        QSqlRecord columns;
        std::vector<QVariant> values;
    };
    Rows read(std::string_view table, std::size_t first, std::size_t last);
    QSqlQuery& statement(const Rows& rows, std::size_t count);
    void write(const Rows& rows);
    void copyNames();

    SqlDatabase m_source, m_target;
    qint64 m_lastName = 0;
    std::map<std::pair<std::string_view, std::size_t>, QSqlQuery> m_statements;
};

} // namespace shipglass::bench
