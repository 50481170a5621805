// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/page.h"

#include <QStackedLayout>

namespace shipglass {

Page::Page(const PageContext& context, PageName called)
    : m_context(context), m_called(std::move(called)), m_stack(new QStackedLayout(this)),
      m_empty(new EmptyState(this)) {
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(m_called.title);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_empty);
    connect(m_empty, &EmptyState::pressed, this, &Page::emptyPressed);
    showEmpty({{Mark::dashes, Tone::neutral}, tr("Reading the history"), {}, {}});
}

void Page::search(const query::Query& query) { m_query = query; }

void Page::setContent(QWidget* content) { m_stack->addWidget(content); }

void Page::showContent() { m_stack->setCurrentIndex(1); }

void Page::showEmpty(const EmptyText& text) {
    m_empty->show(text);
    m_stack->setCurrentIndex(0);
}

void Page::emptyPressed() {
    if (m_query.terms.empty())
        emit pageWanted(QStringLiteral("sources"), {});
    else
        emit queryCleared();
}

void Page::setLoaded() {
    m_loaded = true;
    emit loaded();
}

EmptyText Page::unreadable(const QString& error) {
    return {{Mark::cross, Tone::bad}, tr("The history cannot be read"), error, tr("Look at the sources")};
}

EmptyText Page::unmatched() {
    return {{Mark::unknown, Tone::neutral},
            tr("Nothing matches the query"),
            tr("Take a term out, or write fewer letters of a word. Words alone are looked for in titles, "
               "names, branches and commits."),
            tr("Clear the query")};
}

} // namespace shipglass
