// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stage_table.h"

#include <algorithm>

namespace shipglass {

namespace {

std::optional<Millis> lengthOf(const StageBar& bar) {
    return bar.start && bar.end ? std::optional(std::max(*bar.end - *bar.start, Millis{0})) : std::nullopt;
}

QString textOf(const StageBar& bar, int column) {
    if (column == StageTable::NameColumn) return bar.name;
    if (column == StageTable::BarColumn) return QString::fromUtf8(word(bar.status).data());
    const auto length = lengthOf(bar);
    return length ? QString::fromStdString(formatDuration(*length)) : QString();
}

} // namespace

void StageTable::setTimeline(StageTimeline timeline) {
    if (timeline.bars.size() == m_timeline.bars.size()) {
        m_timeline = std::move(timeline);
        if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_timeline = std::move(timeline);
    endResetModel();
}

int StageTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_timeline.bars.size());
}

int StageTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant StageTable::place(const std::optional<Time>& time) const {
    if (!time || !m_timeline.start) return {};
    const auto whole =
        std::max<double>(1, static_cast<double>((*m_timeline.end - *m_timeline.start).count()));
    return std::clamp(static_cast<double>((*time - *m_timeline.start).count()) / whole, 0.0, 1.0);
}

QVariant StageTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto& bar = m_timeline.bars[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(bar, index.column());
    case StatusRole:
        return QVariant::fromValue(bar.status);
    case DepthRole:
        return bar.depth;
    case LeftRole:
        return place(bar.start);
    case RightRole:
        return place(bar.end ? bar.end : bar.start);
    case MillisRole: {
        const auto length = lengthOf(bar);
        return length ? QVariant(static_cast<qlonglong>(length->count())) : QVariant();
    }
    case LinkRole:
        return bar.url;
    default:
        return {};
    }
}

} // namespace shipglass
