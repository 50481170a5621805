// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment_matrix_table.h"

#include "models/plain_text.h"

#include <algorithm>

namespace shipglass {

namespace {

/// What the shown rows and columns are called.
std::vector<std::string> headersOf(const EnvironmentMatrix& matrix, const std::vector<std::size_t>& columns) {
    auto headers = matrix.services;
    headers.emplace_back(); // No service is called like that.
    for (const auto at : columns) headers.push_back(matrix.environments[at].name);
    return headers;
}

} // namespace

EnvironmentMatrixTable::Columns EnvironmentMatrixTable::columnsOf(const EnvironmentMatrix& matrix) const {
    return matrix.foremost(m_showsAll ? matrix.environments.size() : mostUnlessAll);
}

void EnvironmentMatrixTable::setMatrix(EnvironmentMatrix matrix) {
    auto columns = columnsOf(matrix);
    const bool same = headersOf(m_matrix, m_columns) == headersOf(matrix, columns);
    if (!same) beginResetModel();
    m_matrix = std::move(matrix);
    m_columns = std::move(columns);
    if (!same)
        endResetModel();
    else if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void EnvironmentMatrixTable::showAll(bool all) {
    if (m_showsAll == all) return;
    beginResetModel();
    m_showsAll = all;
    m_columns = columnsOf(m_matrix);
    endResetModel();
}

const EnvironmentMatrix::Cell* EnvironmentMatrixTable::cellAt(const QModelIndex& index) const {
    if (!index.isValid()) return nullptr;
    return m_matrix.at(static_cast<std::size_t>(index.row()),
                       m_columns[static_cast<std::size_t>(index.column())]);
}

const std::string& EnvironmentMatrixTable::environmentAt(int column) const {
    return m_matrix.environments[m_columns[static_cast<std::size_t>(column)]].name;
}

DeploymentPlace EnvironmentMatrixTable::placeAt(const QModelIndex& index) const {
    if (!index.isValid()) return {};
    return {m_matrix.services[static_cast<std::size_t>(index.row())], environmentAt(index.column())};
}

QModelIndex EnvironmentMatrixTable::find(const DeploymentPlace& place) const {
    const auto& services = m_matrix.services;
    const auto service = std::find(services.begin(), services.end(), place.service);
    if (service == services.end()) return {};
    for (int column = 0; column < columnCount(); ++column)
        if (environmentAt(column) == place.environment)
            return index(static_cast<int>(service - services.begin()), column);
    return {};
}

int EnvironmentMatrixTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_matrix.services.size());
}

int EnvironmentMatrixTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant EnvironmentMatrixTable::data(const QModelIndex& index, int role) const {
    const auto* cell = cellAt(index);
    return cell && role == Qt::DisplayRole ? cell->deployment.version : QVariant();
}

QVariant EnvironmentMatrixTable::headerData(int section, Qt::Orientation orientation, int role) const {
    const bool across = orientation == Qt::Horizontal;
    if (role != Qt::DisplayRole || section < 0 || section >= (across ? columnCount() : rowCount())) return {};
    return plainLine(across ? environmentAt(section) : m_matrix.services[static_cast<std::size_t>(section)]);
}

} // namespace shipglass
