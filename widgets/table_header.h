// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/list_table.h"

#include <QHeaderView>

namespace shipglass {

/// The head of a list, with the titles a person reads in place of the model's words.
class TableHeader : public QHeaderView {
    Q_OBJECT

public:
    TableHeader(const std::vector<ListColumn>& columns, QWidget* parent);

protected:
    void paintSection(QPainter* painter, const QRect& box, int section) const override;

private:
    std::vector<ListColumn> m_columns;
};

} // namespace shipglass
