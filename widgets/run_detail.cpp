// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_detail.h"

#include "models/plain_text.h"
#include "widgets/line_list.h"
#include "widgets/log_view.h"
#include "widgets/noted_part.h"
#include "widgets/phrases.h"
#include "widgets/stage_list.h"
#include "widgets/test_list.h"

#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace shipglass {

namespace {

constexpr Millis logPause{1500};
constexpr int leastPartLines = 10;

QString named(const QString& name, const QString& rest) {
    return rest.isEmpty() ? name : name + QStringLiteral(" \u00b7 ") + rest;
}

} // namespace

RunDetail::RunDetail(const PageContext& context, QWidget* parent)
    : RecordDetail(context, Kind::run, parent), m_head(new DetailHead(this)),
      m_rerun(actionButton("rerun", tr("Run again"))), m_cancel(actionButton("cancel", tr("Cancel"))),
      m_approve(actionButton("approve", tr("Approve"))), m_facts(new FactGrid(this)),
      m_tabs(new QTabWidget(this)), m_stages(new StageList(this)), m_stagePart(new NotedPart(m_stages, this)),
      m_log(new LogView(context.commands, logPause, this)), m_tests(new TestList(context, this)),
      m_attempts(new LineList(QStringLiteral("attempts"), tr("Attempts"),
                              {{tr("Attempt"), 22, 0, false, {}},
                               {tr("Length"), 13, 0, false, {}},
                               {tr("Began"), 0, 0, true, {}}},
                              this)) {
    build();
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (m_tabs->currentWidget() == m_log) m_log->start();
    });
    connect(m_stages, &ListTable::opened, this, [this](int row) {
        // Chosen first, or the tab would begin with another stage's log.
        m_log->choose(m_stages->timeline().bars[static_cast<std::size_t>(row)].id);
        m_tabs->setCurrentWidget(m_log);
    });
    connect(&context.times, &TimeStyle::changed, this, [this] {
        if (m_run) showRun();
    });
}

/// Facts and parts are gone through together where there is no room for both.
void RunDetail::build() {
    m_tabs->setObjectName(QStringLiteral("runTabs"));
    m_tabs->setAccessibleName(tr("Parts of the run"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the run"));
    m_tabs->setMinimumHeight(fontMetrics().height() * leastPartLines);
    m_tabs->addTab(m_stagePart, tr("Stages"));
    m_tabs->addTab(m_log, tr("Log"));
    m_tabs->addTab(m_tests, tr("Tests"));
    m_tabs->addTab(m_attempts, tr("Attempts"));
    addPart(m_head);
    addButtons({m_rerun, m_cancel, m_approve});
    auto* column = addScrolled(QStringLiteral("runFacts"), tr("Details of the run"));
    column->addWidget(m_facts);
    column->addWidget(m_tabs, 1);
}

void RunDetail::leave() {
    m_run.reset();
    m_log->stop();
}

void RunDetail::refresh() {
    RecordDetail::refresh();
    if (!id().empty()) m_tests->show(source(), id(), asOf());
}

void RunDetail::take(const Row& row) {
    m_run = std::get<Run>(row.record);
    m_service = plainLine(row.service);
    showRun();
    if (m_tabs->currentWidget() == m_log) m_log->start();
}

void RunDetail::takeNone(const QString& why) {
    m_run.reset();
    m_head->show({}, tr("This run is gone"), why);
    m_facts->show({});
    showButtons();
}

void RunDetail::showRun() {
    const auto now = context().times.now();
    const auto number = m_run->number.empty() ? QString() : u'#' + plainLine(m_run->number);
    const auto title = plainLine(m_run->title);
    m_head->show(lookOf(m_run->status), title.isEmpty() ? number : title,
                 named(phrase(m_run->status), named(plainLine(m_run->pipeline), number)));
    m_facts->show(facts());
    const auto timeline = StageTimeline::of(*m_run, now);
    m_log->setRun(source(), id(), timeline, !isFinal(m_run->status));
    m_stages->setTimeline(timeline);
    const bool hasStages = !timeline.bars.empty();
    m_stagePart->tell(hasStages, hasStages ? QString() : tr("No stages were reported."));
    showAttempts();
    showButtons();
}

Facts RunDetail::facts() const {
    const auto& times = context().times;
    const auto row = runRow({0, 0, *m_run, {}, false}, {});
    const auto length = durationOf(row, times.now());
    const auto tests = m_run->tests.value_or(TestCounts{});
    const auto failed = tests.failed.value_or(0), passed = tests.passed.value_or(0),
               skipped = tests.skipped.value_or(0);
    const auto trigger =
        m_run->trigger == Trigger::unknown ? QString() : tr("by %1").arg(phrase(m_run->trigger));
    return {{tr("Began"), times.momentAndAge(m_run->startedAt ? m_run->startedAt : m_run->createdAt)},
            {tr("Length"), length ? TimeStyle::span(*length) : QString()},
            {tr("Project"), row.project},
            {tr("Branch"), row.commit.isEmpty() ? row.branch : named(row.branch, row.commit.left(10))},
            {tr("Started"), named(row.actor, trigger)},
            {tr("Service"), m_service},
            {tr("Tests"), m_run->tests
                              ? tr("%1 passed, %2 failed, %3 skipped").arg(passed).arg(failed).arg(skipped)
                              : QString()},
            {tr("Source"), plainLine(source())}};
}

void RunDetail::showAttempts() {
    std::vector<Line> lines;
    const auto add = [&](std::optional<std::int64_t> number, RunStatus status, std::optional<Time> from,
                         std::optional<Time> to) {
        const auto name = number ? tr("Attempt %1, %2").arg(*number).arg(phrase(status)) : phrase(status);
        const auto length = from && to && *to >= *from ? TimeStyle::span(*to - *from) : QString();
        lines.push_back(
            {QVariant::fromValue(status), {name, length, context().times.momentAndAge(from)}, {}});
    };
    add(m_run->attempt, m_run->status, m_run->startedAt, m_run->finishedAt);
    if (m_run->attempts)
        for (const Attempt& attempt : *m_run->attempts)
            add(attempt.attempt, attempt.status, attempt.startedAt, attempt.finishedAt);
    m_attempts->setLines(std::move(lines));
}

void RunDetail::showButtons() {
    const bool moves = m_run && !isFinal(m_run->status);
    m_rerun->setVisible(m_run && offers("rerun"));
    m_rerun->setEnabled(!moves);
    m_cancel->setVisible(m_run && offers("cancel"));
    m_cancel->setEnabled(moves);
    m_approve->setVisible(m_run && m_run->status == RunStatus::waiting && offers("approve"));
}

void RunDetail::tick() {
    if (!m_run) return;
    if (isFinal(m_run->status))
        m_facts->show(facts());
    else
        showRun();
}

} // namespace shipglass
