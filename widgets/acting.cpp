// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/acting.h"

#include "models/plain_text.h"
#include "widgets/page.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace shipglass {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("acting", text); }

using Said = std::function<void(const QString&)>;

void allowThenAct(QWidget* asker, Commands& commands, const ActionWish& wish, const Said& said) {
    const auto sayAll = guarded(asker, [said](const Reply& reply) { said(reply.text); });
    const auto go = guarded(asker, [&commands, wish, said, sayAll](const Reply& allowed) {
        said(allowed.text);
        if (allowed.ok) commands.act(wish, sayAll);
    });
    commands.allow(wish.source, wish.verb, go);
}

void offerToAllow(QWidget* asker, Commands& commands, const ActionWish& wish, const Said& said) {
    const auto source = plainLine(wish.source), verb = plainLine(wish.verb);
    auto* box =
        new QMessageBox(QMessageBox::Question, tr("Not allowed yet"),
                        tr("Allow \u201c%1\u201d for %2?").arg(verb, source), QMessageBox::NoButton, asker);
    box->setObjectName(QStringLiteral("allowBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        tr("Shipglass only reads unless the configuration says otherwise. The verb is added to "
           "the line \u201cactions:\u201d of this source, and then it is done."));
    auto* yes = box->addButton(tr("Allow and do it"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("allowYes"));
    box->setDefaultButton(box->addButton(tr("Only read"), QMessageBox::RejectRole));
    QObject::connect(yes, &QAbstractButton::clicked, asker,
                     [asker, &commands, wish, said] { allowThenAct(asker, commands, wish, said); });
    box->open();
}

} // namespace

void act(QWidget* asker, Commands& commands, const ActionWish& wish, Said said) {
    said(tr("Asked %1").arg(plainLine(wish.source)));
    const auto take = [asker, &commands, wish, said](const Reply& reply) {
        said(reply.text);
        if (reply.forbiddenByFile) offerToAllow(asker, commands, wish, said);
    };
    commands.act(wish, guarded(asker, take));
}

} // namespace shipglass
