// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deployment_detail.h"

#include "models/plain_text.h"
#include "query/queries.h"
#include "widgets/deployment_lines.h"
#include "widgets/line_list.h"
#include "widgets/noted_part.h"
#include "widgets/phrases.h"

#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace shipglass {

namespace {

constexpr int leastPartLines = 10;

QString written(const query::Query& query) { return QString::fromStdString(query::format(query)); }

QString headTitle(const DeploymentRow& row) {
    const auto what = QStringList{row.service, row.version}.join(u' ').trimmed();
    return row.environment.isEmpty() ? what : what + QStringLiteral(" \u2192 ") + row.environment;
}

} // namespace

DeploymentDetail::DeploymentDetail(const PageContext& context, QWidget* parent)
    : DetailPanel(parent), m_context(context), m_head(new DetailHead(this)),
      m_run(new QPushButton(tr("Open its run"), this)), m_facts(new FactGrid(this)),
      m_tabs(new QTabWidget(this)),
      m_history(new LineList(QStringLiteral("deploymentHistory"), tr("Statuses, newest first"),
                             {{tr("Status"), 20, 0, false, {}}, {tr("At"), 0, 0, true, {}}}, this)),
      m_commits(new LineList(QStringLiteral("deploymentCommits"), tr("Commits it shipped"),
                             {{tr("Commit"), 0, 0, true, {}}, {tr("Repository"), 24, 44, false, {}}}, this)),
      m_changes(new LineList(QStringLiteral("deploymentChanges"), tr("Changes it shipped"),
                             {{tr("Change"), 0, 0, true, {}},
                              {tr("Author"), 16, 44, false, {}},
                              {tr("Landed"), 10, 0, false, Qt::AlignRight}},
                             this)),
      m_alerts(new LineList(QStringLiteral("deploymentAlerts"), tr("Alerts within 24 hours"),
                            {{tr("Alert"), 0, 0, true, {}},
                             {tr("State"), 16, 44, false, {}},
                             {tr("Began"), 19, 0, false, Qt::AlignRight}},
                            this)),
      m_historyPart(addTab(m_history)), m_commitPart(addTab(m_commits)), m_changePart(addTab(m_changes)),
      m_alertPart(addTab(m_alerts)) {
    build();
    connect(m_run, &QPushButton::clicked, this, &DeploymentDetail::openRun);
    connect(m_alerts, &ListTable::opened, this, &DeploymentDetail::openAlert);
    connect(&m_context.times, &TimeStyle::changed, this, [this] {
        if (m_story) showStory();
    });
}

NotedPart* DeploymentDetail::addTab(LineList* list) {
    auto* part = new NotedPart(list, this);
    m_tabs->addTab(part, list->accessibleName());
    return part;
}

/// Facts and parts are gone through together where there is no room for both.
void DeploymentDetail::build() {
    m_run->setObjectName(QStringLiteral("openRun"));
    m_run->setVisible(false);
    m_tabs->setObjectName(QStringLiteral("deploymentParts"));
    m_tabs->setAccessibleName(tr("Parts of the deployment"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the deployment"));
    m_tabs->setMinimumHeight(fontMetrics().height() * leastPartLines);
    addPart(m_head);
    addButtons({m_run});
    auto* column = addScrolled(QStringLiteral("deploymentFacts"), tr("Details of the deployment"));
    column->addWidget(m_facts);
    column->addWidget(m_tabs, 1);
}

void DeploymentDetail::show(const DeploymentRow& row) {
    if (row.row != m_row.row) m_story.reset();
    m_row = row;
    refresh();
}

void DeploymentDetail::refresh() {
    if (m_row.row == 0) return;
    m_ask = m_context.history.ask(
        this,
        [source = m_row.source, id = m_row.id, now = m_context.times.now(), asOf = m_asOf](Reader& reader) {
            return readStory(reader, source, id, now, asOf);
        },
        [this](Result<DeploymentStory> story) { take(std::move(story)); });
}

void DeploymentDetail::take(Result<DeploymentStory> story) {
    m_story.reset();
    if (story)
        m_story = std::move(story).value();
    else
        showGone(story.error());
    if (m_story) showStory();
    emit loaded();
}

void DeploymentDetail::showGone(const Error& error) {
    m_head->show({}, tr("This deployment is gone"), plainLine(error.message));
    m_facts->show({});
    m_run->setVisible(false);
    m_tabs->setVisible(false);
}

void DeploymentDetail::showStory() {
    const auto title = plainLine(m_story->deployment.title);
    const auto status = phrase(m_story->deployment.status);
    m_head->show(lookOf(m_story->deployment.status), headTitle(m_row),
                 title.isEmpty() ? status : status + QStringLiteral(" \u00b7 ") + title);
    m_run->setVisible(!m_story->deployment.runId.empty());
    m_tabs->setVisible(true);
    showFacts();
    showParts();
}

void DeploymentDetail::showFacts() {
    m_facts->show(deployment_lines::facts(*m_story, m_row, m_context.times));
}

void DeploymentDetail::showParts() {
    using namespace deployment_lines;
    const auto& times = m_context.times;
    const auto fill = [this](NotedPart* part, LineList* list, std::vector<Line> lines, const QString& title,
                             const QString& note) {
        const auto count = static_cast<std::int64_t>(lines.size());
        m_tabs->setTabText(m_tabs->indexOf(part), count == 0 ? title : title + u' ' + grouped(count));
        part->tell(count > 0, note);
        list->setLines(std::move(lines));
    };
    auto moments = deployment_lines::history(*m_story, times);
    const auto none = moments.empty() ? tr("When its status changed is not known.") : QString();
    fill(m_historyPart, m_history, std::move(moments), tr("History"), none);
    fill(m_commitPart, m_commits, commits(*m_story), tr("Commits"), commitNote(*m_story));
    fill(m_changePart, m_changes, changes(*m_story, times), tr("Changes"), changeNote(*m_story));
    fill(m_alertPart, m_alerts, alerts(*m_story, times), tr("Alerts"), alertNote(*m_story));
}

void DeploymentDetail::openRun() {
    if (m_story)
        emit pageWanted(QStringLiteral("pipelines"),
                        written(queries::record(m_row.source, m_story->deployment.runId)));
}

void DeploymentDetail::openAlert(int row) {
    if (!m_story || row < 0 || row >= static_cast<int>(m_story->alerts.size())) return;
    const auto& alert = m_story->alerts[static_cast<std::size_t>(row)];
    // Alerts that are over are only shown to those who ask for a state.
    emit pageWanted(QStringLiteral("alerts"),
                    written(queries::record(alert.source, alert.id)) + QStringLiteral(" state:*"));
}

QString DeploymentDetail::link() const {
    for (const auto* list : {m_changes, m_alerts}) {
        if (!list->hasFocus() || list->currentRow() < 0) continue;
        return list->model()->index(list->currentRow(), 0).data(LineTable::DetailRole).toString();
    }
    return m_row.url;
}

void DeploymentDetail::focusMain() {
    if (m_tabs->isVisible()) m_tabs->tabBar()->setFocus();
}

void DeploymentDetail::tick() {
    if (m_story) showFacts();
}

} // namespace shipglass
