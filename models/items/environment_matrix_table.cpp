// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment_matrix_table.h"

#include "models/plain_text.h"

#include <algorithm>

namespace shipglass {

namespace {

bool sameShape(const EnvironmentMatrix& one, const EnvironmentMatrix& other) {
    const auto sameName = [](const auto& a, const auto& b) { return a.name == b.name; };
    return one.services == other.services &&
           std::equal(one.environments.begin(), one.environments.end(), other.environments.begin(),
                      other.environments.end(), sameName);
}

} // namespace

void EnvironmentMatrixTable::setMatrix(EnvironmentMatrix matrix) {
    if (sameShape(m_matrix, matrix)) {
        m_matrix = std::move(matrix);
        if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_matrix = std::move(matrix);
    endResetModel();
}

const EnvironmentMatrix::Cell* EnvironmentMatrixTable::cellAt(const QModelIndex& index) const {
    if (!index.isValid()) return nullptr;
    return m_matrix.at(static_cast<std::size_t>(index.row()), static_cast<std::size_t>(index.column()));
}

int EnvironmentMatrixTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_matrix.services.size());
}

int EnvironmentMatrixTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_matrix.environments.size());
}

QVariant EnvironmentMatrixTable::data(const QModelIndex& index, int role) const {
    const auto* cell = cellAt(index);
    return cell && role == Qt::DisplayRole ? cell->deployment.version : QVariant();
}

QVariant EnvironmentMatrixTable::headerData(int section, Qt::Orientation orientation, int role) const {
    const bool across = orientation == Qt::Horizontal;
    if (role != Qt::DisplayRole || section < 0 || section >= (across ? columnCount() : rowCount())) return {};
    const auto at = static_cast<std::size_t>(section);
    return plainLine(across ? m_matrix.environments[at].name : m_matrix.services[at]);
}

} // namespace shipglass
