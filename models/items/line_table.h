// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QStringList>

#include <vector>

namespace shipglass {

/// A row of a short list: a value of some status enumeration, texts for the columns, and what is told when
/// opened.
struct Line {
    QVariant status;
    QStringList cells;
    QString detail;

    bool operator==(const Line&) const = default;
};

/// A short list that is read as a whole: attempts, tests, scopes.
class LineTable : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role { StatusRole = Qt::UserRole, DetailRole };

    LineTable(int columns, QObject* parent) : QAbstractTableModel(parent), m_columns(columns) {}

    /// Rows stay selected where there are as many lines as before.
    void setLines(std::vector<Line> lines);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    int m_columns;
    std::vector<Line> m_lines;
};

} // namespace shipglass
