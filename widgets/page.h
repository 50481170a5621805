// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/live_terms.h"
#include "models/history_access.h"
#include "widgets/commands.h"
#include "widgets/empty_state.h"
#include "widgets/time_style.h"

#include <QPointer>
#include <QWidget>

class QStackedLayout;

namespace shipglass {

/// What every page works with; all of it outlives the pages.
struct PageContext {
    HistoryAccess& history;
    Commands& commands;
    TimeStyle& times;
    const LiveTerms& dora;
};

/// What a page is called: `name` on the command line and in settings, `title` by people.
struct PageName {
    QString name, title;
};

/// One page of the window; each has a static `called()` beside its constructor. It reads when it is told to,
/// and says when it has.
class Page : public QWidget {
    Q_OBJECT

public:
    Page(const PageContext& context, PageName called);

    const QString& name() const { return m_called.name; }
    const QString& title() const { return m_called.title; }
    /// The kind of records its query is about; nothing for a page without a query.
    virtual std::optional<Kind> kind() const { return std::nullopt; }
    /// Shows only what the query holds for.
    virtual void search(const query::Query& query);
    /// Reads again, since the history changed.
    virtual void refresh() = 0;
    /// A second has passed.
    virtual void tick() {}
    /// The vendor's page of what is selected; empty when there is none.
    virtual QString link() const { return {}; }
    virtual void focusMain() = 0;
    /// What was true then; nothing for now. To be set before the first reading.
    void setAsOf(std::optional<Time> asOf) { m_asOf = asOf; }
    /// The first reading is done.
    bool isLoaded() const { return m_loaded; }

signals:
    void loaded();
    /// A sentence for the status bar.
    void said(const QString& text);
    /// How much there is, in a few words for the head of the page.
    void summarized(const QString& text);
    /// Another page is wanted, with a query; empty for all.
    void pageWanted(const QString& name, const QString& query);
    /// The query is to be emptied.
    void queryCleared();

protected:
    const PageContext& context() const { return m_context; }
    const query::Query& query() const { return m_query; }
    std::optional<Time> asOf() const { return m_asOf; }
    void setContent(QWidget* content);
    void showContent();
    void showEmpty(const EmptyText& text);
    virtual void emptyPressed();
    void setLoaded();
    /// What to say of a history that cannot be read, or of a query that nothing matches.
    static EmptyText unreadable(const QString& error);
    static EmptyText unmatched();

private:
    PageContext m_context;
    PageName m_called;
    query::Query m_query;
    std::optional<Time> m_asOf;
    QStackedLayout* m_stack;
    EmptyState* m_empty;
    bool m_loaded = false;
};

/// A callback that does nothing once `guard` is gone.
template <class Function> auto guarded(QObject* guard, Function function) {
    return [alive = QPointer<QObject>(guard), function = std::move(function)](auto&&... values) {
        if (alive) function(std::forward<decltype(values)>(values)...);
    };
}

} // namespace shipglass
