// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/environment_matrix_view.h"

#include "models/environment_matrix_table.h"
#include "models/plain_text.h"
#include "widgets/cell_delegate.h"
#include "widgets/mark.h"
#include "widgets/phrases.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

namespace shipglass {

namespace {

constexpr int leastLetters = 26, serviceLetters = 18;

QString countBehind(const EnvironmentMatrix::Cell& cell) {
    const auto next = plainLine(cell.next);
    if (!cell.behind)
        return cell.behindSince ? EnvironmentMatrixView::tr("behind %1").arg(next)
                                : EnvironmentMatrixView::tr("behind %1: unknown").arg(next);
    return *cell.behind == 1
               ? EnvironmentMatrixView::tr("1 commit behind %1").arg(next)
               : EnvironmentMatrixView::tr("%1 commits behind %2").arg(grouped(*cell.behind), next);
}

/// Since when is left out where there is no room for it: how much goes before.
QString behindText(const EnvironmentMatrix::Cell& cell, const TimeStyle& times, const QFontMetrics& metrics,
                   int width) {
    if (cell.next.empty()) return {};
    if (cell.behind == 0) return EnvironmentMatrixView::tr("level with %1").arg(plainLine(cell.next));
    const auto count = countBehind(cell);
    if (!cell.behindSince) return count;
    const auto since = EnvironmentMatrixView::tr("%1 for %2").arg(count, times.shortAge(*cell.behindSince));
    return metrics.horizontalAdvance(since) <= width ? since : count;
}

QString alertText(const EnvironmentMatrix::Cell& cell) {
    return cell.alerts == 1 ? EnvironmentMatrixView::tr("1 alert")
                            : EnvironmentMatrixView::tr("%1 alerts").arg(grouped(cell.alerts));
}

/// Draws a cell in three lines: version; since when, by whom and the alerts since; how far behind.
class MatrixDelegate : public CellDelegate {
public:
    MatrixDelegate(const EnvironmentMatrixTable& table, const TimeStyle& times, QObject* parent)
        : CellDelegate(parent), m_table(table), m_times(times) {}

protected:
    void paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                   const Theme& theme) const override {
        const auto* cell = m_table.cellAt(index);
        if (!cell) {
            drawLine(painter, box, QStringLiteral("\u2013"), theme.muted);
            return;
        }
        const int height = painter.fontMetrics().height() * 5 / 4;
        QRect line(box.left(), box.center().y() - height * 3 / 2, box.width(), height);
        paintVersion(painter, line, cell->deployment, theme);
        line.translate(0, height);
        drawLine(painter, paintedAlerts(painter, line, *cell, theme), arrival(*cell), theme.muted);
        line.translate(0, height);
        drawLine(painter, line, behindText(*cell, m_times, painter.fontMetrics(), line.width()),
                 cell->behind.value_or(0) > 0 ? theme.tone(Tone::warning) : theme.muted);
    }

private:
    static int paintSmall(QPainter& painter, const QRect& line, const Look& look, const Theme& theme) {
        const int side = painter.fontMetrics().height();
        paintLook(painter, QRect(line.left(), line.center().y() - side / 2, side, side), look, theme);
        return side + padding / 2;
    }

    static void paintVersion(QPainter& painter, QRect line, const DeploymentRow& deployment,
                             const Theme& theme) {
        if (deployment.stale)
            line.setLeft(line.left() + paintSmall(painter, line, lookOf(SourceHealth::stale), theme));
        const auto plain = painter.font();
        auto strong = plain;
        strong.setWeight(QFont::DemiBold);
        painter.setFont(strong);
        line.setLeft(
            line.left() +
            drawLine(painter, line, deployment.version, deployment.stale ? theme.muted : theme.text) +
            padding);
        painter.setFont(plain);
        if (deployment.rollback) drawChip(painter, line, EnvironmentMatrixView::tr("rollback"), theme);
    }

    QString arrival(const EnvironmentMatrix::Cell& cell) const {
        const auto since = cell.since ? m_times.age(*cell.since) : EnvironmentMatrixView::tr("since unknown");
        const auto& actor = cell.deployment.actor;
        return actor.isEmpty() ? since : EnvironmentMatrixView::tr("%1 by %2").arg(since, actor);
    }

    /// Draws the alerts at the right end and returns what is left of the line.
    static QRect paintedAlerts(QPainter& painter, QRect line, const EnvironmentMatrix::Cell& cell,
                               const Theme& theme) {
        if (cell.alerts == 0) return line;
        const auto text = alertText(cell);
        const int width = painter.fontMetrics().horizontalAdvance(text) + 1;
        drawLine(painter, line, text, theme.tone(Tone::bad), Qt::AlignRight);
        line.setRight(line.right() - width - painter.fontMetrics().height() - padding / 2);
        paintSmall(painter, QRect(line.topRight(), line.size()), lookOf(AlertState::firing), theme);
        return line.adjusted(0, 0, -padding, 0);
    }

    const EnvironmentMatrixTable& m_table;
    const TimeStyle& m_times;
};

} // namespace

EnvironmentMatrixView::EnvironmentMatrixView(EnvironmentMatrixTable* table, const TimeStyle& times,
                                             QWidget* parent)
    : QTableView(parent), m_table(table) {
    setObjectName(QStringLiteral("environments"));
    setAccessibleName(tr("Which version is in which environment"));
    setShowGrid(false);
    setTabKeyNavigation(false);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    setItemDelegate(new MatrixDelegate(*table, times, this));
    setModel(table);
    for (auto* header : {horizontalHeader(), verticalHeader()}) {
        header->setHighlightSections(false);
        header->setSectionsClickable(false);
        header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        header->setTextElideMode(Qt::ElideRight);
    }
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    fit();
    connect(this, &QTableView::doubleClicked, this, &EnvironmentMatrixView::open);
}

void EnvironmentMatrixView::fit() {
    const int letter = fontMetrics().averageCharWidth();
    horizontalHeader()->setMinimumSectionSize(leastLetters * letter);
    verticalHeader()->setFixedWidth(serviceLetters * letter);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 5);
}

void EnvironmentMatrixView::open(const QModelIndex& index) {
    if (m_table->cellAt(index)) emit opened(index);
}

void EnvironmentMatrixView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return open(currentIndex());
    QTableView::keyPressEvent(event);
}

void EnvironmentMatrixView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (m_table->cellAt(current)) emit chosen(current);
}

void EnvironmentMatrixView::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange) fit();
}

} // namespace shipglass
