// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outcome_chart.h"

#include "widgets/phrases.h"
#include "widgets/time_style.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QDateTime>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QStackedBarSeries>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace shipglass {

namespace {

constexpr std::array<OutcomeClass, outcomeClasses> order{OutcomeClass::success, OutcomeClass::unstable,
                                                         OutcomeClass::failure, OutcomeClass::canceled,
                                                         OutcomeClass::other};

QString nameOf(OutcomeClass outcome) {
    switch (outcome) {
    case OutcomeClass::success:
        return phrase(RunStatus::success);
    case OutcomeClass::unstable:
        return phrase(RunStatus::unstable);
    case OutcomeClass::failure:
        return phrase(RunStatus::failure);
    case OutcomeClass::canceled:
        return phrase(RunStatus::canceled);
    case OutcomeClass::other:
        break;
    }
    return OutcomeChart::tr("Other");
}

QColor colorOf(OutcomeClass outcome, const Theme& theme) {
    switch (outcome) {
    case OutcomeClass::success:
        return theme.tone(Tone::good);
    case OutcomeClass::unstable:
        return theme.tone(Tone::warning);
    case OutcomeClass::failure:
        return theme.tone(Tone::bad);
    case OutcomeClass::canceled:
        return theme.tone(Tone::neutral);
    case OutcomeClass::other:
        break;
    }
    return theme.line;
}

QDate dateOf(std::int64_t dayMs) { return QDateTime::fromMSecsSinceEpoch(dayMs, Qt::UTC).date(); }

double minutesOf(std::int64_t ms) { return static_cast<double>(ms) / 60'000; }

} // namespace

OutcomeChart::OutcomeChart(QWidget* parent)
    : QChartView(parent), m_bars(new QStackedBarSeries(this)), m_line(new QLineSeries(this)),
      m_days(new QBarCategoryAxis(this)), m_counts(new QValueAxis(this)), m_minutes(new QValueAxis(this)) {
    setObjectName(QStringLiteral("outcomeChart"));
    setAccessibleName(tr("Runs a day by outcome, and the median duration of those that passed"));
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    buildBars();
    buildAxes();
    chart()->setMargins({4, 4, 4, 4});
    chart()->setBackgroundRoundness(0);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->setAlignment(Qt::AlignTop);
    chart()->legend()->setMarkerShape(QLegend::MarkerShapeRectangle);
    applyTheme();
}

void OutcomeChart::buildBars() {
    for (const auto outcome : order) {
        auto* set = new QBarSet(nameOf(outcome), m_bars);
        m_sets.push_back(set);
        m_bars->append(set);
        connect(set, &QBarSet::clicked, this, [this, outcome](int day) {
            if (day >= 0 && day < static_cast<int>(m_series.days.size()))
                emit picked(m_series.days[static_cast<std::size_t>(day)].dayMs, outcome);
        });
        connect(set, &QBarSet::hovered, this, [this, set](bool inside, int day) {
            const auto text = QStringLiteral("%1: %2").arg(set->label()).arg(set->at(day));
            if (inside) QToolTip::showText(QCursor::pos(), text, this);
        });
    }
    m_bars->setBarWidth(0.7);
    m_line->setName(tr("Median minutes of those that passed"));
    m_line->setPointsVisible(true);
    chart()->addSeries(m_bars);
    chart()->addSeries(m_line);
}

void OutcomeChart::buildAxes() {
    m_counts->setLabelFormat(QStringLiteral("%d"));
    m_minutes->setLabelFormat(QStringLiteral("%.0f min"));
    m_minutes->setGridLineVisible(false);
    m_days->setGridLineVisible(false);
    chart()->addAxis(m_days, Qt::AlignBottom);
    chart()->addAxis(m_counts, Qt::AlignLeft);
    chart()->addAxis(m_minutes, Qt::AlignRight);
    m_bars->attachAxis(m_days);
    m_bars->attachAxis(m_counts);
    m_line->attachAxis(m_days);
    m_line->attachAxis(m_minutes);
}

void OutcomeChart::applyTheme() {
    const auto& theme = themeOf(palette());
    chart()->setBackgroundBrush(theme.panel);
    chart()->setBackgroundPen(Qt::NoPen);
    chart()->legend()->setLabelColor(theme.muted);
    chart()->legend()->setFont(font());
    for (std::size_t at = 0; at < m_sets.size(); ++at) {
        m_sets[at]->setColor(colorOf(order[at], theme));
        m_sets[at]->setBorderColor(theme.panel);
    }
    m_line->setPen(QPen(theme.tone(Tone::accent), 2));
    m_line->setMarkerSize(5);
    for (auto* axis : std::initializer_list<QAbstractAxis*>{m_days, m_counts, m_minutes}) {
        axis->setLabelsColor(theme.muted);
        axis->setLabelsFont(font());
        axis->setLinePen(QPen(theme.line));
        axis->setGridLineColor(theme.line);
    }
}

void OutcomeChart::show(const OutcomeSeries& series) {
    m_series = series;
    fillBars(series);
    fillLine(series);
    thinLabels();
}

void OutcomeChart::fillBars(const OutcomeSeries& series) {
    std::int64_t highest = 0;
    for (std::size_t at = 0; at < m_sets.size(); ++at) {
        m_sets[at]->remove(0, m_sets[at]->count());
        for (const OutcomeDay& day : series.days)
            m_sets[at]->append(static_cast<double>(day.counts[static_cast<std::size_t>(order[at])]));
    }
    for (const OutcomeDay& day : series.days) highest = std::max(highest, day.total());
    m_counts->setRange(0, static_cast<double>(std::max<std::int64_t>(highest, 4)));
    m_counts->setTickCount(5);
    m_counts->applyNiceNumbers();
}

void OutcomeChart::fillLine(const OutcomeSeries& series) {
    double longest = 1;
    m_line->clear();
    for (std::size_t at = 0; at < series.days.size(); ++at) {
        if (series.days[at].medianMs < 0) continue;
        longest = std::max(longest, minutesOf(series.days[at].medianMs));
        m_line->append(static_cast<double>(at), minutesOf(series.days[at].medianMs));
    }
    // Twice the height keeps the line in the upper half's way as little as can be.
    m_minutes->setRange(0, std::ceil(longest * 1.25));
}

void OutcomeChart::thinLabels() {
    const int letters = width() / std::max(1, fontMetrics().averageCharWidth());
    const auto every = std::max<std::size_t>(
        1, m_series.days.size() * 8 / static_cast<std::size_t>(std::max(20, letters - 20)) + 1);
    QStringList names;
    for (std::size_t at = 0; at < m_series.days.size(); ++at) {
        const auto date = dateOf(m_series.days[at].dayMs);
        // Categories must differ, so days without a label get blanks of different lengths.
        names.append(at % every == 0 ? date.toString(QStringLiteral("MMM d"))
                                     : QString(static_cast<qsizetype>(at) + 1, u' '));
    }
    m_days->clear();
    m_days->append(names);
}

void OutcomeChart::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) applyTheme();
}

void OutcomeChart::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    if (!m_series.days.empty()) thinLabels();
}

} // namespace shipglass
