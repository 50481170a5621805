// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_delegate.h"

#include "models/run_table.h"
#include "widgets/mark.h"
#include "widgets/sparkline.h"

namespace shipglass {

namespace {

std::optional<Time> momentOf(const QModelIndex& index, int role) {
    const auto value = index.data(role);
    return value.isValid() ? std::optional(fromEpochMs(value.toLongLong())) : std::nullopt;
}

/// A row that is still on its way: a bar where its text will be.
void paintAwaited(QPainter& painter, const QRect& box, const Theme& theme) {
    const int height = painter.fontMetrics().xHeight();
    painter.fillRect(QRect(box.left(), box.center().y() - height / 2, box.width() * 2 / 3, height),
                     theme.raised);
}

} // namespace

void RunDelegate::paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                            const Theme& theme) const {
    if (!index.data(RunTable::LoadedRole).toBool()) return paintAwaited(painter, box, theme);
    switch (index.column()) {
    case RunTable::PipelineColumn:
        return paintPipeline(painter, box, index, theme);
    case RunTable::TitleColumn:
        return paintTitle(painter, box, index, theme);
    case RunTable::BranchColumn:
        return paintBranch(painter, box, index, theme);
    case RunTable::RecentColumn:
        return paintSparkline(painter, box, index.data(RunTable::RecentRole).value<RecentRuns>(), theme);
    case RunTable::DurationColumn:
        drawLine(painter, box, duration(index), theme.muted, Qt::AlignRight);
        return;
    case RunTable::BeganColumn:
        drawLine(painter, box, age(index), theme.muted, Qt::AlignRight);
        return;
    default:
        drawLine(painter, box, index.data().toString(), theme.muted);
    }
}

void RunDelegate::paintPipeline(QPainter& painter, QRect box, const QModelIndex& index,
                                const Theme& theme) const {
    const int side = painter.fontMetrics().height();
    const auto look = lookOf(index.data(RunTable::StatusRole).value<RunStatus>());
    paintLook(painter, QRect(box.left(), box.center().y() - side / 2, side, side), look, theme);
    box.setLeft(box.left() + side + padding);
    const auto pipeline = index.data().toString();
    const auto project = index.data(RunTable::ProjectRole).toString();
    const bool stale = index.data(RunTable::StaleRole).toBool();
    const auto name = pipeline.isEmpty() ? project : pipeline;
    box.setLeft(box.left() + drawLine(painter, box, name, stale ? theme.muted : theme.text) + padding);
    if (project != name) drawLine(painter, box, project, theme.muted);
}

void RunDelegate::paintTitle(QPainter& painter, QRect box, const QModelIndex& index,
                             const Theme& theme) const {
    const auto number = index.data(RunTable::NumberRole).toString();
    if (!number.isEmpty())
        box.setLeft(box.left() + drawLine(painter, box, u'#' + number, theme.muted) + padding);
    drawLine(painter, box, index.data().toString(), theme.text);
}

void RunDelegate::paintBranch(QPainter& painter, QRect box, const QModelIndex& index,
                              const Theme& theme) const {
    const auto branch = index.data().toString();
    if (!branch.isEmpty())
        drawChip(painter, box, branch, theme);
    else
        drawLine(painter, box, index.data(RunTable::CommitRole).toString().left(8), theme.muted);
}

QString RunDelegate::duration(const QModelIndex& index) const {
    const auto start = momentOf(index, RunTable::StartedRole);
    if (!start) return {};
    if (const auto end = momentOf(index, RunTable::FinishedRole)) return TimeStyle::span(*end - *start);
    const bool moves =
        !isFinal(index.data(RunTable::StatusRole).value<RunStatus>()) && m_times.now() >= *start;
    return moves ? TimeStyle::span(m_times.now() - *start) : QString();
}

QString RunDelegate::age(const QModelIndex& index) const {
    const auto began = momentOf(index, RunTable::BeganRole);
    return began ? m_times.shortAge(*began) : QString();
}

} // namespace shipglass
