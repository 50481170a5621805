// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/waiting_room.h"

#include <utility>

namespace shipglass {

Executor WaitingRoom::executor() {
    return [this](std::function<void()> work) {
        {
            const std::lock_guard lock(m_mutex);
            m_queue.push_back(std::move(work));
        }
        m_signals.wake();
    };
}

bool WaitingRoom::waitUntil(const std::function<bool()>& finished) {
    runQueued();
    while (!finished()) {
        if (m_signals.wait()) return false;
        runQueued();
    }
    return true;
}

void WaitingRoom::runQueued() {
    std::deque<std::function<void()>> queue;
    {
        const std::lock_guard lock(m_mutex);
        queue.swap(m_queue);
    }
    for (auto& work : queue) work();
}

} // namespace shipglass
