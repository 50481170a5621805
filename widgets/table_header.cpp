// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/table_header.h"

#include "widgets/cell_delegate.h"

#include <QPainter>

namespace shipglass {

TableHeader::TableHeader(const std::vector<ListColumn>& columns, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent), m_columns(columns) {
    setFixedHeight(fontMetrics().height() * 9 / 5);
    setMinimumSectionSize(10);
    setHighlightSections(false);
}

void TableHeader::paintSection(QPainter* painter, const QRect& box, int section) const {
    const auto& theme = themeOf(palette());
    painter->fillRect(box, theme.panel);
    painter->setPen(theme.line);
    painter->drawLine(box.bottomLeft(), box.bottomRight());
    const auto& column = m_columns[static_cast<std::size_t>(section)];
    auto small = font();
    small.setPointSizeF(small.pointSizeF() * 0.92);
    painter->setFont(small);
    const auto inner = box.adjusted(CellDelegate::padding, 0, -CellDelegate::padding, 0);
    drawLine(*painter, inner, column.title, theme.muted, column.alignment);
}

} // namespace shipglass
