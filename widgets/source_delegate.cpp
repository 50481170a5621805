// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/source_delegate.h"

#include "models/source_table.h"
#include "widgets/kind_icon.h"
#include "widgets/mark.h"
#include "widgets/phrases.h"

namespace shipglass {

namespace {

SourceStanding standingAt(const QModelIndex& index) {
    return index.data(SourceTable::StandingRole).value<SourceStanding>();
}

Look lookAt(const QModelIndex& index) {
    return lookOf(standingAt(index), index.data(SourceTable::HealthRole).value<SourceHealth>());
}

void paintName(QPainter& painter, QRect box, const QModelIndex& index, const Theme& theme) {
    const int side = painter.fontMetrics().height();
    paintLook(painter, QRect(box.left(), box.center().y() - side / 2, side, side), lookAt(index), theme);
    box.setLeft(box.left() + side + CellDelegate::padding);
    drawLine(painter, box, index.data().toString(), theme.text);
}

void paintKind(QPainter& painter, QRect box, const QModelIndex& index, const Theme& theme) {
    const auto kind = index.data().toString();
    const int side = painter.fontMetrics().height();
    kindIcon(kind).paint(&painter, QRect(box.left(), box.center().y() - side / 2, side, side));
    box.setLeft(box.left() + side + CellDelegate::padding);
    drawLine(painter, box, kind, theme.muted);
}

void paintProblem(QPainter& painter, const QRect& box, const QModelIndex& index, const Theme& theme) {
    const auto health = index.data(SourceTable::HealthRole).value<SourceHealth>();
    const auto fault = index.data(SourceTable::FaultRole);
    const auto standing = standingAt(index);
    if (standing != SourceStanding::configured) {
        drawLine(painter, box, shipglass::standing(standing, health), theme.muted);
        return;
    }
    const bool unwell = health == SourceHealth::failing || health == SourceHealth::rateLimited ||
                        health == SourceHealth::stale;
    if (fault.isValid() && unwell)
        drawLine(painter, box, phrase(fault.value<Fault>()), theme.tone(lookOf(health).tone));
    else
        drawLine(painter, box, phrase(health), theme.muted);
}

} // namespace

void SourceDelegate::paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                               const Theme& theme) const {
    switch (index.column()) {
    case SourceTable::NameColumn:
        return paintName(painter, box, index, theme);
    case SourceTable::KindColumn:
        return paintKind(painter, box, index, theme);
    case SourceTable::ProblemColumn:
        return paintProblem(painter, box, index, theme);
    case SourceTable::AgeColumn: {
        const auto ok = index.data(SourceTable::OkRole);
        const auto text = ok.isValid() ? m_times.age(fromEpochMs(ok.toLongLong())) : tr("never");
        drawLine(painter, box, text, theme.muted);
        return;
    }
    case SourceTable::RequestsColumn: {
        const auto requests = index.data(SourceTable::RequestsRole);
        if (requests.isValid())
            drawLine(painter, box, grouped(requests.toLongLong()), theme.muted, Qt::AlignRight);
        return;
    }
    case SourceTable::BytesColumn: {
        const auto bytes = index.data(SourceTable::BytesRole);
        if (bytes.isValid())
            drawLine(painter, box, byteCount(bytes.toLongLong()), theme.muted, Qt::AlignRight);
        return;
    }
    default:
        drawLine(painter, box, index.data().toString(), theme.muted);
    }
}

} // namespace shipglass
