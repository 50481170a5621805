// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run_row.h"
#include "models/stage_timeline.h"

#include <QAbstractTableModel>

namespace shipglass {

/// The bars of a time line, one a row. Left and right are where a bar begins and ends on the line, from 0
/// to 1.
class StageTable : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, BarColumn, DurationColumn, ColumnCount };
    enum Role {
        StatusRole = Qt::UserRole, ///< RunStatus
        DepthRole,                 ///< int
        LeftRole,                  ///< double; invalid for a stage that has not begun
        RightRole,                 ///< double; invalid for a stage that has not begun
        MillisRole,                ///< qint64; invalid while unknown
        LinkRole                   ///< QString, http or https or empty
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows another time line; rows stay selected where it has as many stages as before.
    void setTimeline(StageTimeline timeline);
    const StageTimeline& timeline() const { return m_timeline; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    QVariant place(const std::optional<Time>& time) const;

    StageTimeline m_timeline;
};

} // namespace shipglass
