// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;

namespace shipglass {

/// Widgets of equal width beside each other, in as many rows as it takes to give each `letters` of width.
/// Hidden ones take no place.
class FoldedGrid : public QWidget {
    Q_OBJECT

public:
    FoldedGrid(int letters, int spacing, QWidget* parent = nullptr);
    /// Puts it behind the others and becomes its parent.
    void add(QWidget* item);
    /// Places the widgets anew: one was shown or hidden.
    void fold();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int columnsFor(int count) const;

    int m_letters;
    QGridLayout* m_grid;
    QList<QWidget*> m_items, m_placed;
    int m_columns = 0;
};

} // namespace shipglass
