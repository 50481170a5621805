// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview_page.h"

#include "models/plain_text.h"
#include "widgets/count_card.h"
#include "widgets/latest_panel.h"
#include "widgets/outcome_chart.h"
#include "widgets/phrases.h"
#include "widgets/welcome_panel.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace shipglass {

namespace {

constexpr Millis day = std::chrono::hours(24);
constexpr int sideBySideFrom = 130; ///< Letters.

QString share(std::int64_t part, std::int64_t whole) {
    return QStringLiteral("%1 %").arg(static_cast<double>(part) * 100 / static_cast<double>(whole), 0, 'f',
                                      1);
}

QString wordOf(OutcomeClass outcome) {
    switch (outcome) {
    case OutcomeClass::success:
        return QStringLiteral("success");
    case OutcomeClass::unstable:
        return QStringLiteral("unstable");
    case OutcomeClass::failure:
        return QStringLiteral("failure");
    case OutcomeClass::canceled:
        return QStringLiteral("canceled");
    case OutcomeClass::other:
        break;
    }
    return QStringLiteral("unknown,queued,running,waiting,skipped");
}

/// What is wrong with the sources, in a few words.
QString sourcesBelow(const Digest& digest) {
    const auto all = digest.sourceCount() - digest.sources(SourceHealth::disabled);
    if (!digest.stalest.isEmpty()) return OverviewPage::tr("%1 is out of date").arg(digest.stalest);
    if (all == 0)
        return digest.otherSources > 0
                   ? OverviewPage::tr("none is configured, %1 imported").arg(grouped(digest.otherSources))
                   : OverviewPage::tr("none is configured");
    if (digest.sources(SourceHealth::fresh) == all) return OverviewPage::tr("all are read");
    return digest.sources(SourceHealth::fresh) == 0 ? OverviewPage::tr("none is read yet")
                                                    : OverviewPage::tr("the others are not read yet");
}

} // namespace

PageName OverviewPage::called() { return {QStringLiteral("overview"), tr("Overview")}; }

OverviewPage::OverviewPage(const PageContext& context)
    : Page(context, called()), m_welcome(new WelcomePanel(context.commands, this)),
      m_chart(new OutcomeChart(this)), m_latest(new LatestPanel(context.times, this)),
      m_chartNone(quietLabel({}, this)), m_lower(new QBoxLayout(QBoxLayout::LeftToRight)) {
    build();
    connect(m_welcome, &WelcomePanel::said, this, &Page::said);
    connect(m_chart, &OutcomeChart::picked, this, [this](std::int64_t dayMs, OutcomeClass outcome) {
        const auto from = QDateTime::fromMSecsSinceEpoch(dayMs, Qt::UTC).date();
        const auto query = QStringLiteral("createdAt>=%1 createdAt<%2 status:%3");
        emit pageWanted(
            QStringLiteral("pipelines"),
            query.arg(from.toString(Qt::ISODate), from.addDays(1).toString(Qt::ISODate), wordOf(outcome)));
    });
}

void OverviewPage::build() {
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(10);
    column->addWidget(m_welcome);
    column->addWidget(buildCards());
    m_lower->setSpacing(10);
    m_lower->addWidget(buildChart(), 3);
    m_lower->addWidget(m_latest, 2);
    column->addLayout(m_lower, 1);
    setContent(content);
}

QWidget* OverviewPage::buildCards() {
    auto* cards = new QWidget(this);
    auto* row = new QHBoxLayout(cards);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    m_running = card(QStringLiteral("cardRunning"), tr("Running now"), QStringLiteral("pipelines"),
                     QStringLiteral("status:running,queued,waiting"));
    m_failed = card(QStringLiteral("cardFailed"), tr("Failed in 24 h"), QStringLiteral("pipelines"),
                    QStringLiteral("status:failure,unstable age<24h"));
    m_firing = card(QStringLiteral("cardFiring"), tr("Alerts firing"), QStringLiteral("alerts"),
                    QStringLiteral("state:firing"));
    m_sources = card(QStringLiteral("cardSources"), tr("Sources up to date"), QStringLiteral("sources"), {});
    for (auto* item : {m_running, m_failed, m_firing, m_sources}) row->addWidget(item);
    return cards;
}

CountCard* OverviewPage::card(const QString& name, const QString& title, const QString& page,
                              const QString& query) {
    auto* item = new CountCard(name, title, this);
    connect(item, &QAbstractButton::clicked, this, [this, page, query] { emit pageWanted(page, query); });
    return item;
}

QWidget* OverviewPage::buildChart() {
    auto* panel = new QWidget(this);
    panel->setObjectName(QStringLiteral("panel"));
    panel->setAttribute(Qt::WA_StyledBackground);
    m_chartNone->setObjectName(QStringLiteral("chartNone"));
    m_chartNone->setAlignment(Qt::AlignCenter);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(14, 12, 14, 8);
    column->addWidget(strongLabel(tr("Runs a day and how they ended"), panel));
    column->addWidget(m_chartNone, 1);
    column->addWidget(m_chart, 1);
    return panel;
}

void OverviewPage::offer(const std::vector<OfferedServer>& servers) { m_welcome->offer(servers); }

void OverviewPage::search(const query::Query& query) {
    Page::search(query);
    refresh();
}

void OverviewPage::refresh() {
    const auto now = context().times.now();
    const auto today = std::chrono::floor<std::chrono::days>(asOf().value_or(now));
    m_until = today + day;
    m_since = m_until - days * day;
    Selection runs;
    runs.where = query();
    runs.since = m_since;
    runs.until = m_until;
    runs.asOf = asOf();
    runs.now = now;
    m_ask = context().history.ask(
        this,
        [runs, now](Reader& reader) {
            return Found{readDigest(reader, now, runs.asOf), reader.outcomes(runs),
                         readLatest(reader, runs.asOf, LatestPanel::most)};
        },
        [this](const Found& found) { take(found); });
}

void OverviewPage::take(const Found& found) {
    if (found.digest.error)
        showEmpty(unreadable(plainLine(found.digest.error->message)));
    else
        showContent();
    showCards(found.digest);
    showChart(found);
    m_latest->show(found.latest);
    setLoaded();
}

void OverviewPage::showCards(const Digest& digest) {
    const auto ended = digest.succeeded + digest.failed;
    m_running->show(grouped(digest.running),
                    digest.waiting > 0 ? tr("%1 waiting").arg(grouped(digest.waiting)) : tr("none waiting"),
                    digest.running > 0 ? lookOf(RunStatus::running) : Look{Mark::dashes, Tone::neutral});
    m_failed->show(grouped(digest.failed),
                   ended == 0   ? tr("no run ended")
                   : ended == 1 ? tr("%1 of 1 run").arg(digest.failed)
                                : tr("%1 of %2 runs").arg(share(digest.failed, ended), grouped(ended)),
                   digest.failed > 0 ? lookOf(RunStatus::failure) : Look{Mark::dashes, Tone::neutral});
    const auto critical = digest.firing(Severity::critical);
    m_firing->show(
        grouped(digest.firing()),
        tr("%1 critical, %2 acknowledged or silenced").arg(grouped(critical), grouped(digest.handled)),
        critical > 0          ? lookOf(Severity::critical)
        : digest.firing() > 0 ? lookOf(Severity::warning)
                              : Look{Mark::dashes, Tone::neutral});
    showSources(digest);
}

void OverviewPage::showSources(const Digest& digest) {
    const auto all = digest.sourceCount() - digest.sources(SourceHealth::disabled);
    const auto fresh = digest.sources(SourceHealth::fresh);
    const auto worst =
        digest.sources(SourceHealth::failing) > 0 ? SourceHealth::failing : SourceHealth::stale;
    m_sources->show(all > 0 ? tr("%1 of %2").arg(fresh).arg(all) : QStringLiteral("0"), sourcesBelow(digest),
                    digest.unwell() > 0       ? lookOf(worst)
                    : fresh < all || all == 0 ? lookOf(SourceHealth::unknown)
                                              : lookOf(SourceHealth::fresh));
}

void OverviewPage::showChart(const Found& found) {
    const auto series =
        found.outcomes.ok() ? OutcomeSeries::of(*found.outcomes, m_since, m_until) : OutcomeSeries{};
    const bool some = series.total() > 0;
    m_chart->setVisible(some);
    m_chartNone->setVisible(!some);
    const auto total = series.total();
    emit summarized(!some        ? QString()
                    : total == 1 ? tr("1 run in %1 days").arg(days)
                                 : tr("%1 runs in %2 days").arg(grouped(total)).arg(days));
    if (some) return m_chart->show(series);
    if (!found.outcomes.ok())
        m_chartNone->setText(plainLine(found.outcomes.error().message));
    else if (!query().terms.empty())
        m_chartNone->setText(tr("No run of the last %1 days matches the query.").arg(days));
    else
        m_chartNone->setText(
            tr("No run is known of the last %1 days. Add a source and its runs are counted here.").arg(days));
}

void OverviewPage::tick() { m_latest->tick(); }

QString OverviewPage::link() const { return m_latest->link(); }

void OverviewPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    const bool wide = width() >= sideBySideFrom * fontMetrics().averageCharWidth();
    m_lower->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void OverviewPage::focusMain() { m_running->setFocus(); }

} // namespace shipglass
