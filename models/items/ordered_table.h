// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/row_order.h"

#include <QAbstractTableModel>

namespace shipglass {

/// A table whose rows are numbers in an order. It goes from one order to the next in steps that keep
/// selections and the current row where they were.
class OrderedTable : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit OrderedTable(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    /// The place of a row by its number, or -1.
    int find(std::int64_t id) const;
    /// The number of a row that exists.
    std::int64_t idAt(int row) const { return (*m_ids)[static_cast<std::size_t>(row)]; }

protected:
    const RowIds& order() const { return m_ids; }
    /// Only between beginResetModel() and endResetModel().
    void setOrder(RowIds ids) { m_ids = std::move(ids); }
    /// False, and nothing done, when the change was compared with an order that is no longer this one.
    bool apply(const OrderChange& change);
    /// Announces that any row may look different.
    void rowsChanged();

private:
    void rearrange(const OrderChange& change);
    void reorder(const OrderChange& change);

    RowIds m_ids;
};

} // namespace shipglass
