// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alert_row.h"
#include "models/history_access.h"
#include "models/now.h"
#include "models/ordered_table.h"

#include <unordered_map>

namespace shipglass {

/// Alerts, the most urgent first; at most 2000 of them.
class AlertTable : public OrderedTable {
    Q_OBJECT

public:
    enum Column { SeverityColumn, TitleColumn, LabelsColumn, StateColumn, BeganColumn, ColumnCount };
    enum Role {
        SeverityRole = Qt::UserRole, ///< Severity
        StateRole,                   ///< AlertState
        StaleRole,                   ///< bool: its source could not be read of late
        LabelsRole,                  ///< LabelTexts
        ServiceRole,                 ///< QString
        BeganRole,                   ///< qint64, epoch ms; invalid when unknown
        UntilRole,                   ///< qint64, epoch ms the silence ends; invalid when unknown
        LinkRole                     ///< QString, http or https or empty
    };
    static constexpr std::size_t most = 2000;

    AlertTable(HistoryAccess& history, Now now, QObject* parent = nullptr);

    void select(const Selection& selection);
    void refresh();

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The row, or nullptr; valid until control returns to the event loop.
    const AlertRow* alertAt(int row) const;
    /// There may be more than are shown.
    bool isCapped() const { return rowCount() >= static_cast<int>(most); }
    const QString& error() const { return m_error; }

signals:
    /// The selection was read, or error() says why not.
    void loaded();

private:
    void take(Result<std::vector<AlertRow>> rows);

    HistoryAccess& m_history;
    Now m_now;
    Selection m_selection;
    LatestAsk m_ask;
    std::unordered_map<std::int64_t, AlertRow> m_rows;
    QString m_error;
};

} // namespace shipglass
