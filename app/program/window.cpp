// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/stop_signals.h"
#include "program/cockpit.h"
#include "program/single_window.h"
#include "program/verbs.h"
#include "widgets/kind_icon.h"
#include "widgets/tray.h"

#include <QApplication>

#include <thread>

namespace shipglass {

namespace {

/// Closes the window when the program is asked to end, as systemd and shells do, so that what is under way
/// is ended and the history is closed.
class CloseOnSignal {
public:
    CloseOnSignal()
        : m_waiting([this] {
              if (m_signals.wait())
                  QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
          }) {}
    ~CloseOnSignal() { m_signals.wake(); }

private:
    StopSignals m_signals;
    std::jthread m_waiting;
};

} // namespace

cli::Exit runWindow(int& argc, char** argv, const cli::Common& common, const cli::Window& window) {
    const auto setup = loadSetup(common);
    if (!setup) return failure(setup.error());
    if (window.wall)
        return failure(Error{Fault::unsupported,
                             "This version has no wall yet; shipglass without --wall opens the window.",
                             0,
                             {}});
    QApplication application(argc, argv);
    QApplication::setApplicationName("shipglass");
    QApplication::setApplicationDisplayName("Shipglass");
    QApplication::setWindowIcon(kindIcon("shipglass"));
    QApplication::setQuitOnLastWindowClosed(true);
    SingleWindow single(setup->storePath);
    if (single.raiseOther()) return cli::Exit::done;
    const CloseOnSignal closing;

    Cockpit cockpit(application, common, *setup, {});
    cockpit.appearance().followDesktop();
    if (const auto started = cockpit.start(); !started) return failure(started.error());
    Tray tray(cockpit.window().feed(), &cockpit.settings());
    tray.addSwitches(*cockpit.window().menu());
    const auto raise = [&cockpit] {
        cockpit.window().showNormal();
        cockpit.window().raise();
        cockpit.window().activateWindow();
    };
    QObject::connect(&tray, &Tray::windowWanted, &cockpit.window(), raise);
    single.onRaise(raise);
    cockpit.window().start();
    cockpit.window().show();
    return QApplication::exec() == 0 ? cli::Exit::done : cli::Exit::failed;
}

} // namespace shipglass
