// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/no_deployments.h"

#include "widgets/labels.h"
#include "widgets/service_offer.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace shipglass {

namespace {

const QString lines = QStringLiteral("services:\n"
                                     "  - name: web\n"
                                     "    repositories: [acme/web]\n"
                                     "    deployments:\n"
                                     "      from: pipeline        # or api, tag, change\n"
                                     "      pipelines: [\"deploy-*\"]\n"
                                     "      environment: production\n");

QPushButton* button(const char* name, const QString& text, bool isPrimary, QWidget* parent) {
    auto* made = new QPushButton(text, parent);
    made->setObjectName(QLatin1String(name));
    made->setProperty("primary", isPrimary);
    return made;
}

QLabel* title(QWidget* parent) {
    auto* made = textLabel(NoDeployments::tr("No deployments yet"), parent);
    auto large = parent->font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    made->setFont(large);
    made->setObjectName(QStringLiteral("noDeploymentsTitle"));
    return made;
}

} // namespace

NoDeployments::NoDeployments(const PageContext& context, QWidget* parent)
    : QWidget(parent), m_offer(new ServiceOffer(context, this)), m_text(quietLabel({}, this)),
      m_example(textLabel(lines.trimmed(), this)),
      m_services(button("noDeploymentsServices", tr("Show services"), true, this)),
      m_sources(button("noDeploymentsSources", tr("Look at the sources"), true, this)),
      m_copy(button("copyExample", tr("Copy the lines"), false, this)) {
    build();
    connectParts();
    tell();
}

void NoDeployments::build() {
    m_text->setObjectName(QStringLiteral("noDeploymentsText"));
    m_example->setFont(fixedFont());
    m_example->setWordWrap(false);
    m_example->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* buttons = new QHBoxLayout;
    for (auto* each : {m_services, m_sources, m_copy}) buttons->addWidget(each);
    buttons->addStretch();
    auto* middle = new QVBoxLayout;
    middle->setSpacing(10);
    middle->addWidget(title(this));
    middle->addWidget(m_text);
    middle->addWidget(m_example);
    middle->addWidget(
        quietLabel(tr("Deployments of other systems can be imported: shipglass import FILE, as NDJSON or "
                      "CSV."),
                   this));
    middle->addLayout(buttons);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addLayout(middle, 3);
    row->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 16);
    column->addStretch(2);
    column->addLayout(row);
    column->addStretch(3);
}

void NoDeployments::connectParts() {
    connect(m_offer, &ServiceOffer::changed, this, &NoDeployments::tell);
    connect(m_services, &QPushButton::clicked, m_offer, &ServiceOffer::openDialog);
    connect(m_sources, &QPushButton::clicked, this, &NoDeployments::sourcesWanted);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(lines);
        emit said(tr("Copied. Paste the lines into the configuration"));
    });
}

void NoDeployments::tell() {
    const bool suggests = m_offer->hasAny();
    m_text->setText(
        suggests ? m_offer->wholeText()
                 : tr("The keys are counted from deployments to production. Many systems report them "
                      "by themselves. Where yours does not, the configuration says which runs, tags or "
                      "changes are deployments; it holds for all history at once:"));
    m_services->setVisible(suggests);
    for (QWidget* each : std::initializer_list<QWidget*>{m_example, m_sources, m_copy})
        each->setVisible(!suggests);
}

void NoDeployments::refresh() { m_offer->refresh(); }

void NoDeployments::focusMain() { (m_offer->hasAny() ? m_services : m_sources)->setFocus(); }

} // namespace shipglass
