// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/help_dialog.h"

#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace shipglass {

namespace {

QWidget* section(const QString& title, const Facts& facts, QWidget* parent) {
    auto* part = new QWidget(parent);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    auto* grid = new FactGrid(part);
    grid->show(facts);
    column->addWidget(strongLabel(title, part));
    column->addWidget(grid);
    column->addStretch();
    return part;
}

Facts keys() {
    const auto say = [](const char* text) { return HelpDialog::tr(text); };
    return {{QStringLiteral("/"), say("Filter")},
            {QStringLiteral("Esc"), say("Back to the list")},
            {QStringLiteral("1 \u2026 6"), say("Another page, also with Ctrl")},
            {say("Up, Down"), say("Another row")},
            {say("Enter"), say("Open: read the details, or the stage's log")},
            {QStringLiteral("+, -"), say("Timeline: closer, or more of it")},
            {say("Page up, Page down"), say("Timeline: earlier, or later")},
            {QStringLiteral("o"), say("Open the system's own page")},
            {QStringLiteral("y"), say("Copy its link")},
            {QStringLiteral("F5"), say("Poll now")},
            {QStringLiteral("Ctrl+P"), say("Pause all polling, or go on")},
            {QStringLiteral("Ctrl+U"), say("Local times or UTC")},
            {QStringLiteral("Ctrl+T"), say("Light or dark")},
            {QStringLiteral("?"), say("This page")}};
}

Facts queryExamples() {
    const auto say = [](const char* text) { return HelpDialog::tr(text); };
    return {{QStringLiteral("status:failure"), say("has this value")},
            {QStringLiteral("branch:main,release*"), say("any of these; * stands for anything")},
            {QStringLiteral("branch=main"), say("exactly this")},
            {QStringLiteral("age<2h"), say("began less than two hours ago")},
            {QStringLiteral("duration>10m"), say("took longer")},
            {QStringLiteral("severity>=high"), say("at least as urgent")},
            {QStringLiteral("-actor:*bot"), say("not this")},
            {QStringLiteral("label.app:web"), say("a label's value")},
            {QStringLiteral("\"out of memory\""), say("these words in title, name, branch or commit")}};
}

} // namespace

HelpDialog::HelpDialog(QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("help"));
    setWindowTitle(tr("Keys and queries"));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(32);
    columns->addWidget(section(tr("Keys"), keys(), this), 1);
    columns->addWidget(section(tr("Queries"), queryExamples(), this), 1);
    auto* close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("helpClose"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(16);
    column->addLayout(columns);
    column->addWidget(close, 0, Qt::AlignRight);
    setMinimumWidth(fontMetrics().averageCharWidth() * 100);
}

} // namespace shipglass
