// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/deployment_row.h"
#include "models/ordered_table.h"

#include <unordered_map>

namespace shipglass {

/// Deployments in the order they are handed in. Roles carry values; how they look is the delegate's business.
class DeploymentTable : public OrderedTable {
    Q_OBJECT

public:
    enum Column {
        ServiceColumn,
        EnvironmentColumn,
        VersionColumn,
        ActorColumn,
        DurationColumn,
        BeganColumn,
        ColumnCount
    };
    enum Role {
        StatusRole = Qt::UserRole, ///< DeploymentStatus
        TierRole,                  ///< Tier
        RollbackRole,              ///< bool
        StaleRole,                 ///< bool: its source could not be read of late
        TitleRole,                 ///< QString
        BeganRole,                 ///< qint64, epoch ms; invalid when unknown
        LinkRole                   ///< QString, http or https or empty
    };

    using OrderedTable::OrderedTable;

    /// Shows other rows; those that stay keep their selection.
    void setRows(std::vector<DeploymentRow> rows);

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The row, or nullptr; valid until the rows are set again.
    const DeploymentRow* deploymentAt(int row) const;

private:
    std::unordered_map<std::int64_t, DeploymentRow> m_rows;
};

} // namespace shipglass
