// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/cell_delegate.h"
#include "widgets/time_style.h"

namespace shipglass {

/// Draws the rows behind a figure: rows that are left out stand back.
class EvidenceDelegate : public CellDelegate {
    Q_OBJECT

public:
    EvidenceDelegate(const TimeStyle& times, QObject* parent) : CellDelegate(parent), m_times(times) {}
    /// For screen readers and tool tips, which see the same text.
    QString displayText(const QModelIndex& index) const;

protected:
    void paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                   const Theme& theme) const override;

private:
    const TimeStyle& m_times;
};

} // namespace shipglass
