// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deployments_page.h"

#include "models/deployment_table.h"
#include "models/plain_text.h"
#include "widgets/deployment_delegate.h"
#include "widgets/deployment_detail.h"
#include "widgets/deployment_trends.h"
#include "widgets/environments_panel.h"
#include "widgets/list_table.h"
#include "widgets/phrases.h"
#include "widgets/service_hint.h"
#include "widgets/service_offer.h"
#include "widgets/split.h"
#include "widgets/timeline_panel.h"

#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace shipglass {

PageName DeploymentsPage::called() { return {QStringLiteral("deployments"), tr("Deployments")}; }

DeploymentsPage::DeploymentsPage(const PageContext& context)
    : Page(context, called()), m_deployments(new DeploymentTable(this)),
      m_offer(new ServiceOffer(context, this)), m_hint(new ServiceHint(*m_offer, this)),
      m_tabs(new QTabWidget(this)), m_list(new ListTable(this)), m_timeline(new TimelinePanel(context, this)),
      m_environments(new EnvironmentsPanel(context.times, this)),
      m_trends(new DeploymentTrends(context, this)), m_detail(new DeploymentDetail(context, this)) {
    build();
    connectParts();
}

void DeploymentsPage::build() {
    m_list->setItemDelegate(new DeploymentDelegate(*m_deployments, context().times, m_list));
    m_list->show(m_deployments, {{tr("Service"), 22, 0, false, {}},
                                 {tr("Environment"), 22, 0, false, {}, 44},
                                 {tr("Version"), 0, 0, true, {}},
                                 {tr("By"), 14, 112, false, {}},
                                 {tr("Length"), 12, 80, false, Qt::AlignRight},
                                 {tr("Age"), 10, 0, false, Qt::AlignRight}});
    m_list->setObjectName(QStringLiteral("deployments"));
    m_list->setAccessibleName(tr("Deployments, newest first"));
    buildTabs();
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_hint);
    column->addWidget(new Split(m_tabs, m_detail, this), 1);
    setContent(content);
}

void DeploymentsPage::buildTabs() {
    m_tabs->setObjectName(QStringLiteral("deploymentTabs"));
    m_tabs->setAccessibleName(tr("Ways to look at deployments"));
    m_tabs->tabBar()->setAccessibleName(tr("Ways to look at deployments"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_list, tr("List"));
    m_tabs->addTab(m_timeline, tr("Timeline"));
    m_tabs->addTab(m_environments, tr("Environments"));
    m_tabs->addTab(m_trends, tr("Trends"));
}

void DeploymentsPage::connectParts() {
    connect(m_list, &ListTable::currentRowChanged, this, &DeploymentsPage::choose);
    connect(m_list, &ListTable::opened, this, [this](int row) {
        if (const auto* deployment = m_deployments->deploymentAt(row))
            context().commands.readDetail(Kind::deployment, deployment->source, deployment->id);
    });
    connect(m_environments, &EnvironmentsPanel::chosen, m_detail, &DeploymentDetail::show);
    connect(m_environments, &EnvironmentsPanel::opened, this, &DeploymentsPage::open);
    connect(m_timeline, &TimelinePanel::chosen, m_detail, &DeploymentDetail::show);
    connect(m_timeline, &TimelinePanel::opened, this, &DeploymentsPage::open);
    connect(m_offer, &ServiceOffer::changed, this, [this] {
        if (isLoaded() && m_deployments->rowCount() == 0) showNothing();
    });
    connect(m_trends, &DeploymentTrends::picked, this, [this](const QString& query) {
        m_tabs->setCurrentWidget(m_list);
        emit pageWanted(name(), query);
    });
    connect(m_detail, &DeploymentDetail::pageWanted, this, &Page::pageWanted);
    connect(m_detail, &DeploymentDetail::loaded, this, &DeploymentsPage::setLoaded);
    connect(&context().times, &TimeStyle::changed, m_list->viewport(), qOverload<>(&QWidget::update));
}

void DeploymentsPage::search(const query::Query& query) {
    Page::search(query);
    m_asked = true;
    m_detail->setAsOf(asOf());
    m_timeline->search(query, asOf());
    m_trends->search(query, asOf());
    read();
}

void DeploymentsPage::refresh() {
    if (!m_asked) return search(query());
    m_timeline->refresh();
    m_trends->refresh();
    read();
}

void DeploymentsPage::read() {
    m_hint->refresh();
    Selection selection;
    selection.where = query();
    selection.asOf = asOf();
    selection.now = context().times.now();
    m_ask = context().history.ask(
        this, [selection](Reader& reader) { return deployment_reading::read(reader, selection); },
        [this](deployment_reading::Found found) { take(std::move(found)); });
}

void DeploymentsPage::take(deployment_reading::Found found) {
    if (found.error) {
        // What was read before is still worth a look.
        emit said(plainLine(found.error->message));
        if (m_deployments->rowCount() > 0) return;
    }
    m_error = found.error;
    const bool none = found.rows.empty();
    if (none)
        showNothing();
    else
        showContent();
    summarize(found);
    showRows(found);
    if (none) setLoaded();
}

void DeploymentsPage::showRows(const deployment_reading::Found& found) {
    m_deployments->setRows(found.rows);
    m_environments->show(found);
    if (const auto* shown = m_deployments->deploymentAt(m_deployments->find(m_detail->row())))
        m_detail->show(*shown);
    else
        m_detail->refresh();
    if (m_list->currentRow() < 0) m_list->selectRow(0);
}

void DeploymentsPage::summarize(const deployment_reading::Found& found) {
    const auto count = grouped(static_cast<std::int64_t>(found.rows.size()));
    const auto text = found.rows.size() == 1 ? tr("1 deployment") : tr("%1 deployments").arg(count);
    emit summarized(found.isCapped ? tr("the newest %1 deployments").arg(count) : text);
}

void DeploymentsPage::showNothing() { showEmpty(nothing()); }

/// Where a service could say that runs, tags or changes are its deployments.
bool DeploymentsPage::suggests() const { return !m_error && query().terms.empty() && m_offer->hasAny(); }

EmptyText DeploymentsPage::nothing() const {
    if (m_error) return unreadable(plainLine(m_error->message));
    if (!query().terms.empty()) return unmatched();
    const Look look{Mark::dashes, Tone::neutral};
    if (suggests()) return {look, tr("No deployments yet"), m_offer->wholeText(), tr("Show services")};
    return {look, tr("No deployments yet"),
            tr("Deployments appear here as soon as a source has reported one. Systems without any of their "
               "own can be imported: shipglass import FILE, as NDJSON or CSV."),
            tr("Look at the sources")};
}

void DeploymentsPage::emptyPressed() {
    if (suggests()) return m_offer->openDialog();
    Page::emptyPressed();
}

void DeploymentsPage::choose(int row) {
    if (const auto* deployment = m_deployments->deploymentAt(row)) m_detail->show(*deployment);
}

/// In the list where it is there, else in the details alone, where the focus goes.
void DeploymentsPage::open(const DeploymentRow& deployment) {
    m_detail->show(deployment);
    const int row = m_deployments->find(deployment.row);
    if (row < 0) return m_detail->focusMain();
    m_tabs->setCurrentWidget(m_list);
    m_list->selectRow(row);
    m_list->setFocus();
}

void DeploymentsPage::tick() {
    m_list->viewport()->update();
    m_environments->tick();
    if (isVisible()) m_detail->tick();
}

QString DeploymentsPage::link() const { return m_detail->link(); }

void DeploymentsPage::focusMain() {
    if (m_tabs->currentWidget() == m_list)
        m_list->setFocus();
    else if (m_tabs->currentWidget() == m_timeline)
        m_timeline->focusMain();
    else if (m_tabs->currentWidget() != m_environments || !m_environments->focusMain())
        m_tabs->tabBar()->setFocus();
}

} // namespace shipglass
