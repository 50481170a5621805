// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QTableView>

#include <vector>

namespace shipglass {

/// A column of a list: its width in letters, below which width of the list (in letters) it is left out, and
/// up to which width it grows where its texts need it and the list has room to spare.
struct ListColumn {
    QString title;
    int width = 10;
    int hideBelow = 0;
    bool stretches = false;
    Qt::Alignment alignment = Qt::AlignLeft;
    int widest = 0;
};

/// A dense list of rows of equal height. What is looked at stays in its place while rows come and go above
/// it; a list that stands at its top shows what is new.
class ListTable : public QTableView {
    Q_OBJECT

public:
    explicit ListTable(QWidget* parent = nullptr);

    /// Takes the model and says how its columns are shown, one entry a column.
    void show(QAbstractItemModel* model, std::vector<ListColumn> columns);
    int hoveredRow() const { return m_hovered; }
    int currentRow() const { return currentIndex().isValid() ? currentIndex().row() : -1; }

signals:
    void currentRowChanged(int row);
    /// Enter, or a double click.
    void opened(int row);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void changeEvent(QEvent* event) override;

private:
    void hold();
    void restore();
    void fitColumns();
    int lettersIn(int column) const;
    void fitRows();
    void setHovered(int row);

    std::vector<ListColumn> m_columns;
    QPersistentModelIndex m_top;
    int m_topOffset = 0;
    int m_hovered = -1;
    bool m_fitting = false;
    bool m_byHand = false; ///< A person gave a column its width: all keep theirs.
};

} // namespace shipglass
