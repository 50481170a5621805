// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/bucket_chart.h"

#include "widgets/dora/figure_text.h"
#include "widgets/nice_step.h"

#include <QAccessibleWidget>
#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLegend>
#include <QLegendMarker>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace shipglass {

namespace {

void clearLabels(QCategoryAxis& axis) {
    for (const auto& label : axis.categoriesLabels()) axis.remove(label);
}

/// Qt has a role for charts, but gives it to none.
QAccessibleInterface* chartInterface(const QString&, QObject* object) {
    auto* chart = qobject_cast<BucketChart*>(object);
    return chart ? new QAccessibleWidget(chart, QAccessible::Chart) : nullptr;
}

} // namespace

ChartScale scaleFor(double highest, std::string_view unit, int lines) {
    // A step is made for five lines; for fewer it is as if there were more to show.
    const double stretched = highest * 5 / lines;
    double step = unit == "s"
                      ? static_cast<double>(niceTimeStep(static_cast<std::int64_t>(stretched * 1000))) / 1000
                      : niceStep(stretched);
    // There is no half of what is counted.
    if (unit == "1") step = std::max(step, 1.0);
    ChartScale scale{std::max(step, std::ceil(highest / step) * step), {}};
    // Values that were summed up in steps can end a hair below the last line.
    for (double at = 0; at <= scale.top + step / 2; at += step)
        scale.lines.emplace_back(at, at == 0 ? QStringLiteral("0") : shortValueText(at, unit));
    return scale;
}

BucketChart::BucketChart(const QString& name, QWidget* parent)
    : QChartView(parent), m_across(new QCategoryAxis(this)), m_upward(new QCategoryAxis(this)) {
    [[maybe_unused]] static const bool isSpoken = (QAccessible::installFactory(chartInterface), true);
    setObjectName(name);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setViewportUpdateMode(FullViewportUpdate);
    chart()->setMargins({4, 4, 24, 4});
    chart()->setBackgroundRoundness(0);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->setAlignment(Qt::AlignTop);
    chart()->legend()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->setContentsMargins(0, 0, 0, 0);
    for (auto* axis : {m_across, m_upward}) axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_across->setGridLineVisible(false);
    chart()->addAxis(m_across, Qt::AlignBottom);
    chart()->addAxis(m_upward, Qt::AlignLeft);
}

void BucketChart::setHighest(double highest, std::string_view unit, bool dots) {
    m_highest = highest;
    m_unit = unit;
    m_dots = dots;
    const auto title = axisText(unit);
    m_upward->setTitleText(title);
    m_upward->setTitleVisible(!title.isEmpty());
    labelScale();
}

/// Lines too close to each other would have no room for their labels.
void BucketChart::labelScale() {
    const auto scale = scaleFor(m_highest, m_unit, std::clamp(height() / (fontMetrics().height() * 3), 2, 5));
    clearLabels(*m_upward);
    // Room for what stands on the first and the last line.
    m_upward->setRange((m_dots ? -0.08 : -0.02) * scale.top, 1.06 * scale.top);
    for (const auto& [at, text] : scale.lines) m_upward->append(text, at);
}

void BucketChart::setBuckets(const QStringList& names) {
    m_names = names;
    m_cursor = bucketCount() > 0 ? std::min(m_cursor, bucketCount() - 1) : 0;
    if (m_chosen && *m_chosen >= bucketCount()) m_chosen.reset();
    labelBuckets();
}

void BucketChart::labelBuckets() {
    const auto count = m_names.size();
    qsizetype longest = 1;
    for (const auto& name : m_names) longest = std::max(longest, name.size());
    const int label = fontMetrics().averageCharWidth() * (static_cast<int>(longest) + 5);
    const auto room = std::max<qsizetype>(1, width() / std::max(1, label));
    const auto every = std::max<qsizetype>(1, (count + room - 1) / room);
    clearLabels(*m_across);
    m_across->setRange(-0.5, static_cast<double>(std::max<qsizetype>(count, 1)) - 0.5);
    // Counted from the last one, which people look at first.
    for (auto at = count == 0 ? 0 : (count - 1) % every; at < count; at += every)
        m_across->append(m_names[at], static_cast<double>(at));
}

double BucketChart::placeOf(double bucket) const {
    const auto area = plot();
    return area.left() +
           (bucket + 0.5) / std::max<double>(1, static_cast<double>(bucketCount())) * area.width();
}

QRectF BucketChart::plot() const {
    const auto area = chart()->plotArea();
    return {mapFromScene(chart()->mapToScene(area.topLeft())), area.size()};
}

std::optional<std::size_t> BucketChart::bucketAt(const QPointF& place) const {
    const auto area = plot();
    if (!area.contains(place) || bucketCount() == 0) return std::nullopt;
    const double part = (place.x() - area.left()) / area.width() * static_cast<double>(bucketCount());
    return std::min(static_cast<std::size_t>(part), bucketCount() - 1);
}

void BucketChart::setChosen(std::optional<std::size_t> bucket) {
    m_chosen = bucket;
    if (bucket) m_cursor = *bucket;
    viewport()->update();
}

/// Chosen once more, it is taken back.
void BucketChart::choose(std::optional<std::size_t> bucket) {
    const auto wanted = bucket == m_chosen ? std::nullopt : bucket;
    setChosen(wanted);
    emit chosen(wanted);
}

void BucketChart::move(int by) {
    if (bucketCount() == 0) return;
    const auto last = static_cast<std::ptrdiff_t>(bucketCount()) - 1;
    m_cursor = static_cast<std::size_t>(
        std::clamp(static_cast<std::ptrdiff_t>(m_cursor) + by, std::ptrdiff_t{0}, last));
    setAccessibleDescription(sayBucket(m_cursor));
    viewport()->update();
}

void BucketChart::drawForeground(QPainter* painter, const QRectF&) {
    const auto& theme = themeOf(palette());
    const double half = plot().width() / std::max<double>(1, static_cast<double>(bucketCount())) / 2;
    const auto column = [&](std::size_t bucket) {
        const double middle = placeOf(static_cast<double>(bucket));
        return QRectF(middle - half, plot().top(), 2 * half, plot().height());
    };
    painter->save();
    if (m_chosen) {
        auto ground = theme.accent;
        ground.setAlphaF(0.16F);
        painter->fillRect(column(*m_chosen), ground);
    }
    if (hasFocus() && bucketCount() > 0) {
        painter->setPen(QPen(theme.accent, 1, Qt::DotLine));
        painter->drawRect(column(m_cursor));
    }
    painter->restore();
}

/// As long as there is a choice to take back, Escape does that and is no key of the window.
bool BucketChart::event(QEvent* event) {
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (isOverride && m_chosen && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true; // the scene would ignore it
    }
    return QChartView::event(event);
}

bool BucketChart::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QChartView::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto bucket = bucketAt(help->pos());
    if (bucket)
        QToolTip::showText(help->globalPos(), sayBucket(*bucket), this);
    else
        QToolTip::hideText();
    return true;
}

void BucketChart::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    if (const auto bucket = bucketAt(event->position())) choose(bucket);
}

void BucketChart::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        return move(-1);
    case Qt::Key_Right:
        return move(1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (bucketCount() > 0) choose(m_cursor);
        return;
    case Qt::Key_Escape:
        if (m_chosen) return choose(std::nullopt);
        break;
    default:
        break;
    }
    event->ignore();
}

void BucketChart::focusInEvent(QFocusEvent* event) {
    QChartView::focusInEvent(event);
    move(0);
}

void BucketChart::focusOutEvent(QFocusEvent* event) {
    QChartView::focusOutEvent(event);
    viewport()->update();
}

void BucketChart::applyTheme(const Theme& theme) {
    chart()->setBackgroundBrush(theme.panel);
    chart()->setBackgroundPen(Qt::NoPen);
    chart()->legend()->setLabelColor(theme.muted);
    chart()->legend()->setFont(font());
    for (auto* marker : chart()->legend()->markers()) marker->setPen(Qt::NoPen);
    for (auto* axis : {m_across, m_upward}) {
        axis->setLabelsColor(theme.muted);
        axis->setLabelsFont(font());
        axis->setTitleBrush(theme.muted);
        axis->setTitleFont(font());
        axis->setLinePen(QPen(theme.line));
        axis->setGridLineColor(theme.line);
    }
}

void BucketChart::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme(themeOf(palette()));
}

void BucketChart::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    labelBuckets();
    labelScale();
}

} // namespace shipglass
