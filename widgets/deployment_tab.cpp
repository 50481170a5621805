// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deployment_tab.h"

namespace shipglass {

DeploymentTab::DeploymentTab(const PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context) {}

void DeploymentTab::search(const query::Query& query, std::optional<Time> asOf) {
    m_query = query;
    m_asOf = asOf;
    refresh();
}

void DeploymentTab::refresh() {
    m_behind = true;
    if (isVisible()) readNow();
}

void DeploymentTab::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_behind) readNow();
}

void DeploymentTab::readNow() {
    m_behind = false;
    read();
}

Selection DeploymentTab::selectionOf(Time since, Time until) const {
    Selection selection;
    selection.where = m_query;
    selection.since = since;
    selection.until = until;
    selection.asOf = m_asOf;
    selection.now = m_context.times.now();
    return selection;
}

} // namespace shipglass
