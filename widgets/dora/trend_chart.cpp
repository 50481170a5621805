// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/trend_chart.h"

#include "widgets/dora/figure_text.h"
#include "widgets/dora/partial_buckets.h"
#include "widgets/phrases.h"

#include <QCategoryAxis>
#include <QChart>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>

#include <algorithm>
#include <utility>

namespace shipglass {

namespace {

using Series = std::vector<dora::Point>;

double highest(const Series& series) {
    double found = 0;
    for (const auto& point : series) found = std::max(found, point.value.value_or(0));
    return found;
}

QStringList bucketNames(const Series& series, const dora::Calendar& calendar) {
    QStringList names;
    const bool years =
        !series.empty() && series.back().window.until - series.front().window.since > 360 * dora::kDay;
    for (const auto& point : series) names << dayText(point.window.since, calendar, years);
    return names;
}

QString sayPoint(const dora::Point& point, std::string_view unit, const dora::Calendar& calendar) {
    const auto value = point.value ? valueText(*point.value, unit) : TrendChart::tr("no value");
    return TrendChart::tr("%1: %2, n = %3")
        .arg(windowText(point.window, calendar), value, grouped(static_cast<std::int64_t>(point.n)));
}

QString otherName(const DoraFindings& findings) {
    if (findings.wish.against == DoraAgainst::before)
        return windowText(findings.otherWindow, findings.calendar);
    return whoseText(findings.wish.other);
}

QString ownName(const DoraFindings& findings) {
    if (findings.wish.against == DoraAgainst::other) return whoseText(findings.wish.whose);
    return windowText(findings.asked.window, findings.calendar);
}

} // namespace

TrendChart::TrendChart(QWidget* parent) : BucketChart(QStringLiteral("doraTrend"), parent) {
    applyTheme(themeOf(palette()));
}

void TrendChart::clear() {
    for (auto* lines : {&m_lines, &m_otherLines}) {
        for (auto* line : *lines) {
            chart()->removeSeries(line);
            delete line;
        }
        lines->clear();
    }
}

void TrendChart::show(const DoraFindings& findings, dora::Key key) {
    const auto& answer = findings.of(key);
    const auto* other = findings.otherOf(key);
    m_key = key;
    m_unit = answer.unit;
    m_series = answer.series;
    m_other = other ? other->series : Series();
    m_calendar = findings.calendar;
    m_by = findings.wish.by;
    m_partial = partialBuckets(m_series, m_calendar, m_by);
    clear();
    setAccessibleName(tr("%1 over time").arg(phrase(key)));
    setBuckets(bucketNames(m_series, m_calendar));
    setHighest(std::max(highest(m_series), highest(m_other)), m_unit, true);
    drawLines(m_other, otherName(findings), true);
    drawLines(m_series, ownName(findings), false);
    chart()->legend()->setVisible(!m_otherLines.empty());
    applyTheme(themeOf(palette()));
}

/// One line for each stretch without a gap; the first of them names all in the legend.
void TrendChart::drawLines(const Series& series, const QString& name, bool isOther) {
    auto& lines = isOther ? m_otherLines : m_lines;
    QLineSeries* line = nullptr;
    for (std::size_t at = 0; at < std::min(series.size(), bucketCount()); ++at) {
        if (!series[at].value) {
            line = nullptr;
            continue;
        }
        if (!line) {
            line = new QLineSeries(this);
            line->setName(name);
            line->setPointsVisible(true);
            chart()->addSeries(line);
            line->attachAxis(across());
            line->attachAxis(upward());
            for (auto* marker : chart()->legend()->markers(line)) marker->setVisible(lines.empty());
            lines.push_back(line);
        }
        line->append(static_cast<double>(at), *series[at].value);
    }
}

QString TrendChart::sayBucket(std::size_t bucket) const {
    if (bucket >= m_series.size()) return {};
    auto text = sayPoint(m_series[bucket], m_unit, m_calendar);
    if (m_partial[bucket]) text += QStringLiteral(", ") + partialText(m_by);
    if (bucket < m_other.size())
        text += u'\n' + tr("against %1").arg(sayPoint(m_other[bucket], m_unit, m_calendar));
    return text;
}

void TrendChart::applyTheme(const Theme& theme) {
    BucketChart::applyTheme(theme);
    const bool isDense = bucketCount() > 45;
    for (auto* line : m_lines) {
        line->setPen(QPen(theme.accent, 2));
        line->setMarkerSize(isDense ? 2 : 5);
    }
    for (auto* line : m_otherLines) {
        line->setPen(QPen(theme.muted, 1.5, Qt::DashLine));
        line->setMarkerSize(isDense ? 1 : 4);
    }
    fadePartial(theme);
}

void TrendChart::fadePartial(const Theme& theme) {
    const QHash<QXYSeries::PointConfiguration, QVariant> faded{
        {QXYSeries::PointConfiguration::Color, blended(theme.accent, theme.panel)}};
    for (auto* line : m_lines)
        for (int at = 0; at < line->count(); ++at)
            if (m_partial[static_cast<std::size_t>(line->at(at).x())]) line->setPointConfiguration(at, faded);
}

} // namespace shipglass
