// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/navigation.h"

#include "widgets/cell_delegate.h"

#include <QPainter>
#include <QVBoxLayout>

namespace shipglass {

namespace {

constexpr int margin = 8, headHeight = 48, signSide = 17;

Sign signOf(const QString& page) {
    if (page == QLatin1String("pipelines")) return Sign::pipelines;
    if (page == QLatin1String("deployments")) return Sign::deployments;
    if (page == QLatin1String("dora")) return Sign::dora;
    if (page == QLatin1String("alerts")) return Sign::alerts;
    if (page == QLatin1String("sources")) return Sign::sources;
    return Sign::overview;
}

} // namespace

NavigationButton::NavigationButton(Sign sign, const QString& title, const QString& key, QWidget* parent)
    : QAbstractButton(parent), m_sign(sign), m_key(key) {
    setText(title);
    setToolTip(QStringLiteral("%1 (%2)").arg(title, key));
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

void NavigationButton::setCount(std::int64_t count, Tone tone) {
    m_count = count;
    m_tone = tone;
    setAccessibleDescription(count > 0 ? QString::number(count) : QString());
    update();
}

void NavigationButton::setCompact(bool compact) {
    m_compact = compact;
    updateGeometry();
}

QSize NavigationButton::sizeHint() const {
    const int height = fontMetrics().height() + 14;
    return {m_compact ? signSide + 2 * margin + 4 : fontMetrics().averageCharWidth() * 24, height};
}

void NavigationButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& theme = themeOf(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(theme.accent) : QPen(Qt::NoPen));
    if (isChecked() || underMouse()) painter.setBrush(isChecked() ? theme.selection : theme.hover);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const auto color = isChecked() ? theme.text : theme.muted;
    const int left = m_compact ? (width() - signSide) / 2 : margin + 2;
    paintSign(painter, QRect(left, (height() - signSide) / 2, signSide, signSide), m_sign,
              isChecked() ? theme.accent : color);
    QRect box = rect().adjusted(left + signSide + 10, 0, -margin, 0);
    if (m_compact) {
        if (m_count > 0)
            paintMark(painter, QRectF(width() - 13, 4, 9, 9), Mark::check, theme.tone(m_tone),
                      theme.tone(m_tone));
        return;
    }
    box.setRight(box.right() - paintCount(painter, box, theme));
    drawLine(painter, box, text(), color);
}

int NavigationButton::paintCount(QPainter& painter, const QRect& box, const Theme& theme) const {
    const auto text =
        m_count > 0 ? (m_count > 999 ? QStringLiteral("999+") : QString::number(m_count)) : m_key;
    drawLine(painter, box, text, m_count > 0 ? theme.tone(m_tone) : theme.muted, Qt::AlignRight);
    return painter.fontMetrics().horizontalAdvance(text) + margin;
}

Navigation::Navigation(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("navigation"));
    setAccessibleName(tr("Pages"));
    setAttribute(Qt::WA_StyledBackground);
    m_column->setContentsMargins(margin, headHeight, margin, margin);
    m_column->setSpacing(2);
    m_column->addStretch();
}

void Navigation::addPage(const QString& name, const QString& title) {
    const int page = static_cast<int>(m_names.size());
    auto* item = new NavigationButton(signOf(name), title, QString::number(page + 1), this);
    item->setObjectName(QStringLiteral("nav-") + name);
    connect(item, &NavigationButton::clicked, this, [this, page] { emit chosen(page); });
    m_column->insertWidget(page, item);
    m_names.append(name);
    m_buttons.push_back(item);
}

void Navigation::setCurrent(int page) {
    for (std::size_t each = 0; each < m_buttons.size(); ++each)
        m_buttons[each]->setChecked(static_cast<int>(each) == page);
}

void Navigation::setCount(const QString& name, std::int64_t count, Tone tone) {
    const auto page = m_names.indexOf(name);
    if (page >= 0) m_buttons[static_cast<std::size_t>(page)]->setCount(count, tone);
}

void Navigation::setCompact(bool compact) {
    m_compact = compact;
    for (auto* button : m_buttons) button->setCompact(compact);
    update();
}

void Navigation::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& theme = themeOf(palette());
    painter.fillRect(rect(), theme.window);
    painter.setPen(theme.line);
    painter.drawLine(rect().topRight(), rect().bottomRight());
    const int left = m_compact ? (width() - signSide) / 2 : margin * 2 + 2;
    paintSign(painter, QRect(left, (headHeight - signSide) / 2, signSide, signSide), Sign::ship,
              theme.accent);
    if (m_compact) return;
    auto strong = font();
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    drawLine(painter, QRect(left + signSide + 10, 0, width() - left - signSide - 10, headHeight),
             QStringLiteral("Shipglass"), theme.text);
}

} // namespace shipglass
