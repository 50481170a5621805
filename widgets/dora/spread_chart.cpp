// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/spread_chart.h"

#include "widgets/cell_delegate.h"
#include "widgets/dora/figure_text.h"
#include "widgets/dora/partial_buckets.h"
#include "widgets/phrases.h"

#include <QBarSeries>
#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QLegend>

#include <algorithm>

namespace shipglass {

namespace {

/// For the axis: `1 h` is the class that begins there.
QString shortClassText(const SpanClass& each) {
    return each.from == 0 ? QStringLiteral("< %1").arg(spanText(each.to))
                          : QStringLiteral("\u2265 %1").arg(spanText(each.from));
}

QString counted(std::size_t count) { return grouped(static_cast<std::int64_t>(count)); }

} // namespace

SpreadChart::SpreadChart(QWidget* parent)
    : BucketChart(QStringLiteral("doraSpread"), parent), m_bars(new QBarSeries(this)),
      m_base(new QBarSet({}, this)), m_hits(new QBarSet({}, this)) {
    m_bars->setBarWidth(0.8);
    m_bars->append(m_base);
    chart()->addSeries(m_bars);
    m_bars->attachAxis(across());
    m_bars->attachAxis(upward());
    applyTheme(themeOf(palette()));
}

void SpreadChart::show(const DoraFindings& findings, const KeyEvidence& evidence, const EvidenceWish& shown) {
    m_classes = evidence.classes;
    m_markers.clear();
    m_texts.clear();
    const auto& figure = findings.of(evidence.key).figure;
    const bool ratio = findings.of(evidence.key).unit == "ratio";
    if (m_bars->barSets().contains(m_hits) != ratio) ratio ? m_bars->append(m_hits) : m_bars->take(m_hits);
    chart()->legend()->setVisible(ratio);
    if (m_classes.empty())
        showParts(findings, evidence);
    else
        showClasses(figure, m_classes);
    setChosen(barOf(shown));
}

EvidenceWish SpreadChart::narrowed(EvidenceWish shown, std::optional<std::size_t> bar) const {
    if (m_classes.empty())
        shown.bucket = bar;
    else
        shown.spans = bar ? std::optional<SpanRange>(m_classes.at(*bar)) : std::nullopt;
    return shown;
}

/// Of a class that nothing lies in any more there is no bar.
std::optional<std::size_t> SpreadChart::barOf(const EvidenceWish& shown) const {
    if (m_classes.empty()) return shown.bucket;
    const auto found = std::find(m_classes.begin(), m_classes.end(), shown.spans);
    if (found == m_classes.end()) return std::nullopt;
    return static_cast<std::size_t>(found - m_classes.begin());
}

void SpreadChart::fill(QBarSet* set, const std::vector<double>& counts) {
    set->deselectAllBars();
    set->remove(0, set->count());
    for (const double count : counts) set->append(count);
}

void SpreadChart::showClasses(const dora::Figure& figure, const std::vector<SpanClass>& classes) {
    QStringList names;
    std::vector<double> counts;
    for (const auto& each : classes) {
        names << shortClassText(each);
        m_texts << QStringLiteral("%1: %2").arg(rangeText(each), counted(each.count));
        counts.push_back(static_cast<double>(each.count));
    }
    setAccessibleName(tr("How long they took"));
    setBuckets(names);
    setHighest(*std::max_element(counts.begin(), counts.end()), "1", false);
    fill(m_base, counts);
    const auto mark = [&](std::optional<double> seconds, const QString& text) {
        if (seconds) m_markers.push_back({placeAmong(classes, *seconds) - 0.5, text.arg(spanText(*seconds))});
    };
    mark(figure.median, tr("median %1"));
    mark(figure.p90, tr("p90 %1"));
}

void SpreadChart::showParts(const DoraFindings& findings, const KeyEvidence& evidence) {
    const auto& series = findings.of(evidence.key).series;
    QStringList names;
    std::vector<double> base, hits;
    double most = 1;
    for (std::size_t at = 0; at < std::min(series.size(), evidence.parts.size()); ++at) {
        const auto& part = evidence.parts[at];
        names << dayText(series[at].window.since, findings.calendar, false);
        const auto window = windowText(series[at].window, findings.calendar);
        m_texts << (evidence.key == dora::Key::deploymentFrequency
                        ? tr("%1: %2 deployments").arg(window, counted(part.base))
                        : tr("%1: %2 of %3").arg(window, counted(part.hits), counted(part.base)));
        base.push_back(static_cast<double>(part.base));
        hits.push_back(static_cast<double>(part.hits));
        most = std::max({most, base.back(), hits.back()});
    }
    const bool rework = evidence.key == dora::Key::reworkRate;
    setAccessibleName(tr("How many there were"));
    m_base->setLabel(tr("Deployments"));
    m_hits->setLabel(rework ? tr("Rework among them") : tr("Failed"));
    setBuckets(names);
    setHighest(most, "1", false);
    fill(m_base, base);
    fill(m_hits, hits);
    fadePartial(partialBuckets(series, findings.calendar, findings.wish.by), findings.wish.by);
}

void SpreadChart::fadePartial(const std::vector<bool>& partial, dora::By by) {
    for (qsizetype at = 0; at < m_texts.size(); ++at) {
        if (!partial[static_cast<std::size_t>(at)]) continue;
        m_texts[at] += QStringLiteral(", ") + partialText(by);
        m_base->selectBar(static_cast<int>(at));
        m_hits->selectBar(static_cast<int>(at));
    }
}

QString SpreadChart::sayBucket(std::size_t bucket) const {
    return m_texts.value(static_cast<qsizetype>(bucket));
}

void SpreadChart::applyTheme(const Theme& theme) {
    BucketChart::applyTheme(theme);
    m_base->setColor(theme.accent);
    m_hits->setColor(theme.tone(Tone::bad));
    for (auto* set : {m_base, m_hits}) {
        set->setBorderColor(theme.panel);
        set->setSelectedColor(blended(set->color(), theme.panel)); // Those of a part are selected.
    }
}

/// Each marker a line, and its text beside it where there is room: above all lines, so that none crosses it.
void SpreadChart::drawForeground(QPainter* painter, const QRectF& rect) {
    BucketChart::drawForeground(painter, rect);
    const auto& theme = themeOf(palette());
    const auto area = plot().toRect();
    painter->save();
    painter->setFont(font());
    painter->setPen(QPen(theme.text, 1, Qt::DashLine));
    for (const auto& marker : m_markers) {
        const int at = static_cast<int>(placeOf(marker.place));
        painter->drawLine(at, area.top(), at, area.bottom());
    }
    const int height = painter->fontMetrics().height();
    int top = area.top() + 2;
    for (const auto& [place, text] : m_markers) {
        const int at = static_cast<int>(placeOf(place)),
                  width = painter->fontMetrics().horizontalAdvance(text);
        const bool left = at + width + 8 > area.right();
        const QRect box(left ? at - width - 6 : at + 5, top, width + 2, height);
        painter->fillRect(box, theme.panel);
        drawLine(*painter, box, text, theme.text);
        top += height + 2;
    }
    painter->restore();
}

} // namespace shipglass
