// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/evidence_reading.h"

#include <QAbstractTableModel>

namespace shipglass {

/// The rows behind a figure. Display is the plain text of a cell where there is one; what needs words or a
/// clock is told by roles.
class EvidenceTable : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { AtColumn, KindColumn, NameColumn, ServiceColumn, RuleColumn, SpanColumn, ColumnCount };
    enum Role {
        AtRole = Qt::UserRole, ///< qint64, epoch ms
        KindRole,              ///< dora::Kind
        RuleRole,              ///< dora::Rule
        PartRole,              ///< dora::Part
        SpanRole               ///< qint64, ms; invalid where there is none
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<EvidenceRow> rows);
    /// The row, or nullptr.
    const EvidenceRow* rowAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<EvidenceRow> m_rows;
};

} // namespace shipglass

Q_DECLARE_METATYPE(shipglass::dora::Kind)
Q_DECLARE_METATYPE(shipglass::dora::Rule)
Q_DECLARE_METATYPE(shipglass::dora::Part)
