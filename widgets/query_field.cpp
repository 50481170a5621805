// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/query_field.h"

#include "models/plain_text.h"
#include "query/match.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStringListModel>
#include <QStyle>

#include <algorithm>

namespace shipglass {

namespace {

constexpr int longestQuery = 2000;

} // namespace

QueryField::QueryField(QWidget* parent)
    : QLineEdit(parent), m_completer(new QCompleter(this)), m_fields(new QStringListModel(this)) {
    setObjectName(QStringLiteral("query"));
    setAccessibleName(tr("Query"));
    setPlaceholderText(tr("Filter: words, status:failure, branch:main, age<2h    ( / )"));
    setClearButtonEnabled(true);
    setMaxLength(longestQuery);
    m_completer->setModel(m_fields);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->popup()->setAccessibleName(tr("Fields"));
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &QueryField::insertField);
    connect(this, &QLineEdit::textEdited, this, &QueryField::complete);
    connect(this, &QLineEdit::textChanged, this, &QueryField::edited);
}

void QueryField::setKind(std::optional<Kind> kind) {
    m_kind = kind;
    setVisible(kind.has_value());
    QStringList fields;
    if (kind)
        for (const auto& name : query::fieldNames(*kind)) fields.append(QString::fromStdString(name));
    m_fields->setStringList(fields);
}

void QueryField::setQuery(const QString& text) {
    {
        const QSignalBlocker quiet(this);
        setText(text);
    }
    setProblem({});
}

void QueryField::edited() {
    if (!m_kind) return;
    const auto parsed = query::parse(text().toStdString());
    const auto checked = parsed.ok() ? query::check(*parsed, *m_kind) : Result<Done>(parsed.error());
    setProblem(checked.ok() ? QString() : plainLine(checked.error().message));
    if (checked.ok()) emit searched(text(), *parsed);
}

void QueryField::setProblem(const QString& problem) {
    if (std::exchange(m_problem, problem) == problem) return;
    setProperty("wrong", !problem.isEmpty());
    style()->unpolish(this);
    style()->polish(this);
    setAccessibleDescription(problem);
    emit problemChanged(problem);
}

int QueryField::wordStart() const {
    int start = cursorPosition();
    while (start > 0 && !text().at(start - 1).isSpace()) --start;
    return start < cursorPosition() && text().at(start) == u'-' ? start + 1 : start;
}

void QueryField::complete() {
    const auto word = text().mid(wordStart(), cursorPosition() - wordStart());
    const bool isName = !word.isEmpty() &&
                        std::all_of(word.begin(), word.end(), [](QChar c) { return c.isLetterOrNumber(); });
    m_completer->setCompletionPrefix(word);
    const bool helps =
        isName && m_completer->completionCount() > 0 && m_completer->currentCompletion() != word;
    if (!helps) return m_completer->popup()->hide();
    m_completer->popup()->setCurrentIndex({});
    m_completer->complete();
}

void QueryField::insertField(const QString& field) {
    const int start = wordStart();
    const auto rest = text().mid(cursorPosition());
    setText(text().left(start) + field + u':' + rest);
    setCursorPosition(start + static_cast<int>(field.size()) + 1);
}

void QueryField::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    // While names are offered, Enter takes one and Escape closes them.
    if (m_completer->popup()->isVisible() && (enter || event->key() == Qt::Key_Escape))
        return event->ignore();
    if (enter || event->key() == Qt::Key_Escape || event->key() == Qt::Key_Down) return emit left();
    QLineEdit::keyPressEvent(event);
}

} // namespace shipglass
