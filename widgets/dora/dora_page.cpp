// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/dora_page.h"

#include "models/plain_text.h"
#include "widgets/dora/dialects_view.h"
#include "widgets/dora/dora_head.h"
#include "widgets/dora/dora_notice.h"
#include "widgets/dora/dora_saving.h"
#include "widgets/dora/evidence_view.h"
#include "widgets/dora/figure_text.h"
#include "widgets/dora/key_card.h"
#include "widgets/dora/no_deployments.h"
#include "widgets/dora/performers_view.h"
#include "widgets/dora/spread_chart.h"
#include "widgets/dora/stages_view.h"
#include "widgets/dora/trend_chart.h"
#include "widgets/phrases.h"

#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace shipglass {

namespace {

constexpr int sideBySideFrom = 120, cardLetters = 27; ///< Letters.
constexpr int chartLines = 10;                        ///< The least height of a chart, in lines.

QWidget* panel(QWidget* parent) {
    auto* made = new QWidget(parent);
    made->setObjectName(QStringLiteral("panel"));
    made->setAttribute(Qt::WA_StyledBackground);
    return made;
}

QWidget* chartPanel(QLabel* title, QWidget* chart, QWidget* parent) {
    auto* made = panel(parent);
    auto* column = new QVBoxLayout(made);
    column->setContentsMargins(14, 10, 14, 8);
    column->addWidget(title);
    column->addWidget(chart, 1);
    chart->setMinimumHeight(chartLines * chart->fontMetrics().height());
    return made;
}

QString bandText(const DoraFindings& findings) {
    if (findings.wish.dialect != "dora.dev")
        return DoraPage::tr("Levels are those of %1.").arg(plainLine(findings.wish.dialect));
    return DoraPage::tr(
               "Bands are those of the report of %1: medians of survey answers, not thresholds. Neighbours "
               "may overlap or leave gaps.")
        .arg(findings.asked.reportYear);
}

/// What the bars count.
QString spreadText(dora::Key key) {
    switch (key) {
    case dora::Key::deploymentFrequency:
        return DoraPage::tr("Deployments");
    case dora::Key::changeFailureRate:
        return DoraPage::tr("Deployments and failures");
    case dora::Key::reworkRate:
        return DoraPage::tr("Deployments and rework");
    default:
        return DoraPage::tr("How long they took");
    }
}

} // namespace

PageName DoraPage::called() { return {QStringLiteral("dora"), tr("DORA")}; }

DoraPage::DoraPage(const PageContext& context)
    : Page(context, called()),
      m_desk(new DoraDesk(context.history, context.dora, context.times.clock(), this)),
      m_pages(new QStackedWidget(this)), m_scroll(new QScrollArea(m_pages)),
      m_none(new NoDeployments(context, m_pages)), m_body(new QWidget(m_scroll)),
      m_head(new DoraHead(m_body)), m_notices(textLabel({}, m_body)),
      m_cards(new FoldedGrid(cardLetters, 8, m_body)), m_bands(quietLabel({}, m_body)),
      m_trendTitle(strongLabel({}, m_body)), m_spreadTitle(strongLabel({}, m_body)),
      m_charts(new QBoxLayout(QBoxLayout::LeftToRight)), m_trend(new TrendChart(m_body)),
      m_spread(new SpreadChart(m_body)), m_parts(new QTabWidget(m_body)),
      m_evidence(new EvidenceView(context, m_body)), m_stages(new StagesView(m_body)),
      m_dialects(new DialectsView(m_body)), m_performers(new PerformersView(m_body)),
      m_saving(new DoraSaving(context.history, *m_desk, m_body)) {
    build();
    connectParts();
    connectDesk();
}

void DoraPage::build() {
    m_notices->setObjectName(QStringLiteral("doraNotices"));
    m_notices->hide();
    m_bands->setObjectName(QStringLiteral("bandNote"));
    buildCards();
    auto* column = new QVBoxLayout(m_body);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_head);
    column->addWidget(m_notices);
    column->addWidget(m_cards);
    column->addWidget(m_bands);
    column->addWidget(buildCharts(), 2);
    column->addWidget(buildParts(), 3);
    m_body->setObjectName(QStringLiteral("doraBody"));
    m_scroll->setWidget(m_body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_pages->addWidget(m_scroll);
    m_pages->addWidget(m_none);
    setContent(m_pages);
}

void DoraPage::buildCards() {
    for (std::size_t at = 0; at < dora::kKeys; ++at) {
        const auto key = static_cast<dora::Key>(at);
        m_keys[at] = new KeyCard(key, m_cards);
        m_cards->add(m_keys[at]);
        connect(m_keys[at], &QAbstractButton::clicked, this, [this, key] { chooseKey(key); });
    }
    m_keys.front()->setChecked(true);
}

QWidget* DoraPage::buildCharts() {
    auto* charts = new QWidget(m_body);
    charts->setLayout(m_charts);
    m_charts->setContentsMargins(0, 0, 0, 0);
    m_charts->setSpacing(8);
    m_charts->addWidget(chartPanel(m_trendTitle, m_trend, charts), 3);
    m_charts->addWidget(chartPanel(m_spreadTitle, m_spread, charts), 2);
    return charts;
}

QWidget* DoraPage::buildParts() {
    m_parts->setObjectName(QStringLiteral("doraParts"));
    m_parts->setAccessibleName(tr("Behind the figures"));
    m_parts->tabBar()->setAccessibleName(tr("Behind the figures"));
    m_parts->setDocumentMode(true);
    m_parts->tabBar()->setDrawBase(false);
    m_parts->addTab(m_evidence, tr("Rows"));
    m_parts->addTab(m_stages, tr("Parts of the lead time"));
    m_parts->addTab(m_dialects, tr("Dialects"));
    m_parts->addTab(m_performers, tr("Elite and low performers"));
    auto* made = panel(m_body);
    auto* column = new QVBoxLayout(made);
    column->setContentsMargins(1, 4, 1, 1);
    column->addWidget(m_parts);
    return made;
}

void DoraPage::connectParts() {
    connect(m_head, &DoraHead::wished, m_desk, &DoraDesk::ask);
    connect(m_head, &DoraHead::pictureWanted, m_saving, &DoraSaving::askForPicture);
    connect(m_head, &DoraHead::fileWanted, m_saving, &DoraSaving::askForFile);
    connect(m_saving, &DoraSaving::said, this, &Page::said);
    connect(m_trend, &BucketChart::chosen, this, [this](std::optional<std::size_t> bucket) {
        narrow({m_desk->shown().key, bucket, m_desk->shown().spans});
    });
    connect(m_spread, &BucketChart::chosen, this,
            [this](std::optional<std::size_t> bar) { narrow(m_spread->narrowed(m_desk->shown(), bar)); });
    connect(m_evidence, &EvidenceView::widened, this, &DoraPage::narrow);
    connect(m_evidence, &EvidenceView::pageWanted, this, &Page::pageWanted);
    connect(m_evidence, &EvidenceView::said, this, &Page::said);
    connect(m_dialects, &DialectsView::seen, m_desk, &DoraDesk::wantSideBySide);
    connect(m_none, &NoDeployments::said, this, &Page::said);
    connect(m_none, &NoDeployments::sourcesWanted, this,
            [this] { emit pageWanted(QStringLiteral("sources"), {}); });
}

void DoraPage::connectDesk() {
    connect(m_desk, &DoraDesk::answered, this, &DoraPage::showAnswer);
    connect(m_desk, &DoraDesk::evidenceFound, this, &DoraPage::showEvidence);
    connect(m_desk, &DoraDesk::dialectsAnswered, this, &DoraPage::showDialects);
    connect(m_desk, &DoraDesk::failed, this, &DoraPage::fail);
}

/// The page has no query: words and fields say nothing of a figure.
void DoraPage::search(const query::Query&) {
    if (!m_begun) refresh();
}

void DoraPage::refresh() {
    m_begun = true;
    m_desk->setAsOf(asOf());
    m_evidence->setAsOf(asOf());
    m_desk->refresh();
    if (m_desk->findings()) showNotices();
}

void DoraPage::tick() {
    m_desk->tick();
    if (m_desk->findings()) showNotices();
}

QString DoraPage::link() const { return m_evidence->link(); }

void DoraPage::focusMain() {
    if (m_pages->currentWidget() == m_none) return m_none->focusMain();
    m_keys[static_cast<std::size_t>(m_desk->shown().key)]->setFocus();
}

void DoraPage::chooseKey(dora::Key key) {
    for (std::size_t at = 0; at < dora::kKeys; ++at)
        m_keys[at]->setChecked(static_cast<dora::Key>(at) == key);
    m_desk->look({key, m_desk->shown().bucket, std::nullopt});
    if (const auto* findings = m_desk->findings(); findings && findings->problem.empty())
        m_trend->show(*findings, key);
    showDialects();
}

void DoraPage::narrow(const EvidenceWish& wish) {
    m_desk->look(wish);
    if (wish.bucket || wish.spans) m_parts->setCurrentWidget(m_evidence);
}

void DoraPage::showAnswer() {
    const auto& findings = *m_desk->findings();
    showContent();
    const bool none = findings.deployments == 0;
    if (none) m_none->refresh();
    m_pages->setCurrentWidget(none ? static_cast<QWidget*>(m_none) : m_scroll);
    m_head->offer(findings.services, findings.teams);
    showNotices();
    if (!findings.problem.empty()) return setLoaded();
    m_head->setWindow(findings.asked.window, findings.calendar);
    for (auto* card : m_keys) card->show(findings);
    m_bands->setText(bandText(findings));
    m_trend->show(findings, m_desk->shown().key);
    m_stages->show(findings);
    m_performers->show(findings);
    m_dialects->showWaiting();
    summarize();
}

void DoraPage::showEvidence() {
    const auto& findings = *m_desk->findings();
    const auto& evidence = *m_desk->evidence();
    const auto& shown = m_desk->shown();
    m_trendTitle->setText(tr("%1 over time").arg(phrase(evidence.key)));
    m_spreadTitle->setText(spreadText(evidence.key));
    m_spread->show(findings, evidence, shown);
    m_trend->setChosen(shown.bucket);
    m_evidence->show(evidence, findings, shown);
    setLoaded();
}

void DoraPage::showDialects() {
    if (!m_desk->dialects().empty()) m_dialects->show(m_desk->dialects(), m_desk->shown().key);
}

void DoraPage::showNotices() {
    const auto notices =
        noticesOf(*m_desk->findings(), context().dora.now(), m_desk->isBehind(), context().times);
    m_notices->setText(notices.join(u'\n'));
    m_notices->setProperty("problem", !m_desk->findings()->problem.empty());
    m_notices->setVisible(!notices.isEmpty());
}

void DoraPage::summarize() {
    const auto& findings = *m_desk->findings();
    emit summarized(QStringLiteral("%1, %2").arg(whoseText(findings.wish.whose),
                                                 windowText(findings.asked.window, findings.calendar)));
}

/// What was read before is still worth a look.
void DoraPage::fail(const QString& why) {
    emit said(why);
    if (!m_desk->findings()) showEmpty(unreadable(why));
    setLoaded();
}

void DoraPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    const bool wide = width() >= sideBySideFrom * fontMetrics().averageCharWidth();
    m_charts->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace shipglass
