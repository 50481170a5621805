// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/detail_panel.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace shipglass {

namespace {

constexpr int gap = 8;

} // namespace

DetailPanel::DetailPanel(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    m_column->setContentsMargins(14, 12, 14, 10);
    m_column->setSpacing(gap + 2);
}

void DetailPanel::addPart(QWidget* part, int stretch) { m_column->addWidget(part, stretch); }

void DetailPanel::addButtons(const QList<QWidget*>& buttons) {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gap);
    for (auto* button : buttons) row->addWidget(button);
    row->addStretch();
    addPart(bar);
}

QVBoxLayout* DetailPanel::addScrolled(const QString& name, const QString& title) {
    auto* body = new QWidget(this);
    auto* inner = new QVBoxLayout(body);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(gap);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(name);
    scroll->setAccessibleName(title);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    addPart(scroll, 1);
    return inner;
}

} // namespace shipglass
