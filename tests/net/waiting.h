// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QTimer>

#include <functional>

/// Turns the event loop until `enough` says so; gives up after 30 seconds, so that a test fails and does not
/// hang.
inline bool turnLoop(const std::function<bool()>& enough) {
    QEventLoop loop;
    QTimer check;
    QObject::connect(&check, &QTimer::timeout, &loop, [&] {
        if (enough()) loop.quit();
    });
    check.start(1);
    QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
    if (!enough()) loop.exec();
    return enough();
}
