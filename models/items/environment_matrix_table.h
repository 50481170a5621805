// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/environment_matrix.h"

#include <QAbstractTableModel>

namespace shipglass {

/// An EnvironmentMatrix as a table: services down, environments across.
class EnvironmentMatrixTable : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Shows another matrix; cells stay selected where services and environments are the same as before.
    void setMatrix(EnvironmentMatrix matrix);
    /// Null for a cell that nothing was deployed to; valid until the matrix is set again.
    const EnvironmentMatrix::Cell* cellAt(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    /// The version.
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    /// The names of services and environments.
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    EnvironmentMatrix m_matrix;
};

} // namespace shipglass
