// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell_delegate.h"

#include "widgets/list_table.h"

#include <QPainter>

#include <algorithm>

namespace shipglass {

int drawLine(QPainter& painter, const QRect& box, const QString& text, const QColor& color,
             Qt::Alignment alignment, Qt::TextElideMode elide) {
    if (box.width() <= 0 || text.isEmpty()) return 0;
    const auto shown = painter.fontMetrics().elidedText(text, elide, box.width());
    painter.setPen(color);
    painter.drawText(
        box, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip, shown);
    return painter.fontMetrics().horizontalAdvance(shown);
}

int drawChip(QPainter& painter, const QRect& box, const QString& text, const Theme& theme) {
    constexpr int inset = 6;
    const auto metrics = painter.fontMetrics();
    // One more than the text, whose width is rounded where it is measured and not where it is cut.
    const int width = std::min(box.width(), metrics.horizontalAdvance(text) + 2 * inset + 1);
    if (width <= 3 * inset) return 0;
    const QRect chip(box.left(), box.center().y() - metrics.height() / 2 - 1, width, metrics.height() + 2);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.line);
    painter.setBrush(theme.raised);
    painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    drawLine(painter, chip.adjusted(inset, 0, -inset, 0), text, theme.text);
    return width;
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const auto& theme = themeOf(option.palette);
    painter->save();
    painter->setFont(option.font);
    paintGround(*painter, option, index, theme);
    paintCell(*painter, option.rect.adjusted(padding, 0, -padding, 0), index, theme);
    painter->restore();
}

void CellDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index, const Theme& theme) {
    const auto* list = qobject_cast<const ListTable*>(option.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = list && list->hoveredRow() == index.row();
    if (selected || hovered) painter.fillRect(option.rect, selected ? theme.selection : theme.hover);
    painter.setPen(theme.line);
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (selected && index.column() == 0 && list && list->hasFocus())
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), theme.accent);
}

void CellDelegate::paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                             const Theme& theme) const {
    drawLine(painter, box, index.data().toString(), theme.text);
}

} // namespace shipglass
