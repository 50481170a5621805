// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/key_card.h"

#include "models/plain_text.h"
#include "widgets/cell_delegate.h"
#include "widgets/dora/figure_text.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace shipglass {

namespace {

constexpr int padding = 12, gap = 3, trendHeight = 26, steps = 4;

int rankOf(std::string_view level) {
    constexpr std::array<std::string_view, steps> words{"low", "medium", "high", "elite"};
    return static_cast<int>(std::find(words.begin(), words.end(), level) - words.begin() + 1) % (steps + 1);
}

QString bandTip(const DoraFindings& findings, bool ownLevels) {
    if (ownLevels) return KeyCard::tr("The level is the dialect's own.");
    return KeyCard::tr("The band is of the report of %1. %2")
        .arg(QString::number(findings.asked.reportYear), plainLine(dora::kBandNote));
}

Tone toneOf(const DoraDifference& difference) {
    if (difference.unclear) return Tone::neutral;
    if (difference.change == DoraChange::better) return Tone::good;
    return difference.change == DoraChange::worse ? Tone::bad : Tone::neutral;
}

/// Steps of a stair, as many of them filled as the level is high.
void paintStair(QPainter& painter, const QRectF& box, int rank, const Theme& theme) {
    const double width = box.width() / steps;
    for (int step = 0; step < steps; ++step) {
        const double height = box.height() * (step + 1) / steps;
        const QRectF bar(box.left() + step * width, box.bottom() - height, width - 1.5, height);
        painter.fillRect(bar, step < rank ? theme.accent : theme.line);
    }
}

/// A triangle that points where the value went, or a bar for a value that stayed.
void paintArrow(QPainter& painter, const QRectF& box, const DoraDifference& difference, const QColor& color) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    if (difference.change == DoraChange::same)
        return painter.drawRect(QRectF(box.left(), box.center().y() - 1, box.width(), 2));
    const double base = difference.rises ? box.bottom() : box.top();
    const double tip = difference.rises ? box.top() : box.bottom();
    painter.drawPolygon(QPolygonF({{box.left(), base}, {box.right(), base}, {box.center().x(), tip}}));
}

} // namespace

KeyCard::KeyCard(dora::Key key, QWidget* parent) : QAbstractButton(parent), m_key(key) {
    setObjectName(QStringLiteral("key-%1").arg(QLatin1String(word(key).data())));
    setText(phrase(key));
    setAccessibleName(text());
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void KeyCard::show(const DoraFindings& findings) {
    const auto& [figure, unit, series] = findings.of(m_key);
    m_value = figure.value ? valueText(*figure.value, unit) : tr("no value");
    const auto interval = intervalText(figure, unit);
    m_hasValue = figure.value.has_value();
    m_count = countText(figure, unit);
    m_below = m_hasValue ? interval : reasonText(figure.reason);
    m_level = levelText(figure.level);
    m_rank = rankOf(figure.level);
    m_change.clear();
    m_difference = {};
    if (const auto* other = findings.otherOf(m_key)) {
        m_difference = difference(m_key, figure, other->figure);
        m_change = differenceText(m_difference, other->figure, unit);
    }
    m_trend.clear();
    for (const auto& point : series) m_trend.push_back(point.value);
    say(findings);
    update();
}

void KeyCard::say(const DoraFindings& findings) {
    QStringList all{m_value, m_count};
    if (!m_below.isEmpty()) all << m_below;
    if (!m_level.isEmpty()) all << m_level;
    if (!m_change.isEmpty()) all << m_change;
    setAccessibleName(text() + QStringLiteral(": ") + m_value);
    setAccessibleDescription(all.join(QStringLiteral(", ")));
    const bool own = findings.wish.dialect != "dora.dev";
    if (m_difference.unclear) all << tr("the difference may be chance: the intervals of both overlap");
    setToolTip(all.join(u'\n') + u'\n' + bandTip(findings, own));
}

QFont KeyCard::valueFont() const {
    auto large = font();
    large.setPointSizeF(large.pointSizeF() * 1.7);
    large.setWeight(QFont::DemiBold);
    return large;
}

QSize KeyCard::sizeHint() const {
    const int line = fontMetrics().height();
    const int lines = QFontMetrics(valueFont()).height() + 4 * line + 5 * gap;
    return {fontMetrics().averageCharWidth() * 30, 2 * padding + lines + trendHeight + gap};
}

QSize KeyCard::minimumSizeHint() const {
    return {fontMetrics().averageCharWidth() * 20, sizeHint().height()};
}

void KeyCard::paintGround(QPainter& painter, const Theme& theme) const {
    const bool strong = hasFocus() || isChecked();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(strong ? theme.accent : theme.line, hasFocus() ? 2 : 1));
    painter.setBrush(isChecked() ? theme.selection : underMouse() ? theme.hover : theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

void KeyCard::paintLevel(QPainter& painter, const QRect& line, const Theme& theme) const {
    QRect box = line;
    if (m_rank > 0) {
        const int side = painter.fontMetrics().ascent();
        paintStair(painter, QRectF(box.left(), box.top() + 2, side + 4, side), m_rank, theme);
        box.setLeft(box.left() + side + 12);
    }
    drawLine(painter, box, m_level, theme.text);
}

void KeyCard::paintChange(QPainter& painter, const QRect& line, const Theme& theme) const {
    const auto& color = theme.tone(toneOf(m_difference));
    QRect box = line;
    if (m_difference.change != DoraChange::unknown) {
        paintArrow(painter, QRectF(box.left(), box.center().y() - 3, 8, 7), m_difference, color);
        box.setLeft(box.left() + 14);
    }
    drawLine(painter, box, m_change, m_difference.unclear ? theme.muted : color);
}

/// Buckets without a value leave a gap; a lonely one is a dot.
void KeyCard::paintTrend(QPainter& painter, const QRect& box, const Theme& theme) const {
    double highest = 0;
    for (const auto& value : m_trend) highest = std::max(highest, value.value_or(0));
    const auto pointOf = [&](std::size_t at) {
        const double across = m_trend.size() < 2 ? 0.5 : static_cast<double>(at) / (m_trend.size() - 1);
        const double up = highest > 0 ? *m_trend[at] / highest : 0;
        return QPointF(box.left() + 2 + across * (box.width() - 4),
                       box.bottom() - 2 - up * (box.height() - 4));
    };
    painter.setPen(QPen(theme.line, 1));
    painter.drawLine(box.bottomLeft(), box.bottomRight());
    painter.setPen(QPen(theme.accent, 1.5));
    painter.setBrush(theme.accent);
    for (std::size_t at = 0; at < m_trend.size(); ++at) {
        if (!m_trend[at]) continue;
        const bool before = at > 0 && m_trend[at - 1], after = at + 1 < m_trend.size() && m_trend[at + 1];
        if (before) painter.drawLine(pointOf(at - 1), pointOf(at));
        if (!before && !after) painter.drawEllipse(pointOf(at), 1.5, 1.5);
    }
}

void KeyCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& theme = themeOf(palette());
    paintGround(painter, theme);
    const QRect box = rect().adjusted(padding, padding, -padding, -padding);
    const int height = fontMetrics().height();
    int top = box.top();
    const auto next = [&](int high) {
        const QRect line(box.left(), top, box.width(), high);
        top += high + gap;
        return line;
    };
    drawLine(painter, next(height), text(), theme.muted);
    painter.setFont(valueFont());
    drawLine(painter, next(painter.fontMetrics().height()), m_value, m_hasValue ? theme.text : theme.muted);
    painter.setFont(font());
    if (!m_hasValue) {
        // Why takes the lines of the level and, where there is nothing to compare, of the change.
        const QRect why = next(m_change.isEmpty() ? 3 * height : 2 * height + gap);
        painter.setPen(theme.muted);
        painter.drawText(why, Qt::TextWordWrap, m_below);
        if (!m_change.isEmpty()) paintChange(painter, next(height), theme);
        return paintTrend(painter, QRect(QPoint(box.left(), top + gap), box.bottomRight()), theme);
    }
    const QRect below = next(height);
    const auto side = m_below.isEmpty() ? Qt::AlignLeft : Qt::AlignRight;
    const int count = drawLine(painter, below, m_count, theme.muted, side) + padding;
    drawLine(painter, below.adjusted(0, 0, -count, 0), m_below, theme.muted);
    paintLevel(painter, next(height), theme);
    if (!m_change.isEmpty()) paintChange(painter, next(height), theme);
    paintTrend(painter, QRect(QPoint(box.left(), top + gap), box.bottomRight()), theme);
}

} // namespace shipglass
