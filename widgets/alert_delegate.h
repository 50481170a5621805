// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/cell_delegate.h"
#include "widgets/time_style.h"

namespace shipglass {

/// Draws the cells of an AlertTable.
class AlertDelegate : public CellDelegate {
    Q_OBJECT

public:
    AlertDelegate(const TimeStyle& times, QObject* parent) : CellDelegate(parent), m_times(times) {}

protected:
    void paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                   const Theme& theme) const override;

private:
    void paintState(QPainter& painter, const QRect& box, const QModelIndex& index, const Theme& theme) const;

    const TimeStyle& m_times;
};

} // namespace shipglass
