// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/cell_delegate.h"
#include "widgets/time_style.h"

namespace shipglass {

class DeploymentTable;

/// Draws the cells of a DeploymentTable.
class DeploymentDelegate : public CellDelegate {
    Q_OBJECT

public:
    DeploymentDelegate(const DeploymentTable& table, const TimeStyle& times, QObject* parent)
        : CellDelegate(parent), m_table(table), m_times(times) {}

protected:
    void paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                   const Theme& theme) const override;

private:
    const DeploymentTable& m_table;
    const TimeStyle& m_times;
};

} // namespace shipglass
