// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fake_commands.h"
#include "models/fake_history.h"
#include "widgets/main_window.h"

#include <QApplication>
#include <QTest>

#include <memory>

namespace shipglass {

/// A window on a history in memory, at worldNow(), in the light theme.
class WindowWorld {
public:
    WindowWorld() : times([] { return worldNow(); }), appearance(*qApp) {
        appearance.choose(ThemeChoice::light);
        appearance.start();
        times.setUtc(true);
    }

    PageContext pages() { return {history, commands, times, terms}; }
    /// Opens the window on what the history holds by now, and waits until it is drawn.
    MainWindow& open(const QString& page = QStringLiteral("pipelines")) {
        window = std::make_unique<MainWindow>(WindowContext{pages(), appearance, nullptr});
        window->start();
        window->showPage(page);
        window->show();
        settle();
        return *window;
    }
    /// Lets everything that was asked be answered and drawn.
    static void settle() {
        for (int turn = 0; turn < 8; ++turn) QCoreApplication::processEvents();
    }
    /// Something changed in the history: the window notices it as it does once a second.
    void change() {
        window->findChild<StoreWatch*>()->check();
        settle();
    }
    template <class Widget> Widget* child(const QString& name) const {
        auto* found = window->findChild<Widget*>(name);
        if (!found) qFatal("no control is called %s", qPrintable(name));
        return found;
    }
    void click(const QString& name) const {
        QTest::mouseClick(child<QWidget>(name), Qt::LeftButton);
        settle();
    }
    QString said() const { return child<QLabel>(QStringLiteral("said"))->text(); }

    FakeHistory history;
    FakeCommands commands;
    TimeStyle times;
    LiveTerms terms;
    Appearance appearance;
    std::unique_ptr<MainWindow> window;
};

} // namespace shipglass
