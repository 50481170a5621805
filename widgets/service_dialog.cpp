// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/service_dialog.h"

#include "models/plain_text.h"
#include "widgets/labels.h"
#include "widgets/page.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace shipglass {

ServiceDialog::ServiceDialog(std::vector<delivery::SuggestedService> suggestions, Commands& commands,
                             QWidget* parent)
    : QDialog(parent), m_suggestions(std::move(suggestions)), m_commands(commands),
      m_outcome(textLabel({}, this)), m_add(new QPushButton(tr("Add to the configuration"), this)) {
    for (const auto& suggestion : m_suggestions) m_rules.push_back(suggestion.rule);
    m_lines = commands.serviceLines(m_rules);
    setWindowTitle(tr("Services that could be"));
    setObjectName(QStringLiteral("serviceDialog"));
    build();
}

void ServiceDialog::build() {
    auto* text = new QPlainTextEdit(m_lines, this);
    text->setObjectName(QStringLiteral("serviceLines"));
    text->setAccessibleName(tr("Lines of the configuration"));
    text->setReadOnly(true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setFont(fixedFont());
    m_outcome->setObjectName(QStringLiteral("serviceOutcome"));
    m_outcome->setVisible(false);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(textLabel(tr("A service says what belongs together and where its deployments come "
                                   "from. These were told from the newest records that belong to none; "
                                   "change what does not fit."),
                                this));
    column->addWidget(buildReasons(), 1);
    column->addWidget(text, 2);
    column->addWidget(m_outcome);
    column->addWidget(buildButtons());
    resize(fontMetrics().averageCharWidth() * 92, fontMetrics().height() * 32);
}

QWidget* ServiceDialog::buildReasons() {
    Facts reasons;
    for (const auto& [rule, why, records] : m_suggestions)
        reasons.emplace_back(plainLine(rule.name), plainLine(why));
    auto* body = new QWidget(this);
    auto* grid = new FactGrid(body);
    grid->show(reasons);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(grid);
    column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("serviceReasons"));
    scroll->setAccessibleName(tr("Why"));
    scroll->setWidgetResizable(true);
    scroll->setWidget(body);
    return scroll;
}

QWidget* ServiceDialog::buildButtons() {
    auto* buttons = new QDialogButtonBox(this);
    auto* copyLines = buttons->addButton(tr("Copy the lines"), QDialogButtonBox::ActionRole);
    copyLines->setObjectName(QStringLiteral("copyServices"));
    m_add->setObjectName(QStringLiteral("addServices"));
    m_add->setProperty("primary", true);
    buttons->addButton(m_add, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(copyLines, &QPushButton::clicked, this, &ServiceDialog::copy);
    connect(m_add, &QPushButton::clicked, this, &ServiceDialog::add);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void ServiceDialog::copy() {
    QGuiApplication::clipboard()->setText(m_lines);
    m_outcome->setText(tr("Copied"));
    m_outcome->setVisible(true);
}

void ServiceDialog::add() {
    m_add->setEnabled(false);
    m_commands.addServices(m_rules, guarded(this, [this](const Reply& reply) {
                               m_add->setEnabled(!reply.ok);
                               m_outcome->setText(reply.text);
                               m_outcome->setVisible(true);
                               if (reply.ok) emit added();
                           }));
}

} // namespace shipglass
