// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/line_table.h"

namespace shipglass {

void LineTable::setLines(std::vector<Line> lines) {
    if (lines.size() == m_lines.size()) {
        m_lines = std::move(lines);
        if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, m_columns - 1));
        return;
    }
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

int LineTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LineTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_columns; }

QVariant LineTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto& line = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return line.cells.value(index.column());
    case StatusRole:
        return line.status;
    case DetailRole:
        return line.detail;
    default:
        return {};
    }
}

} // namespace shipglass
