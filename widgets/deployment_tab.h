// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/page.h"

namespace shipglass {

/// A way to look at the deployments of a query that reads for itself, and only while it is seen.
class DeploymentTab : public QWidget {
    Q_OBJECT

public:
    void search(const query::Query& query, std::optional<Time> asOf);
    /// The history may have changed.
    void refresh();

protected:
    DeploymentTab(const PageContext& context, QWidget* parent);

    const PageContext& context() const { return m_context; }
    const query::Query& query() const { return m_query; }
    std::optional<Time> asOf() const { return m_asOf; }
    /// What the query holds for, of a span of time.
    Selection selectionOf(Time since, Time until) const;
    /// Reads, seen or not.
    void readNow();
    /// Asks the history; `m_ask` is for the ticket.
    virtual void read() = 0;

    void showEvent(QShowEvent* event) override;

    LatestAsk m_ask;

private:
    PageContext m_context;
    query::Query m_query;
    std::optional<Time> m_asOf;
    bool m_behind = true; ///< What is shown was read before the history changed.
};

} // namespace shipglass
