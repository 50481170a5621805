// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/heartbeat.h"

#include <algorithm>

namespace shipglass::testing {

Heartbeat::Heartbeat() {
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
    m_timer.start(1);
    m_since.start();
}

void Heartbeat::beat() {
    m_gaps.push_back(static_cast<double>(m_since.nsecsElapsed()) / 1e6);
    m_since.start();
}

QString Heartbeat::report() const {
    if (m_gaps.empty()) return QStringLiteral("no beat");
    auto gaps = m_gaps;
    std::sort(gaps.begin(), gaps.end());
    return QStringLiteral("%1 beats; 99.9 in a hundred within %2 ms, the longest gap %3 ms")
        .arg(gaps.size())
        .arg(gaps[(gaps.size() - 1) * 999 / 1000], 0, 'f', 1)
        .arg(gaps.back(), 0, 'f', 1);
}

} // namespace shipglass::testing
