// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QStyledItemDelegate>

namespace shipglass {

/// Draws one line of plain text, cut to the box with an ellipsis; returns how wide it became.
int drawLine(QPainter& painter, const QRect& box, const QString& text, const QColor& color,
             Qt::Alignment alignment = Qt::AlignLeft, Qt::TextElideMode elide = Qt::ElideRight);
/// Draws text on a rounded ground as wide as it needs, at most the box; returns its width.
int drawChip(QPainter& painter, const QRect& box, const QString& text, const Theme& theme);

/// The ground of every cell of a list: selection, hovering and the line below. What is in a cell, others
/// draw.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int padding = 8;
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

protected:
    /// `box` leaves a padding on both sides; painter and font are ready, and restored afterwards.
    virtual void paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                           const Theme& theme) const;

private:
    static void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                            const Theme& theme);
};

} // namespace shipglass
