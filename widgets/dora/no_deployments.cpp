// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/no_deployments.h"

#include "widgets/labels.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
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

QWidget* buttons(NoDeployments* page) {
    auto* copy = new QPushButton(NoDeployments::tr("Copy the lines"), page);
    copy->setObjectName(QStringLiteral("copyExample"));
    QObject::connect(copy, &QPushButton::clicked, page, [page] {
        QGuiApplication::clipboard()->setText(lines);
        emit page->said(NoDeployments::tr("Copied. Paste the lines into the configuration"));
    });
    auto* sources = new QPushButton(NoDeployments::tr("Look at the sources"), page);
    sources->setObjectName(QStringLiteral("noDeploymentsSources"));
    sources->setProperty("primary", true);
    QObject::connect(sources, &QPushButton::clicked, page, &NoDeployments::sourcesWanted);
    auto* row = new QWidget(page);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(sources);
    layout->addWidget(copy);
    layout->addStretch();
    return row;
}

} // namespace

NoDeployments::NoDeployments(QWidget* parent) : QWidget(parent) {
    auto* title = textLabel(tr("No deployments yet"), this);
    auto large = font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    title->setObjectName(QStringLiteral("noDeploymentsTitle"));
    auto* code = textLabel(lines.trimmed(), this);
    code->setFont(fixedFont());
    code->setWordWrap(false);
    code->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* middle = new QVBoxLayout;
    middle->setSpacing(10);
    middle->addWidget(title);
    middle->addWidget(
        quietLabel(tr("The keys are counted from deployments to production. Many systems report them "
                      "by themselves. Where yours does not, the configuration says which runs, tags or "
                      "changes are deployments; it holds for all history at once:"),
                   this));
    middle->addWidget(code);
    middle->addWidget(
        quietLabel(tr("Deployments of other systems can be imported: shipglass import FILE, as NDJSON or "
                      "CSV."),
                   this));
    middle->addWidget(buttons(this));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 16);
    column->addStretch(2);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addLayout(middle, 3);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(3);
}

void NoDeployments::focusMain() {
    findChild<QPushButton*>(QStringLiteral("noDeploymentsSources"))->setFocus();
}

} // namespace shipglass
