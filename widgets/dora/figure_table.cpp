// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/figure_table.h"

#include "widgets/cell_delegate.h"

#include <QHeaderView>
#include <QPainter>

namespace shipglass {

namespace {

class FigureDelegate : public CellDelegate {
public:
    FigureDelegate(std::vector<ListColumn> columns, const int& strong, QObject* parent)
        : CellDelegate(parent), m_columns(std::move(columns)), m_strong(strong) {}

protected:
    void paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                   const Theme& theme) const override {
        const bool strong = index.column() == m_strong;
        if (strong) {
            auto heavy = painter.font();
            heavy.setWeight(QFont::DemiBold);
            painter.setFont(heavy);
        }
        drawLine(painter, box, index.data().toString(),
                 strong || index.column() == 0 ? theme.text : theme.muted,
                 m_columns[static_cast<std::size_t>(index.column())].alignment);
    }

private:
    std::vector<ListColumn> m_columns;
    const int& m_strong; ///< The table's.
};

} // namespace

FigureTable::FigureTable(const QString& name, const QString& accessibleName, std::vector<ListColumn> columns,
                         QWidget* parent)
    : ListTable(parent), m_lines(new LineTable(static_cast<int>(columns.size()), this)) {
    setObjectName(name);
    setAccessibleName(accessibleName);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setItemDelegate(new FigureDelegate(columns, m_strong, this));
    show(m_lines, std::move(columns));
}

void FigureTable::setLines(std::vector<Line> lines) {
    m_lines->setLines(std::move(lines));
    if (m_lines->rowCount() > 0 && !currentIndex().isValid()) selectRow(0);
    updateGeometry();
}

void FigureTable::setStrong(int column) {
    m_strong = column;
    viewport()->update();
}

QSize FigureTable::sizeHint() const {
    const int rows = std::max(1, m_lines->rowCount());
    return {fontMetrics().averageCharWidth() * 40,
            horizontalHeader()->height() + rows * verticalHeader()->defaultSectionSize() + 2};
}

} // namespace shipglass
