// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/line_table.h"
#include "widgets/list_table.h"

#include <functional>

namespace shipglass {

/// A short list of lines with a mark in front.
class LineList : public ListTable {
    Q_OBJECT

public:
    LineList(const QString& name, const QString& accessibleName, std::vector<ListColumn> columns,
             QWidget* parent = nullptr);
    void setLines(std::vector<Line> lines) { m_lines->setLines(std::move(lines)); }

private:
    LineTable* m_lines;
};

} // namespace shipglass
