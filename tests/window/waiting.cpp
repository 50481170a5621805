// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/waiting.h"

#include <QEventLoop>
#include <QTimer>

namespace shipglass::testing {

namespace {

using namespace std::chrono_literals;

bool askEvery(std::chrono::milliseconds pause, const std::function<bool()>& holds) {
    if (holds()) return true;
    bool held = false;
    QEventLoop loop;
    QTimer asking;
    QObject::connect(&asking, &QTimer::timeout, &loop, [&] {
        held = holds();
        if (held) loop.quit();
    });
    asking.start(pause);
    QTimer::singleShot(180s, &loop, &QEventLoop::quit); // longer than a source that fails is left alone
    loop.exec();
    return held;
}

} // namespace

bool waitUntil(const std::function<bool()>& holds) { return askEvery(20ms, holds); }

bool waitUntilServer(const std::function<bool()>& says) {
    return askEvery(100ms, [&says] { return aside(says); });
}

} // namespace shipglass::testing
