// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history_access.h"
#include "models/now.h"
#include "models/ordered_table.h"
#include "models/run_reading.h"

#include <QCache>
#include <QElapsedTimer>
#include <QTimer>

namespace shipglass {

/// Runs, newest first, however many there are: it holds the numbers of all rows and the few rows that are
/// looked at. Roles carry values and enumerations; how they look is the delegates' business.
class RunTable : public OrderedTable {
    Q_OBJECT

public:
    enum Column {
        PipelineColumn,
        TitleColumn,
        BranchColumn,
        ActorColumn,
        RecentColumn,
        DurationColumn,
        BeganColumn,
        ColumnCount
    };
    enum Role {
        StatusRole = Qt::UserRole, ///< RunStatus
        LoadedRole,                ///< bool: false while the row is on its way
        StaleRole,                 ///< bool: its source could not be read of late
        ProjectRole,               ///< QString
        NumberRole,                ///< QString
        CommitRole,                ///< QString
        BeganRole,                 ///< qint64, epoch ms; invalid when unknown
        StartedRole,               ///< qint64, epoch ms; invalid when unknown
        FinishedRole,              ///< qint64, epoch ms; invalid when unknown
        RecentRole,                ///< RecentRuns, newest first
        LinkRole                   ///< QString, http or https or empty
    };

    RunTable(HistoryAccess& history, Now now, QObject* parent = nullptr);

    /// Shows other runs; what was asked before and is not answered yet is dropped.
    void select(const Selection& selection);
    /// Reads again what may have changed, without moving what is looked at.
    void refresh();
    /// Does what refresh() put off because it would have cost too much then.
    void tick();

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The row when it is loaded, else nullptr; valid until control returns to the event loop.
    const RunRow* runAt(int row) const;
    bool isCounted() const { return m_counted; }
    const QString& error() const { return m_error; }

signals:
    /// The first rows of a selection are there, or error() says why not.
    void loaded();
    /// All rows of the selection are known, so rowCount() is their count.
    void counted();

private:
    struct Cached {
        RunRow run;
        int generation = 0;
    };
    const Cached* cached(int row) const;
    QVariant value(const RunRow& run, int column, int role) const;
    void want(int row) const;
    std::vector<std::int64_t> missing() const;
    void fetch();
    void keep(std::vector<RunRow> rows);
    void takeFirst(run_reading::Head head);
    void takeHead(run_reading::Head head);
    void readOrder();
    void takeOrder(Result<OrderChange> change);

    HistoryAccess& m_history;
    Now m_now;
    Selection m_selection;
    mutable QCache<std::int64_t, Cached> m_cache{4096};
    mutable std::optional<std::pair<int, int>> m_wanted; ///< Rows that were asked for since the last fetch.
    mutable QTimer m_fetchTimer;
    LatestAsk m_headAsk, m_orderAsk, m_rowsAsk;
    int m_generation = 0; ///< Rows of an older one are shown, but read again.
    bool m_loading = false, m_refreshing = false, m_again = false;
    bool m_ordering = false, m_orderDue = false, m_fetching = false, m_counted = false;
    QElapsedTimer m_sinceOrder;
    qint64 m_orderCost = 0; ///< Milliseconds the last reading of the whole order took.
    QString m_error;
};

} // namespace shipglass
