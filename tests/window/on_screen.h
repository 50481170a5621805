// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/require_server.h"
#include "window/own_folders.h"
#include "window/virtual_screen.h"

#include <QApplication>

namespace shipglass::testing {

/// The main function of a test that takes OwnFolders: runs it on a screen of its own. Without one the test
/// still runs, so that it can say so: see REQUIRE_SCREEN.
template <class Test> int runOnScreen(int argc, char** argv) {
    const OwnFolders folders;
    QString why;
    const auto screen = VirtualScreen::start(&why);
    qputenv("QT_QPA_PLATFORM", screen ? "xcb" : "offscreen");
    if (screen) qputenv("DISPLAY", screen->display().toUtf8());
    const QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    Test test(folders);
    return QTest::qExec(&test, argc, argv);
}

} // namespace shipglass::testing

/// Skips the test loudly without Xvfb, or fails it where everything was installed; fails it when Xvfb did not
/// start.
#define REQUIRE_SCREEN()                                                                                     \
    do {                                                                                                     \
        REQUIRE_SERVER(VirtualScreen);                                                                       \
        QCOMPARE(QGuiApplication::platformName(), QStringLiteral("xcb"));                                    \
    } while (false)
