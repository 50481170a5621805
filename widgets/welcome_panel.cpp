// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/welcome_panel.h"

#include "models/plain_text.h"
#include "widgets/labels.h"
#include "widgets/page.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace shipglass {

WelcomePanel::WelcomePanel(Commands& commands, QWidget* parent)
    : QWidget(parent), m_commands(commands), m_rows(nullptr), m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("card"));
    setAttribute(Qt::WA_StyledBackground);
    m_column->setContentsMargins(16, 12, 16, 12);
    m_column->setSpacing(6);
    m_column->addWidget(strongLabel(tr("Found on this machine"), this));
    m_column->addWidget(quietLabel(tr("Each is added to the configuration with one click. Nothing was read "
                                      "from them but what product they are."),
                                   this));
    hide();
}

void WelcomePanel::offer(const std::vector<OfferedServer>& servers) {
    delete m_rows;
    m_rows = new QWidget(this);
    auto* rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 4, 0, 0);
    rows->setSpacing(6);
    for (const OfferedServer& server : servers) rows->addWidget(rowFor(server));
    m_column->addWidget(m_rows);
    setVisible(!servers.empty());
}

QWidget* WelcomePanel::rowFor(const OfferedServer& server) {
    auto* row = new QWidget(m_rows);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(10);
    auto* name = textLabel(plainLine(server.name), row);
    name->setWordWrap(false);
    auto* url = new LineLabel(row);
    url->setProperty("quiet", true);
    url->setText(plainLine(server.url));
    auto* add = new QPushButton(tr("Add"), row);
    add->setObjectName(QStringLiteral("add-") + plainLine(server.kind));
    add->setAccessibleName(tr("Add %1 at %2").arg(name->text(), url->text()));
    connect(add, &QPushButton::clicked, this, [this, server, add] {
        // Or the focus would leave with the button, for the query field, which would take the next key.
        m_rows->setFocus();
        add->setEnabled(false);
        m_commands.addServer(server, guarded(add, [this, add](const Reply& reply) {
                                 add->setEnabled(!reply.ok);
                                 if (reply.ok) add->setText(tr("Added"));
                                 emit said(reply.text);
                             }));
    });
    line->addWidget(name);
    line->addWidget(url, 1);
    line->addWidget(add);
    return row;
}

} // namespace shipglass
