// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/count_card.h"

#include "widgets/cell_delegate.h"

#include <QPainter>

#include <algorithm>

namespace shipglass {

namespace {

constexpr int padding = 14;

} // namespace

CountCard::CountCard(const QString& name, const QString& title, QWidget* parent) : QAbstractButton(parent) {
    setObjectName(name);
    setText(title);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAttribute(Qt::WA_Hover);
}

void CountCard::show(const QString& number, const QString& below, const Look& look) {
    m_number = number;
    m_below = below;
    m_look = look;
    setAccessibleName(text() + QStringLiteral(": ") + number);
    setAccessibleDescription(below);
    updateGeometry();
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

int CountCard::belowHeight(int width) const {
    const QRect room(0, 0, std::max(1, width - 2 * padding), 1);
    return std::max(fontMetrics().height(),
                    fontMetrics().boundingRect(room, Qt::TextWordWrap, m_below).height());
}

int CountCard::heightForWidth(int width) const {
    return sizeHint().height() - fontMetrics().height() + belowHeight(width);
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
    drawLine(painter, QRect(box.left(), box.top(), box.width(), line), text(), theme.muted);
    painter.setFont(numberFont());
    const int height = painter.fontMetrics().height();
    const auto color =
        m_look.tone == Tone::neutral || m_look.tone == Tone::good ? theme.text : theme.tone(m_look.tone);
    const QRect middle(box.left(), box.top() + line + 3, box.width(), height);
    drawLine(painter, middle.adjusted(0, 0, -line - 4, 0), m_number, color);
    paintLook(painter, QRect(box.right() - line, middle.center().y() - line / 2, line, line), m_look, theme);
    painter.setFont(font());
    painter.setPen(theme.muted);
    painter.drawText(QRect(box.left(), middle.bottom() + 4, box.width(), belowHeight(width())),
                     Qt::TextWordWrap, m_below);
}

} // namespace shipglass
