// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/cell_delegate.h"
#include "widgets/time_style.h"

namespace shipglass {

/// Draws the cells of a RunTable.
class RunDelegate : public CellDelegate {
    Q_OBJECT

public:
    RunDelegate(const TimeStyle& times, QObject* parent) : CellDelegate(parent), m_times(times) {}

protected:
    void paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                   const Theme& theme) const override;

private:
    void paintPipeline(QPainter& painter, QRect box, const QModelIndex& index, const Theme& theme) const;
    void paintTitle(QPainter& painter, QRect box, const QModelIndex& index, const Theme& theme) const;
    void paintBranch(QPainter& painter, QRect box, const QModelIndex& index, const Theme& theme) const;
    QString duration(const QModelIndex& index) const;
    QString age(const QModelIndex& index) const;

    const TimeStyle& m_times;
};

} // namespace shipglass
