// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/folded_grid.h"

#include <QGridLayout>

#include <algorithm>

namespace shipglass {

FoldedGrid::FoldedGrid(int letters, int spacing, QWidget* parent)
    : QWidget(parent), m_letters(letters), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(spacing);
}

void FoldedGrid::add(QWidget* item) {
    item->setParent(this);
    m_items.append(item);
    fold();
}

/// So many that the rows are about equally full.
int FoldedGrid::columnsFor(int count) const {
    const int wanted = m_letters * fontMetrics().averageCharWidth() + m_grid->spacing();
    const int fitting =
        std::clamp((width() + m_grid->spacing()) / std::max(1, wanted), 1, std::max(1, count));
    const int rows = (count + fitting - 1) / fitting;
    return rows == 0 ? 1 : (count + rows - 1) / rows;
}

void FoldedGrid::fold() {
    QList<QWidget*> shown;
    for (auto* item : m_items)
        if (!item->isHidden() || !item->testAttribute(Qt::WA_WState_ExplicitShowHide)) shown.append(item);
    const int columns = columnsFor(static_cast<int>(shown.size()));
    if (columns == m_columns && shown == m_placed) return;
    for (auto* item : m_placed) m_grid->removeWidget(item);
    for (int column = 0; column < std::max(columns, m_columns); ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    for (int at = 0; at < shown.size(); ++at) m_grid->addWidget(shown[at], at / columns, at % columns);
    m_placed = shown;
    m_columns = columns;
}

void FoldedGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fold();
}

} // namespace shipglass
