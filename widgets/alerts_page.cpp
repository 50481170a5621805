// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts_page.h"

#include "query/queries.h"
#include "widgets/alert_delegate.h"
#include "widgets/alert_detail.h"
#include "widgets/list_table.h"
#include "widgets/phrases.h"
#include "widgets/split.h"

namespace shipglass {

PageName AlertsPage::called() { return {QStringLiteral("alerts"), tr("Alerts")}; }

AlertsPage::AlertsPage(const PageContext& context)
    : Page(context, called()), m_alerts(new AlertTable(context.history, context.times.clock(), this)),
      m_list(new ListTable(this)), m_detail(new AlertDetail(context, this)) {
    build();
    connect(m_alerts, &AlertTable::loaded, this, &AlertsPage::showState);
    connect(m_list, &ListTable::currentRowChanged, this, &AlertsPage::choose);
    connect(m_detail, &AlertDetail::said, this, &Page::said);
    connect(m_detail, &AlertDetail::loaded, this, &AlertsPage::setLoaded);
    connect(&context.times, &TimeStyle::changed, m_list->viewport(), qOverload<>(&QWidget::update));
}

void AlertsPage::build() {
    m_list->setItemDelegate(new AlertDelegate(context().times, m_list));
    m_list->show(m_alerts, {{tr("Severity"), 16, 0, false, {}},
                            {tr("Alert"), 0, 0, true, {}},
                            {tr("Labels"), 36, 110, false, {}},
                            {tr("State"), 32, 60, false, {}},
                            {tr("Age"), 10, 0, false, Qt::AlignRight}});
    m_list->setObjectName(QStringLiteral("alerts"));
    m_list->setAccessibleName(tr("Alerts, the most urgent first"));
    setContent(new Split(m_list, m_detail, this));
}

void AlertsPage::search(const query::Query& query) {
    Page::search(query);
    m_asked = true;
    Selection selection;
    selection.where = queries::mentions(query, "state")
                          ? query
                          : queries::both(query, queries::without("state", "resolved"));
    selection.asOf = asOf();
    m_detail->setAsOf(asOf());
    m_alerts->select(selection);
}

void AlertsPage::refresh() {
    if (!m_asked) return search(query());
    m_alerts->refresh();
    m_detail->refresh();
}

void AlertsPage::tick() {
    m_list->viewport()->update();
    if (isVisible()) m_detail->tick();
}

void AlertsPage::showState() {
    const int count = m_alerts->rowCount();
    if (count == 0)
        showEmpty(nothing());
    else
        showContent();
    if (count > 0 && m_list->currentRow() < 0) m_list->selectRow(0);
    const auto text = count == 1 ? tr("1 alert") : tr("%1 alerts").arg(grouped(count));
    emit summarized(m_alerts->isCapped() ? tr("the newest %1 alerts").arg(grouped(count)) : text);
    if (!m_alerts->error().isEmpty()) emit said(m_alerts->error());
    if (count == 0) setLoaded();
}

EmptyText AlertsPage::nothing() const {
    if (!m_alerts->error().isEmpty()) return unreadable(m_alerts->error());
    if (!query().terms.empty()) return unmatched();
    return {{Mark::ring, Tone::neutral},
            tr("No open alerts are known"),
            tr("Write state:resolved to see those that are over. That nothing is known is only good news "
               "while the sources are "
               "up to date."),
            tr("Look at the sources")};
}

void AlertsPage::choose(int row) {
    if (const auto* alert = m_alerts->alertAt(row)) m_detail->show(alert->source, alert->id);
}

QString AlertsPage::link() const {
    const auto* alert = m_alerts->alertAt(m_list->currentRow());
    return alert ? alert->url : QString();
}

void AlertsPage::focusMain() { m_list->setFocus(); }

} // namespace shipglass
