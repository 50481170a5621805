// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/service_hint.h"

#include "widgets/labels.h"
#include "widgets/service_offer.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

namespace shipglass {

ServiceHint::ServiceHint(ServiceOffer& offer, QWidget* parent)
    : QWidget(parent), m_offer(offer), m_text(new LineLabel(this)) {
    m_text->setObjectName(QStringLiteral("serviceHint"));
    m_text->setProperty("quiet", true);
    auto* show = new QPushButton(tr("Show services"), this);
    show->setObjectName(QStringLiteral("showServices"));
    auto* away = new QToolButton(this);
    away->setObjectName(QStringLiteral("hideServices"));
    away->setText(tr("Not now"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 10, 16, 0);
    row->addWidget(m_text, 1);
    row->addWidget(show);
    row->addWidget(away);
    connect(show, &QPushButton::clicked, &m_offer, &ServiceOffer::openDialog);
    connect(away, &QToolButton::clicked, this, &ServiceHint::putAway);
    connect(&m_offer, &ServiceOffer::changed, this, &ServiceHint::tell);
    hide();
}

void ServiceHint::refresh() {
    if (!m_away) m_offer.refresh();
}

void ServiceHint::tell() {
    m_text->setText(m_offer.text());
    setVisible(m_offer.hasAny() && !m_away);
}

void ServiceHint::putAway() {
    m_away = true;
    hide();
}

} // namespace shipglass
