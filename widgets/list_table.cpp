// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/list_table.h"

#include "widgets/table_header.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace shipglass {

namespace {

/// What the column that takes the rest keeps, in letters, before others grow.
constexpr int leastStretch = 19;
constexpr int looksAt = 200; ///< Rows.
constexpr int beside = 7;    ///< Letters for a mark and the margins.

} // namespace

ListTable::ListTable(QWidget* parent) : QTableView(parent) {
    setObjectName(QStringLiteral("list"));
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    fitRows();
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { emit opened(index.row()); });
}

void ListTable::show(QAbstractItemModel* model, std::vector<ListColumn> columns) {
    m_columns = std::move(columns);
    setHorizontalHeader(new TableHeader(m_columns, this));
    setModel(model);
    for (const auto signal :
         {&QAbstractItemModel::rowsAboutToBeInserted, &QAbstractItemModel::rowsAboutToBeRemoved})
        connect(model, signal, this, &ListTable::hold);
    connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, &ListTable::hold);
    connect(model, &QAbstractItemModel::rowsInserted, this, &ListTable::restore);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &ListTable::restore);
    connect(model, &QAbstractItemModel::layoutChanged, this, &ListTable::restore);
    for (int column = 0; column < static_cast<int>(m_columns.size()); ++column) {
        const bool stretches = m_columns[static_cast<std::size_t>(column)].stretches;
        horizontalHeader()->setSectionResizeMode(column,
                                                 stretches ? QHeaderView::Stretch : QHeaderView::Interactive);
    }
    if (std::ranges::any_of(m_columns, [](const ListColumn& plan) { return plan.widest > 0; })) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &ListTable::fitColumns);
        connect(model, &QAbstractItemModel::modelReset, this, &ListTable::fitColumns);
    }
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        const bool follows = horizontalHeader()->sectionResizeMode(column) == QHeaderView::Stretch;
        const bool held = QGuiApplication::mouseButtons() != Qt::NoButton;
        m_byHand = m_byHand || (held && !m_fitting && !follows);
    });
    fitColumns();
}

void ListTable::hold() {
    m_top = indexAt(QPoint(0, 0));
    m_topOffset = m_top.isValid() ? rowViewportPosition(m_top.row()) : 0;
}

void ListTable::restore() {
    // At the very top the newest rows are what is looked at.
    const bool atTop = verticalScrollBar()->value() == 0;
    if (atTop || !m_top.isValid()) return;
    updateGeometries();
    verticalScrollBar()->setValue(verticalHeader()->sectionPosition(m_top.row()) - m_topOffset);
}

void ListTable::fitColumns() {
    if (!model()) return;
    const QScopedValueRollback fitting(m_fitting, true);
    const int letter = fontMetrics().averageCharWidth();
    const int letters = viewport()->width() / std::max(1, letter);
    int spare = letters - leastStretch;
    for (const auto& plan : m_columns)
        if (letters >= plan.hideBelow) spare -= plan.width;
    for (int column = 0; column < static_cast<int>(m_columns.size()); ++column) {
        const auto& plan = m_columns[static_cast<std::size_t>(column)];
        setColumnHidden(column, letters < plan.hideBelow);
        if (plan.stretches || m_byHand) continue;
        const int wanted = plan.widest > plan.width ? std::min(plan.widest, lettersIn(column)) : 0;
        const int grown = std::clamp(spare, 0, std::max(0, wanted - plan.width));
        if (letters >= plan.hideBelow) spare -= grown;
        setColumnWidth(column, (plan.width + grown) * letter);
    }
}

/// How many letters the first rows need, with a mark before them.
int ListTable::lettersIn(int column) const {
    int widest = 0;
    for (int row = 0; row < std::min(model()->rowCount(), looksAt); ++row) {
        const auto text = model()->index(row, column).data().toString();
        widest = std::max(widest, fontMetrics().horizontalAdvance(text));
    }
    return widest / std::max(1, fontMetrics().averageCharWidth()) + beside;
}

void ListTable::fitRows() { verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 9 / 5 + 3); }

void ListTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
}

void ListTable::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fitRows();
        fitColumns();
    }
}

void ListTable::setHovered(int row) {
    if (std::exchange(m_hovered, row) != row) viewport()->update();
}

void ListTable::mouseMoveEvent(QMouseEvent* event) {
    QTableView::mouseMoveEvent(event);
    setHovered(rowAt(event->position().toPoint().y()));
}

void ListTable::leaveEvent(QEvent* event) {
    QTableView::leaveEvent(event);
    setHovered(-1);
}

void ListTable::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid()) return emit opened(currentRow());
    // Left and right would only move between cells of the row that is selected anyway.
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) return event->ignore();
    QTableView::keyPressEvent(event);
}

void ListTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row()) emit currentRowChanged(current.isValid() ? current.row() : -1);
}

} // namespace shipglass
