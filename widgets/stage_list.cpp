// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stage_list.h"

#include "widgets/cell_delegate.h"
#include "widgets/mark.h"
#include "widgets/time_style.h"

#include <QPainter>

#include <algorithm>

namespace shipglass {

namespace {

/// Draws stages: name, bar, length.
class StageDelegate : public CellDelegate {
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                   const Theme& theme) const override {
        if (index.column() == StageTable::NameColumn) return paintName(painter, box, index, theme);
        if (index.column() == StageTable::BarColumn) return paintBar(painter, box, index, theme);
        const auto millis = index.data(StageTable::MillisRole);
        if (millis.isValid())
            drawLine(painter, box, TimeStyle::span(Millis{millis.toLongLong()}), theme.muted, Qt::AlignRight);
    }

private:
    static void paintName(QPainter& painter, const QRect& box, const QModelIndex& index, const Theme& theme) {
        const int side = painter.fontMetrics().height();
        const int left = box.left() + std::min(index.data(StageTable::DepthRole).toInt(), 8) * side;
        const auto look = lookOf(index.data(StageTable::StatusRole).value<RunStatus>());
        paintLook(painter, QRect(left, box.center().y() - side / 2, side, side), look, theme);
        const auto rest = QRect(QPoint(left + side + padding, box.top()), box.bottomRight());
        drawLine(painter, rest, index.data().toString(), theme.text);
    }

    static void paintBar(QPainter& painter, const QRect& box, const QModelIndex& index, const Theme& theme) {
        const int height = painter.fontMetrics().xHeight() + 3;
        const QRectF track(box.left(), box.center().y() - height / 2, box.width(), height);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.raised);
        painter.drawRoundedRect(track, 3, 3);
        if (!index.data(StageTable::LeftRole).isValid()) return;
        const double left = track.left() + index.data(StageTable::LeftRole).toDouble() * track.width();
        const double right = track.left() + index.data(StageTable::RightRole).toDouble() * track.width();
        const double start = std::min(left, track.right() - 4);
        painter.setBrush(theme.tone(lookOf(index.data(StageTable::StatusRole).value<RunStatus>()).tone));
        painter.drawRoundedRect(QRectF(start, track.top(), std::max(4.0, right - start), height), 3, 3);
    }
};

} // namespace

StageList::StageList(QWidget* parent) : ListTable(parent), m_stages(new StageTable(this)) {
    setItemDelegate(new StageDelegate(this));
    show(m_stages, {{tr("Stage"), 26, 0, false, Qt::AlignLeft},
                    {tr("Time line"), 0, 44, true, Qt::AlignLeft},
                    {tr("Length"), 13, 0, false, Qt::AlignRight}});
    setObjectName(QStringLiteral("stages"));
    setAccessibleName(tr("Stages as a time line"));
}

} // namespace shipglass
