// SPDX-License-Identifier: GPL-3.0-or-later
#include "bare_upsert.h"

#include "history.h"
#include "measure.h"

#include <QStringList>

#include <array>

namespace shipglass::bench {

namespace {

// Without the table of newest runs, which the store keeps short by itself: the bare limit does less.
constexpr std::array<std::string_view, 4> tables{"runs", "run_details", "run_stages", "run_history"};

/// Has the store lay out the same tables, indexes and triggers.
const std::filesystem::path& laidOut(const std::filesystem::path& path) {
    Writer::open(path.string()).orThrow();
    return path;
}

QString placeholders(std::size_t rows, int columns) {
    const QString row = "(" + QStringLiteral("?,").repeated(columns).chopped(1) + ")";
    return (row + ',').repeated(static_cast<qsizetype>(rows)).chopped(1);
}

QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

BareUpsert::BareUpsert(const std::filesystem::path& source, const std::filesystem::path& target)
    : m_source(source), m_target(laidOut(target)) {}

BareUpsert::Rows BareUpsert::read(std::string_view table, std::size_t first, std::size_t last) {
    QSqlQuery query = m_source.prepare(
        QStringLiteral("SELECT * FROM %1 WHERE row BETWEEN ? AND ? ORDER BY row").arg(textOf(table)));
    query.addBindValue(static_cast<qlonglong>(first));
    query.addBindValue(static_cast<qlonglong>(last));
    SqlDatabase::execute(query);
    Rows rows{table, query.record(), {}};
    while (query.next())
        for (int column = 0; column < rows.columns.count(); ++column)
            rows.values.push_back(query.value(column));
    return rows;
}

/// The names that rows are made of, so that the triggers find the same texts.
void BareUpsert::copyNames() {
    QSqlQuery query = m_source.prepare(QStringLiteral("SELECT * FROM names WHERE name > ? ORDER BY name"));
    query.addBindValue(m_lastName);
    SqlDatabase::execute(query);
    QSqlQuery insert = m_target.prepare(QStringLiteral("INSERT INTO names VALUES (?, ?, ?, ?)"));
    while (query.next()) {
        for (int column = 0; column < 4; ++column) insert.bindValue(column, query.value(column));
        SqlDatabase::execute(insert);
        m_lastName = query.value(0).toLongLong();
    }
}

QSqlQuery& BareUpsert::statement(const Rows& rows, std::size_t count) {
    const auto kept = m_statements.find({rows.table, count});
    if (kept != m_statements.end()) return kept->second;
    QStringList names, updates;
    for (int column = 0; column < rows.columns.count(); ++column) {
        names.push_back('"' + rows.columns.fieldName(column) + '"');
        updates.push_back(names.back() + " = excluded." + names.back());
    }
    const QString key = rows.table == "run_history" ? QStringLiteral("row, n") : QStringLiteral("row");
    const QString sql = QStringLiteral("INSERT INTO %1 (%2) VALUES %3 ON CONFLICT (%4) DO UPDATE SET %5")
                            .arg(textOf(rows.table), names.join(", "),
                                 placeholders(count, rows.columns.count()), key, updates.join(", "));
    return m_statements.emplace(std::pair(rows.table, count), m_target.prepare(sql)).first->second;
}

void BareUpsert::write(const Rows& rows) {
    const auto width = static_cast<std::size_t>(rows.columns.count());
    const std::size_t total = rows.values.size() / width;
    for (std::size_t at = 0; at < total;) {
        const std::size_t count = std::min(total - at, Filling::batchSize);
        QSqlQuery& query = statement(rows, count);
        for (std::size_t value = 0; value < count * width; ++value)
            query.bindValue(static_cast<int>(value), rows.values[at * width + value]);
        SqlDatabase::execute(query);
        query.finish();
        at += count;
    }
}

double BareUpsert::copy(std::size_t firstRow, std::size_t lastRow) {
    copyNames();
    std::vector<std::array<Rows, tables.size()>> batches;
    for (std::size_t first = firstRow; first <= lastRow; first += Filling::batchSize) {
        auto& batch = batches.emplace_back();
        for (std::size_t table = 0; table < tables.size(); ++table)
            batch[table] = read(tables[table], first, std::min(lastRow, first + Filling::batchSize - 1));
    }
    return timed([&] {
        for (const auto& batch : batches) {
            m_target.run(QStringLiteral("BEGIN IMMEDIATE"));
            for (const Rows& rows : batch) write(rows);
            m_target.run(QStringLiteral("COMMIT"));
        }
    });
}

} // namespace shipglass::bench
