// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/time_style.h"

#include <QTableView>

namespace shipglass {

class EnvironmentMatrixTable;

/// Services by environments: in each cell the version, since when and by whom, how far it is behind, and the
/// alerts since. All four arrow keys move in it.
class EnvironmentMatrixView : public QTableView {
    Q_OBJECT

public:
    EnvironmentMatrixView(EnvironmentMatrixTable* table, const TimeStyle& times, QWidget* parent = nullptr);

signals:
    /// A cell that something was deployed to became the current one.
    void chosen(const QModelIndex& index);
    /// Enter, or a double click, on such a cell.
    void opened(const QModelIndex& index);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();
    void open(const QModelIndex& index);

    EnvironmentMatrixTable* m_table;
};

} // namespace shipglass
