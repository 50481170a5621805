// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/cell_delegate.h"
#include "widgets/time_style.h"

namespace shipglass {

/// Draws the cells of a SourceTable.
class SourceDelegate : public CellDelegate {
    Q_OBJECT

public:
    SourceDelegate(const TimeStyle& times, QObject* parent) : CellDelegate(parent), m_times(times) {}

protected:
    void paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                   const Theme& theme) const override;

private:
    const TimeStyle& m_times;
};

} // namespace shipglass
