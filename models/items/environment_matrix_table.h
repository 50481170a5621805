// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/environment_matrix.h"

#include <QAbstractTableModel>

namespace shipglass {

/// An EnvironmentMatrix as a table: services down, environments across; where there are many of these, the
/// foremost only, unless all are wanted.
class EnvironmentMatrixTable : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr std::size_t mostUnlessAll = 12; ///< Environments.

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows another matrix; cells stay selected where services and environments are the same as before.
    void setMatrix(EnvironmentMatrix matrix);
    void showAll(bool all);
    /// How many environments there are, shown or not.
    std::size_t environmentCount() const { return m_matrix.environments.size(); }
    /// The steps from one of the foremost environments to another.
    std::vector<PromotionStep> foremostPath() const {
        return m_matrix.pathAmong(m_matrix.foremost(mostUnlessAll));
    }

    /// Null for a cell that nothing was deployed to; valid until the matrix is set again.
    const EnvironmentMatrix::Cell* cellAt(const QModelIndex& index) const;
    DeploymentPlace placeAt(const QModelIndex& index) const;
    /// Invalid for what is not shown.
    QModelIndex find(const DeploymentPlace& place) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    /// The version.
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    /// The names of services and environments.
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    using Columns = std::vector<std::size_t>;

    Columns columnsOf(const EnvironmentMatrix& matrix) const;
    const std::string& environmentAt(int column) const;

    EnvironmentMatrix m_matrix;
    Columns m_columns; ///< Which environments are shown.
    bool m_showsAll = false;
};

} // namespace shipglass
