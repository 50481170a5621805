// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/source_table.h"

#include "models/plain_text.h"

#include <algorithm>

namespace shipglass {

namespace {

QVariant textOf(const SourceState& state, int column) {
    switch (column) {
    case SourceTable::NameColumn:
        return plainLine(state.source);
    case SourceTable::KindColumn:
        return plainLine(state.kind);
    case SourceTable::AgeColumn:
        return lastReadAt(state) ? QString::fromStdString(formatTime(*lastReadAt(state))) : QString();
    case SourceTable::RequestsColumn:
        return QString::number(state.requestsLastHour);
    case SourceTable::BytesColumn:
        return QString::number(state.bytesLastHour);
    case SourceTable::ProblemColumn:
        return state.error ? plainLine(state.error->message) : QString();
    default:
        return {};
    }
}

} // namespace

SourceTable::SourceTable(HistoryAccess& history, Now now, QObject* parent)
    : OrderedTable(parent), m_history(history), m_now(std::move(now)) {}

void SourceTable::refresh() {
    m_ask = m_history.ask(
        this, [now = m_now(), asOf = m_asOf](Reader& reader) { return reader.sources(now, asOf); },
        [this](Result<std::vector<SourceState>> states) { take(std::move(states)); });
}

std::int64_t SourceTable::numberOf(const std::string& source) {
    return m_numbers.try_emplace(source, static_cast<std::int64_t>(m_numbers.size()) + 1).first->second;
}

void SourceTable::take(Result<std::vector<SourceState>> states) {
    m_error = states.ok() ? QString() : plainLine(states.error().message);
    if (!states.ok()) return emit loaded();
    std::sort(states->begin(), states->end(),
              [](const auto& a, const auto& b) { return a.source < b.source; });
    auto ids = std::make_shared<std::vector<std::int64_t>>();
    for (SourceState& state : *states) {
        const auto id = numberOf(state.source);
        ids->push_back(id);
        m_states[id] = std::move(state);
    }
    const RowIds fresh = std::move(ids);
    apply(compareOrders(order(), fresh));
    std::erase_if(m_states, [this](const auto& entry) { return find(entry.first) < 0; });
    rowsChanged();
    emit loaded();
}

int SourceTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

const SourceState* SourceTable::sourceAt(int row) const {
    if (row < 0 || row >= rowCount()) return nullptr;
    const auto found = m_states.find(idAt(row));
    return found == m_states.end() ? nullptr : &found->second;
}

QVariant SourceTable::data(const QModelIndex& index, int role) const {
    const auto* state = index.isValid() ? sourceAt(index.row()) : nullptr;
    if (!state) return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*state, index.column());
    case HealthRole:
        return QVariant::fromValue(state->health);
    case OkRole: {
        const auto at = lastReadAt(*state);
        return at ? QVariant(static_cast<qlonglong>(epochMs(*at))) : QVariant();
    }
    case RequestsRole:
        return m_asOf ? QVariant() : static_cast<qlonglong>(state->requestsLastHour);
    case BytesRole:
        return m_asOf ? QVariant() : static_cast<qlonglong>(state->bytesLastHour);
    case StandingRole:
        return QVariant::fromValue(standingOf(*state));
    case FaultRole:
        return state->error ? QVariant::fromValue(state->error->fault) : QVariant();
    default:
        return {};
    }
}

QVariant SourceTable::headerData(int section, Qt::Orientation orientation, int role) const {
    static constexpr std::array<const char*, ColumnCount> names{"source",   "kind",  "age",
                                                                "requests", "bytes", "problem"};
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    return QLatin1String(names[static_cast<std::size_t>(section)]);
}

} // namespace shipglass
