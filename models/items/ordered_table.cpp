// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ordered_table.h"

#include <algorithm>
#include <unordered_map>

namespace shipglass {

OrderedTable::OrderedTable(QObject* parent)
    : QAbstractTableModel(parent), m_ids(std::make_shared<const std::vector<std::int64_t>>()) {}

int OrderedTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_ids->size());
}

int OrderedTable::find(std::int64_t id) const {
    const auto found = std::find(m_ids->begin(), m_ids->end(), id);
    return found == m_ids->end() ? -1 : static_cast<int>(found - m_ids->begin());
}

bool OrderedTable::apply(const OrderChange& change) {
    if (change.old != m_ids) return false;
    switch (change.step) {
    case OrderChange::Step::none:
        break;
    case OrderChange::Step::insert:
        beginInsertRows({}, change.first, change.first + change.count - 1);
        m_ids = change.fresh;
        endInsertRows();
        break;
    case OrderChange::Step::remove:
        beginRemoveRows({}, change.first, change.first + change.count - 1);
        m_ids = change.fresh;
        endRemoveRows();
        break;
    case OrderChange::Step::rearrange:
        rearrange(change);
        break;
    }
    return true;
}

void OrderedTable::rearrange(const OrderChange& change) {
    const int grown = static_cast<int>(change.grown->size());
    if (grown > rowCount()) {
        beginInsertRows({}, rowCount(), grown - 1);
        m_ids = change.grown;
        endInsertRows();
    }
    reorder(change);
    const int size = static_cast<int>(change.fresh->size());
    const bool drops = size < rowCount();
    if (drops) beginRemoveRows({}, size, rowCount() - 1);
    m_ids = change.fresh;
    if (drops) endRemoveRows();
}

void OrderedTable::reorder(const OrderChange& change) {
    emit layoutAboutToBeChanged();
    const auto held = persistentIndexList();
    std::unordered_map<std::int64_t, int> places;
    for (const auto& index : held) places.emplace(idAt(index.row()), -1);
    const auto before = std::exchange(m_ids, change.rearranged);
    for (int row = 0; !places.empty() && row < rowCount(); ++row)
        if (const auto place = places.find(idAt(row)); place != places.end()) place->second = row;
    QModelIndexList moved;
    for (const auto& index : held) {
        const auto id = (*before)[static_cast<std::size_t>(index.row())];
        moved.append(createIndex(places.at(id), index.column()));
    }
    changePersistentIndexList(held, moved);
    emit layoutChanged();
}

void OrderedTable::rowsChanged() {
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

} // namespace shipglass
