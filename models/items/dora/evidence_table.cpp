// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/evidence_table.h"

#include "models/plain_text.h"

namespace shipglass {

namespace {

/// Letters of a sha that people read.
constexpr std::size_t shortSha = 10;

QString nameOf(const EvidenceRow& row) {
    if (row.kind == dora::Kind::commit) return plainLine(row.name.substr(0, shortSha));
    const auto name = plainLine(row.name.empty() ? row.id : row.name);
    if (row.kind != dora::Kind::deployment || row.environment.empty()) return name;
    return QStringLiteral("%1 \u2192 %2").arg(name, plainLine(row.environment));
}

QVariant display(const EvidenceRow& row, int column) {
    if (column == EvidenceTable::NameColumn) return nameOf(row);
    if (column == EvidenceTable::ServiceColumn) return plainLine(row.service);
    return {};
}

} // namespace

void EvidenceTable::setRows(std::vector<EvidenceRow> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

const EvidenceRow* EvidenceTable::rowAt(int row) const {
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

int EvidenceTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EvidenceTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant EvidenceTable::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const EvidenceRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case AtRole:
        return QVariant::fromValue<qint64>(row.at);
    case KindRole:
        return QVariant::fromValue(row.kind);
    case RuleRole:
        return QVariant::fromValue(row.rule);
    case PartRole:
        return QVariant::fromValue(row.part);
    case SpanRole:
        return row.span == dora::kUnknown ? QVariant() : QVariant::fromValue<qint64>(row.span);
    default:
        return {};
    }
}

} // namespace shipglass
