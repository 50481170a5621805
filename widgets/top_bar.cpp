// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/top_bar.h"

#include "widgets/labels.h"
#include "widgets/query_field.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace shipglass {

TopBar::TopBar(QWidget* parent)
    : QWidget(parent), m_title(textLabel({}, this)), m_summary(quietLabel({}, this)),
      m_asOf(textLabel({}, this)), m_problem(textLabel({}, this)), m_query(new QueryField(this)),
      m_menu(new QMenu(this)),
      m_poll(button(QStringLiteral("poll"), tr("Poll now (F5)"), &TopBar::pollWanted)),
      m_pause(button(QStringLiteral("pause"), tr("Pause all polling (Ctrl+P)"), &TopBar::pauseToggled)),
      m_utc(button(QStringLiteral("utc"), tr("Local times or UTC (Ctrl+U)"), &TopBar::utcToggled)),
      m_theme(button(QStringLiteral("theme"), tr("Light or dark (Ctrl+T)"), &TopBar::themeToggled)),
      m_help(button(QStringLiteral("helpButton"), tr("Keys and queries (?)"), &TopBar::helpWanted)),
      m_more(button(QStringLiteral("more"), tr("Settings"), nullptr)) {
    setObjectName(QStringLiteral("topBar"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    paintSigns();
    connect(m_query, &QueryField::problemChanged, this, [this](const QString& problem) {
        m_problem->setText(problem);
        m_problem->setVisible(!problem.isEmpty());
    });
}

void TopBar::build() {
    auto strong = font();
    strong.setPointSizeF(strong.pointSizeF() * 1.15);
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_title->setObjectName(QStringLiteral("pageTitle"));
    m_summary->setObjectName(QStringLiteral("summary"));
    m_problem->setObjectName(QStringLiteral("queryProblem"));
    m_problem->setProperty("problem", true);
    m_problem->hide();
    m_asOf->setObjectName(QStringLiteral("asOf"));
    m_asOf->hide();
    for (auto* label : {m_title, m_summary, m_asOf}) label->setWordWrap(false);
    m_menu->setAccessibleName(tr("Settings"));
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_utc->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_title);
    row->addWidget(m_summary);
    row->addWidget(m_asOf);
    row->addWidget(m_query, 1);
    row->addStretch(); // Takes the room of a query that the page does not have.
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    for (auto* item : {m_poll, m_pause, m_utc, m_theme, m_help, m_more}) buttons->addWidget(item);
    row->addLayout(buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 10, 8);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_problem);
    setUtc(false);
}

QToolButton* TopBar::button(const QString& name, const QString& text, void (TopBar::*signal)()) {
    auto* item = new QToolButton(this);
    item->setObjectName(name);
    item->setToolTip(text);
    item->setAccessibleName(text);
    item->setFocusPolicy(Qt::TabFocus);
    if (signal) connect(item, &QToolButton::clicked, this, signal);
    return item;
}

void TopBar::paintSigns() {
    const auto& theme = themeOf(palette());
    const auto give = [&](QToolButton* item, Sign sign, const QColor& color) {
        item->setIcon(signIcon(sign, color, devicePixelRatioF()));
    };
    give(m_poll, Sign::refresh, theme.muted);
    give(m_pause, m_paused ? Sign::resume : Sign::pause, m_paused ? theme.tone(Tone::warning) : theme.muted);
    give(m_theme, Sign::theme, theme.muted);
    give(m_help, Sign::help, theme.muted);
    give(m_more, Sign::menu, theme.muted);
}

void TopBar::showPage(const QString& title, const QString& summary) {
    m_title->setText(title);
    m_summary->setText(summary);
}

void TopBar::setAsOf(const QString& text) {
    m_asOf->setText(text);
    m_asOf->setVisible(!text.isEmpty());
}

void TopBar::setPaused(bool paused) {
    if (std::exchange(m_paused, paused) == paused) return;
    const auto text = paused ? tr("Go on polling (Ctrl+P)") : tr("Pause all polling (Ctrl+P)");
    m_pause->setToolTip(text);
    m_pause->setAccessibleName(text);
    paintSigns();
}

void TopBar::setUtc(bool utc) { m_utc->setText(utc ? tr("UTC") : tr("Local")); }

void TopBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) paintSigns();
}

} // namespace shipglass
