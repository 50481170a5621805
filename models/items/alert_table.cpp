// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alert_table.h"

#include "models/plain_text.h"

#include <QStringList>

#include <algorithm>

namespace shipglass {

namespace {

Result<std::vector<AlertRow>> readAlerts(Reader& reader, const Selection& selection) {
    const auto stored = reader.read(selection);
    if (!stored.ok()) return stored.error();
    std::vector<AlertRow> rows;
    rows.reserve(stored->size());
    for (const Row& row : *stored) rows.push_back(alertRow(row));
    std::sort(rows.begin(), rows.end(), isMoreUrgent);
    return rows;
}

QVariant moment(const std::optional<Time>& time) {
    return time ? QVariant(static_cast<qlonglong>(epochMs(*time))) : QVariant();
}

QString written(std::string_view word) {
    return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

QVariant textOf(const AlertRow& alert, int column) {
    switch (column) {
    case AlertTable::SeverityColumn:
        return written(word(alert.severity));
    case AlertTable::TitleColumn:
        return alert.title;
    case AlertTable::StateColumn:
        return written(word(alert.state));
    case AlertTable::BeganColumn:
        return alert.startedAt ? QString::fromStdString(formatTime(*alert.startedAt)) : QString();
    case AlertTable::LabelsColumn: {
        QStringList texts;
        for (const auto& [name, value] : alert.labels) texts.append(name + u'=' + value);
        return texts.join(u' ');
    }
    default:
        return {};
    }
}

} // namespace

AlertTable::AlertTable(HistoryAccess& history, Now now, QObject* parent)
    : OrderedTable(parent), m_history(history), m_now(std::move(now)) {}

void AlertTable::select(const Selection& selection) {
    m_selection = selection;
    m_selection.kind = Kind::alert;
    m_selection.limit = most;
    m_selection.withDetails = false;
    refresh();
}

void AlertTable::refresh() {
    m_selection.now = m_now();
    m_ask = m_history.ask(
        this, [selection = m_selection](Reader& reader) { return readAlerts(reader, selection); },
        [this](Result<std::vector<AlertRow>> rows) { take(std::move(rows)); });
}

void AlertTable::take(Result<std::vector<AlertRow>> rows) {
    m_error = rows.ok() ? QString() : plainLine(rows.error().message);
    if (!rows.ok()) return emit loaded();
    auto ids = std::make_shared<std::vector<std::int64_t>>();
    for (AlertRow& alert : *rows) {
        const auto id = alert.row;
        ids->push_back(id);
        m_rows[id] = std::move(alert);
    }
    const RowIds fresh = std::move(ids);
    apply(compareOrders(order(), fresh));
    std::erase_if(m_rows, [this](const auto& entry) { return find(entry.first) < 0; });
    rowsChanged();
    emit loaded();
}

int AlertTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

const AlertRow* AlertTable::alertAt(int row) const {
    if (row < 0 || row >= rowCount()) return nullptr;
    const auto found = m_rows.find(idAt(row));
    return found == m_rows.end() ? nullptr : &found->second;
}

QVariant AlertTable::data(const QModelIndex& index, int role) const {
    const auto* alert = index.isValid() ? alertAt(index.row()) : nullptr;
    if (!alert) return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*alert, index.column());
    case SeverityRole:
        return QVariant::fromValue(alert->severity);
    case StateRole:
        return QVariant::fromValue(alert->state);
    case StaleRole:
        return alert->freshness.isStale(m_selection.asOf.value_or(m_now()));
    case LabelsRole:
        return QVariant::fromValue(alert->labels);
    case ServiceRole:
        return alert->service;
    case BeganRole:
        return moment(alert->startedAt);
    case UntilRole:
        return moment(alert->silencedUntil);
    case LinkRole:
        return alert->url;
    default:
        return {};
    }
}

QVariant AlertTable::headerData(int section, Qt::Orientation orientation, int role) const {
    static constexpr std::array<const char*, ColumnCount> names{"severity", "title", "labels", "state",
                                                                "began"};
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    return QLatin1String(names[static_cast<std::size_t>(section)]);
}

} // namespace shipglass
