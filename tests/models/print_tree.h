// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QStringList>

namespace shipglass {

/// The texts of some columns of a model, a line a row, as tests compare them.
inline QString printTree(const QAbstractItemModel& model, const QList<int>& columns,
                         const QList<int>& roles = {}) {
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (const int column : columns) cells.append(model.index(row, column).data().toString());
        for (const int role : roles) cells.append(model.index(row, 0).data(role).toString());
        lines.append(cells.join(QLatin1String(" | ")));
    }
    return lines.join(u'\n');
}

} // namespace shipglass
