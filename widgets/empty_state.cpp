// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/empty_state.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace shipglass {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent), m_mark(markLabel(this)), m_title(textLabel({}, this)), m_text(quietLabel({}, this)),
      m_button(new QPushButton(this)) {
    auto large = font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setObjectName(QStringLiteral("emptyTitle"));
    m_text->setObjectName(QStringLiteral("emptyText"));
    m_button->setObjectName(QStringLiteral("emptyButton"));
    m_button->setProperty("primary", true);
    for (auto* label : {m_title, m_text}) {
        label->setAlignment(Qt::AlignCenter);
        label->setFixedWidth(fontMetrics().averageCharWidth() * 62);
    }
    auto* middle = new QVBoxLayout;
    middle->setSpacing(10);
    middle->addWidget(m_mark, 0, Qt::AlignHCenter);
    middle->addWidget(m_title);
    middle->addWidget(m_text);
    middle->addWidget(m_button, 0, Qt::AlignHCenter);
    // In a row of their own: a layout asks how high a text is for the width of the whole cell.
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addLayout(middle);
    row->addStretch();
    auto* column = new QVBoxLayout(this);
    column->addStretch(2);
    column->addLayout(row);
    column->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::pressed);
}

void EmptyState::show(const EmptyText& text) {
    m_look = text.look;
    m_title->setText(text.title);
    m_text->setText(text.text);
    m_button->setText(text.button);
    m_button->setVisible(!text.button.isEmpty());
    paintAgain();
}

void EmptyState::paintAgain() {
    m_mark->setPixmap(markPixmap(m_look, themeOf(palette()), 36, devicePixelRatioF()));
}

void EmptyState::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) paintAgain();
}

} // namespace shipglass
