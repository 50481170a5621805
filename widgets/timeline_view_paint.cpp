// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell_delegate.h"
#include "widgets/mark.h"
#include "widgets/phrases.h"
#include "widgets/timeline_view.h"

#include <QScrollBar>

namespace shipglass {

namespace {

/// A filled shape without an outline; leaves pen and brush as they were.
template <class Draw> void filled(QPainter& painter, const QColor& color, Draw draw) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    draw();
    painter.restore();
}

/// A small head of an arrow above the mark, that points back.
void paintRollback(QPainter& painter, const QRect& box, const Theme& theme) {
    const double x = box.center().x(), y = box.top() - 4, size = box.height() / 3.5;
    filled(painter, theme.tone(Tone::high), [&] {
        painter.drawPolygon(QPolygonF(
            {QPointF(x - size, y), QPointF(x + size * 0.7, y - size), QPointF(x + size * 0.7, y + size)}));
    });
}

/// How many a mark stands for, below it.
void paintCount(QPainter& painter, const QRect& box, std::size_t count, const Theme& theme) {
    const auto plain = painter.font();
    auto small = plain;
    small.setPointSizeF(small.pointSizeF() * 0.75);
    painter.setFont(small);
    const QRect below(box.left() - box.width(), box.bottom() + 1, box.width() * 3,
                      painter.fontMetrics().height());
    drawLine(painter, below, grouped(static_cast<qint64>(count)), theme.muted, Qt::AlignHCenter);
    painter.setFont(plain);
}

} // namespace

void TimelineView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    const auto& theme = themeOf(palette());
    painter.setFont(font());
    const auto box = placed();
    painter.setClipRect(0, box.headHeight(), viewport()->width(), viewport()->height());
    for (std::size_t lane = 0; lane < m_marks.size(); ++lane)
        if (box.laneBox(lane).intersects(viewport()->rect())) paintLane(painter, lane, theme);
    painter.setClipping(false);
    paintAxis(painter, theme);
}

void TimelineView::paintAxis(QPainter& painter, const Theme& theme) const {
    const auto box = placed();
    int taken = box.namesWidth();
    const auto height = box.headHeight();
    for (const auto& tick : ticksOf(m_period, m_since, m_until, m_times.isUtc())) {
        const int x = box.columnOf(box.scale().x(tick.at));
        const int width = painter.fontMetrics().horizontalAdvance(tick.text) + 1;
        painter.setPen(theme.line);
        painter.drawLine(x, height - 4, x, height);
        if (x - width / 2 < taken || x + width / 2 > viewport()->width()) continue;
        drawLine(painter, QRect(x - width / 2, 0, width, height - 4), tick.text, theme.muted);
        taken = x + width / 2 + CellDelegate::padding;
    }
    painter.setPen(theme.line);
    painter.drawLine(0, height, viewport()->width(), height);
}

void TimelineView::paintLane(QPainter& painter, std::size_t lane, const Theme& theme) const {
    const auto box = placed().laneBox(lane);
    const auto& [service, environment, deployments] = m_timeline.lanes[lane];
    const QRect names(CellDelegate::padding, box.top(), placed().namesWidth() - CellDelegate::padding,
                      box.height());
    const bool isNew = lane == 0 || m_timeline.lanes[lane - 1].service != service;
    const int width = drawLine(painter, names, service, isNew ? theme.text : theme.muted);
    drawLine(painter, names.adjusted(width + CellDelegate::padding, 0, 0, 0), environment, theme.muted);
    painter.setPen(theme.line);
    painter.drawLine(box.bottomLeft(), box.bottomRight());
    for (std::size_t mark = 0; mark < m_marks[lane].size(); ++mark) paintMarkOf(painter, {lane, mark}, theme);
}

void TimelineView::paintMarkOf(QPainter& painter, const Place& place, const Theme& theme) const {
    const auto& mark = markAt(place);
    const auto box = placed().markBox(place.lane, mark);
    const bool isCurrent = place == m_current;
    if (isCurrent || place == m_hovered)
        filled(painter, isCurrent ? theme.selection : theme.hover, [&] {
            if (isCurrent && hasFocus()) painter.setPen(QPen(theme.accent, 2));
            painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), 5, 5);
        });
    paintLook(painter, box, lookOf(m_timeline.lanes[place.lane].deployments[mark.worst].status), theme);
    if (mark.count() > 1) paintCount(painter, box, mark.count(), theme);
    if (mark.rollback) paintRollback(painter, box, theme);
}

} // namespace shipglass
