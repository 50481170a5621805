// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/line_table.h"
#include "widgets/list_table.h"

namespace shipglass {

/// A short table of texts, as high as its rows; one of its columns may stand out.
class FigureTable : public ListTable {
    Q_OBJECT

public:
    FigureTable(const QString& name, const QString& accessibleName, std::vector<ListColumn> columns,
                QWidget* parent = nullptr);
    void setLines(std::vector<Line> lines);
    /// Draws this column strong; -1 for none.
    void setStrong(int column);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    LineTable* m_lines;
    int m_strong = -1;
};

} // namespace shipglass
