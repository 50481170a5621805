// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/qt_messages.h"

#include "cli/arguments.h"

#include <QtGlobal>

#include <QString>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace shipglass {

namespace {

QtMessageHandler standardHandler = nullptr;

/// Whether Qt says on its way to giving up that there is no display.
bool isOnNoDisplay(const QMessageLogContext& context, const QString& message) {
    const std::string_view category = context.category == nullptr ? "" : context.category;
    return category.starts_with("qt.qpa.") && (message.contains(u"display") || message.contains(u"plugin"));
}

[[noreturn]] void endWithoutDisplay() {
    std::fputs("There is no display for the window. shipglass show prints what it would show, shipglass "
               "render draws "
               "a page into a file.\n",
               stderr);
    std::_Exit(static_cast<int>(cli::Exit::failed));
}

/// In containers and over ssh there often is no XDG_RUNTIME_DIR. Qt says so each time and goes on without,
/// which is right and nobody's business.
void passOn(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (type == QtFatalMsg && message.contains(u"no Qt platform plugin could be initialized"))
        endWithoutDisplay();
    if (message.startsWith(u"QStandardPaths: ") || isOnNoDisplay(context, message)) return;
    standardHandler(type, context, message);
}

} // namespace

void tameQtMessages() { standardHandler = qInstallMessageHandler(passOn); }

} // namespace shipglass
