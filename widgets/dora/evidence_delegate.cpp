// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/evidence_delegate.h"

#include "models/dora/evidence_table.h"
#include "widgets/dora/figure_text.h"
#include "widgets/mark.h"

namespace shipglass {

namespace {

Look lookOf(dora::Part part) {
    switch (part) {
    case dora::Part::none:
        return {Mark::skip, Tone::neutral};
    case dora::Part::hit:
    case dora::Part::both:
        return {Mark::cross, Tone::bad};
    case dora::Part::base:
        return {Mark::check, Tone::good};
    case dora::Part::support:
        return {Mark::dot, Tone::neutral};
    }
    return {};
}

} // namespace

QString EvidenceDelegate::displayText(const QModelIndex& index) const {
    switch (index.column()) {
    case EvidenceTable::AtColumn:
        return m_times.moment(fromEpochMs(index.data(EvidenceTable::AtRole).toLongLong()));
    case EvidenceTable::KindColumn:
        return phrase(index.data(EvidenceTable::KindRole).value<dora::Kind>());
    case EvidenceTable::RuleColumn:
        return phrase(index.data(EvidenceTable::RuleRole).value<dora::Rule>());
    case EvidenceTable::SpanColumn: {
        const auto span = index.data(EvidenceTable::SpanRole);
        return span.isValid() ? spanText(span.toDouble() / 1000) : QString();
    }
    default:
        return index.data().toString();
    }
}

void EvidenceDelegate::paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                                 const Theme& theme) const {
    const auto part = index.data(EvidenceTable::PartRole).value<dora::Part>();
    const bool isUsed = part != dora::Part::none;
    const bool strong = isUsed && index.column() != EvidenceTable::AtColumn;
    QRect inner = box;
    if (index.column() == EvidenceTable::RuleColumn) {
        const int side = painter.fontMetrics().height();
        paintLook(painter, QRect(box.left(), box.center().y() - side / 2, side, side), lookOf(part), theme);
        inner.setLeft(box.left() + side + padding);
    }
    drawLine(painter, inner, displayText(index), strong ? theme.text : theme.muted,
             index.column() == EvidenceTable::SpanColumn ? Qt::AlignRight : Qt::AlignLeft);
}

} // namespace shipglass
