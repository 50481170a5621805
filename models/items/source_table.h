// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history_access.h"
#include "models/now.h"
#include "models/ordered_table.h"
#include "models/source_standing.h"

#include <QMetaType>

#include <map>

namespace shipglass {

/// Sources and how they are doing, by name.
class SourceTable : public OrderedTable {
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        KindColumn,
        AgeColumn,
        RequestsColumn,
        BytesColumn,
        ProblemColumn,
        ColumnCount
    };
    enum Role {
        HealthRole = Qt::UserRole, ///< SourceHealth
        OkRole,       ///< qint64, epoch ms of when it was last read or imported; invalid for never
        RequestsRole, ///< qint64 in the last hour; invalid where that is not known any more
        BytesRole,    ///< qint64 in the last hour; likewise
        FaultRole,    ///< Fault; invalid without an error
        StandingRole  ///< SourceStanding
    };

    SourceTable(HistoryAccess& history, Now now, QObject* parent = nullptr);

    void refresh();
    /// What was true then, or what is true now.
    void setAsOf(std::optional<Time> asOf) { m_asOf = asOf; }

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The source, or nullptr; valid until control returns to the event loop.
    const SourceState* sourceAt(int row) const;
    const QString& error() const { return m_error; }

signals:
    /// The sources were read, or error() says why not.
    void loaded();

private:
    void take(Result<std::vector<SourceState>> states);
    std::int64_t numberOf(const std::string& source);

    HistoryAccess& m_history;
    Now m_now;
    std::optional<Time> m_asOf;
    LatestAsk m_ask;
    std::map<std::string, std::int64_t>
        m_numbers; ///< Sources have no row number of the store, so they get one here.
    std::map<std::int64_t, SourceState> m_states;
    QString m_error;
};

} // namespace shipglass

Q_DECLARE_METATYPE(shipglass::SourceHealth)
Q_DECLARE_METATYPE(shipglass::Fault)
