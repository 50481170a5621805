// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/count_card.h"

#include "widgets/cell_delegate.h"

#include <QPainter>

namespace shipglass {

namespace {

constexpr int padding = 14;

} // namespace

CountCard::CountCard(const QString& name, const QString& title, QWidget* parent) : QAbstractButton(parent) {
    setObjectName(name);
    setText(title);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void CountCard::show(const QString& number, const QString& below, const Look& look) {
    m_number = number;
    m_below = below;
    m_look = look;
    setAccessibleName(text() + QStringLiteral(": ") + number);
    setAccessibleDescription(below);
    update();
}

QFont CountCard::numberFont() const {
    auto large = font();
    large.setPointSizeF(large.pointSizeF() * 2);
    large.setWeight(QFont::DemiBold);
    return large;
}

QSize CountCard::sizeHint() const {
    const int line = fontMetrics().height();
    return {fontMetrics().averageCharWidth() * 24,
            2 * padding + 2 * line + QFontMetrics(numberFont()).height() + 6};
}

QSize CountCard::minimumSizeHint() const {
    return {fontMetrics().averageCharWidth() * 16, sizeHint().height()};
}

void CountCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& theme = themeOf(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus() ? theme.accent : theme.line, 1));
    painter.setBrush(underMouse() ? theme.hover : theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    QRect box = rect().adjusted(padding, padding, -padding, -padding);
    const int line = fontMetrics().height();
    drawLine(painter, QRect(box.left(), box.top(), box.width() - line - 4, line), text(), theme.muted);
    paintLook(painter, QRect(box.right() - line, box.top(), line, line), m_look, theme);
    painter.setFont(numberFont());
    const int height = painter.fontMetrics().height();
    const auto color =
        m_look.tone == Tone::neutral || m_look.tone == Tone::good ? theme.text : theme.tone(m_look.tone);
    drawLine(painter, QRect(box.left(), box.top() + line + 3, box.width(), height), m_number, color);
    painter.setFont(font());
    drawLine(painter, QRect(box.left(), box.bottom() - line + 1, box.width(), line), m_below, theme.muted);
}

} // namespace shipglass
