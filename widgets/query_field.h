// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/query.h"
#include "records/record.h"

#include <QLineEdit>

#include <optional>

class QCompleter;
class QStringListModel;

namespace shipglass {

/// Where a query is written. It completes the names of fields and says at once what it does not understand.
class QueryField : public QLineEdit {
    Q_OBJECT

public:
    explicit QueryField(QWidget* parent = nullptr);

    /// The kind of records the query is about; a page without any shows no field.
    void setKind(std::optional<Kind> kind);
    /// Shows a query that is already in force.
    void setQuery(const QString& text);
    const QString& problem() const { return m_problem; }

signals:
    /// The text became a query that makes sense.
    void searched(const QString& text, const shipglass::query::Query& query);
    /// Empty when the text makes sense.
    void problemChanged(const QString& problem);
    /// Enter or Escape: back to the list.
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void edited();
    void complete();
    void insertField(const QString& field);
    void setProblem(const QString& problem);
    /// Where the word before the cursor begins.
    int wordStart() const;

    std::optional<Kind> m_kind;
    QCompleter* m_completer;
    QStringListModel* m_fields;
    QString m_problem;
};

} // namespace shipglass
