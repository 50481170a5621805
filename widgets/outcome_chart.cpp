// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outcome_chart.h"

#include "widgets/nice_step.h"
#include "widgets/phrases.h"
#include "widgets/time_style.h"

#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QDateTime>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLegendMarker>
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

QString nameOf(OutcomeClass outcome, const OutcomeTexts& texts) {
    switch (outcome) {
    case OutcomeClass::success:
        return texts.success;
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

void clearLabels(QCategoryAxis& axis) {
    for (const auto& label : axis.categoriesLabels()) axis.remove(label);
}

} // namespace

OutcomeChart::OutcomeChart(QWidget* parent)
    : OutcomeChart({tr("Runs a day by outcome, and the median duration of those that passed"),
                    phrase(RunStatus::success), tr("Median length, passed")},
                   parent) {}

OutcomeChart::OutcomeChart(OutcomeTexts texts, QWidget* parent)
    : QChartView(parent), m_texts(std::move(texts)), m_bars(new QStackedBarSeries(this)),
      m_line(new QLineSeries(this)), m_days(new QCategoryAxis(this)), m_counts(new QValueAxis(this)),
      m_lengths(new QCategoryAxis(this)) {
    setObjectName(QStringLiteral("outcomeChart"));
    setAccessibleName(m_texts.about);
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
        auto* set = new QBarSet(nameOf(outcome, m_texts), this);
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
    m_line->setName(m_texts.median);
    m_line->setPointsVisible(true);
    chart()->addSeries(m_bars);
    chart()->addSeries(m_line);
}

void OutcomeChart::buildAxes() {
    m_counts->setLabelFormat(QStringLiteral("%d"));
    for (auto* axis : {m_days, m_lengths}) {
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->setGridLineVisible(false);
    }
    chart()->addAxis(m_days, Qt::AlignBottom);
    chart()->addAxis(m_counts, Qt::AlignLeft);
    chart()->addAxis(m_lengths, Qt::AlignRight);
    m_bars->attachAxis(m_days);
    m_bars->attachAxis(m_counts);
    m_line->attachAxis(m_days);
    m_line->attachAxis(m_lengths);
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
    for (auto* axis : std::initializer_list<QAbstractAxis*>{m_days, m_counts, m_lengths}) {
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
    labelDays();
    drawBars();
    drawLine();
    // Without any pen the legend would draw the line's with its own, which is black.
    for (auto* marker : chart()->legend()->markers()) marker->setPen(QPen(Qt::transparent));
}

/// Not everything that is counted knows every outcome. Of a set that is only hidden the legend keeps the
/// place.
void OutcomeChart::drawBars() {
    for (auto* set : m_bars->barSets()) {
        m_bars->take(set);
        set->setParent(this); // What is taken belongs to nobody.
    }
    for (std::size_t at = 0; at < order.size(); ++at)
        if (m_series.total(order[at]) > 0) m_bars->append(m_sets[at]);
}

/// The legend has the line last, as it is drawn, and not at all where nothing passed.
void OutcomeChart::drawLine() {
    if (chart()->series().contains(m_line)) {
        chart()->removeSeries(m_line);
        m_line->setParent(this);
    }
    const bool some = m_line->count() > 0;
    m_lengths->setVisible(some);
    chart()->setMargins({4, 4, some ? 4 : 24, 4}); // The last day's label reaches beyond it.
    if (!some) return;
    chart()->addSeries(m_line);
    m_line->attachAxis(m_days);
    m_line->attachAxis(m_lengths);
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
    std::int64_t longest = 1;
    m_line->clear();
    for (std::size_t at = 0; at < series.days.size(); ++at) {
        const auto median = series.days[at].medianMs;
        if (median < 0) continue;
        longest = std::max(longest, median);
        m_line->append(static_cast<double>(at), static_cast<double>(median));
    }
    const auto step = niceTimeStep(longest);
    const auto top = (longest / step + 1) * step;
    clearLabels(*m_lengths);
    m_lengths->setRange(0, static_cast<double>(top));
    for (auto at = step; at <= top; at += step)
        m_lengths->append(TimeStyle::roundSpan(Millis{at}), static_cast<double>(at));
}

void OutcomeChart::labelDays() {
    const auto count = static_cast<int>(m_series.days.size());
    const int room = std::max(1, width() / std::max(1, fontMetrics().horizontalAdvance(u'0') * 10));
    const int every = (count + room - 1) / room;
    clearLabels(*m_days);
    m_days->setRange(-0.5, count - 0.5);
    // Counted from the last day, so that today has its label.
    for (int at = (count - 1) % every; at < count; at += every)
        m_days->append(dateOf(m_series.days[static_cast<std::size_t>(at)].dayMs).toString(tr("MMM d")), at);
}

void OutcomeChart::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) applyTheme();
}

void OutcomeChart::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    if (!m_series.days.empty()) labelDays();
}

} // namespace shipglass
