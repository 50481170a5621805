// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alert_delegate.h"

#include "models/alert_table.h"
#include "widgets/mark.h"
#include "widgets/phrases.h"

namespace shipglass {

namespace {

/// A mark with its words beside it.
void paintMarked(QPainter& painter, QRect box, const Look& look, const QString& text, const QColor& color,
                 const Theme& theme) {
    const int side = painter.fontMetrics().height();
    paintLook(painter, QRect(box.left(), box.center().y() - side / 2, side, side), look, theme);
    box.setLeft(box.left() + side + CellDelegate::padding);
    drawLine(painter, box, text, color);
}

void paintTitle(QPainter& painter, QRect box, const QModelIndex& index, const Theme& theme) {
    const bool open = index.data(AlertTable::StateRole).value<AlertState>() == AlertState::firing;
    const bool fresh = open && !index.data(AlertTable::StaleRole).toBool();
    box.setLeft(box.left() +
                drawLine(painter, box, index.data().toString(), fresh ? theme.text : theme.muted) +
                CellDelegate::padding);
    drawLine(painter, box, index.data(AlertTable::ServiceRole).toString(), theme.muted);
}

void paintLabels(QPainter& painter, QRect box, const QModelIndex& index, const Theme& theme) {
    constexpr int gap = 4;
    for (const auto& [name, value] : index.data(AlertTable::LabelsRole).value<LabelTexts>()) {
        const int width = drawChip(painter, box, name + u'=' + value, theme);
        if (width == 0) return;
        box.setLeft(box.left() + width + gap);
    }
}

} // namespace

void AlertDelegate::paintState(QPainter& painter, const QRect& box, const QModelIndex& index,
                               const Theme& theme) const {
    const auto state = index.data(AlertTable::StateRole).value<AlertState>();
    const auto until = index.data(AlertTable::UntilRole);
    auto text = phrase(state);
    if (state == AlertState::silenced && until.isValid()) {
        const auto end = fromEpochMs(until.toLongLong());
        // What was last read may be over by now.
        text =
            (end > m_times.now() ? tr("Silenced, ends %1") : tr("Silenced until %1")).arg(m_times.age(end));
    }
    paintMarked(painter, box, lookOf(state), text, theme.muted, theme);
}

void AlertDelegate::paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                              const Theme& theme) const {
    switch (index.column()) {
    case AlertTable::SeverityColumn: {
        const auto severity = index.data(AlertTable::SeverityRole).value<Severity>();
        return paintMarked(painter, box, lookOf(severity), phrase(severity), theme.text, theme);
    }
    case AlertTable::TitleColumn:
        return paintTitle(painter, box, index, theme);
    case AlertTable::LabelsColumn:
        return paintLabels(painter, box, index, theme);
    case AlertTable::StateColumn:
        return paintState(painter, box, index, theme);
    case AlertTable::BeganColumn: {
        const auto began = index.data(AlertTable::BeganRole);
        if (began.isValid())
            drawLine(painter, box, m_times.shortAge(fromEpochMs(began.toLongLong())), theme.muted,
                     Qt::AlignRight);
        return;
    }
    default:
        return;
    }
}

} // namespace shipglass
