// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/render.h"

#include "widgets/main_window.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

namespace shipglass {

namespace {

/// Starts the window and runs the event loop until page and foot are read; false when time is up.
bool waitUntil(MainWindow& window, Page& page, Millis patience) {
    bool fed = false;
    QEventLoop loop;
    const auto look = [&] {
        if (fed && page.isLoaded()) loop.exit(0);
    };
    QObject::connect(&window.feed(), &NotificationFeed::updated, &loop, [&] {
        fed = true;
        look();
    });
    QObject::connect(&page, &Page::loaded, &loop, look);
    QTimer::singleShot(patience, &loop, [&loop] { loop.exit(1); });
    // Started from within the loop, since a history in memory answers at once.
    QTimer::singleShot(0, &window, &MainWindow::start);
    return loop.exec() == 0;
}

} // namespace

Result<QImage> renderPage(MainWindow& window, const QString& name, QSize size, Millis patience) {
    auto* page = window.page(name);
    if (!page) {
        const auto names = window.pageNames().join(QStringLiteral(", ")).toStdString();
        return Error{
            Fault::config, "there is no page " + name.toStdString() + "; the pages are " + names, 0, {}};
    }
    window.resize(size);
    window.show();
    window.showPage(name);
    if (!waitUntil(window, *page, patience))
        return Error{Fault::timeout, "the page was not read in time", 0, {}};
    window.resize(size);
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
    return window.grab().toImage();
}

} // namespace shipglass
