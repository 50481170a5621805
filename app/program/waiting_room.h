// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/executor.h"
#include "poll/stop_signals.h"

#include <deque>
#include <functional>
#include <mutex>

namespace shipglass {

/// The main thread of a verb without a window: waits for answers of other threads, and for signals.
class WaitingRoom {
public:
    /// Runs functions on the thread that waits.
    Executor executor();
    /// Runs what comes until `finished()`. False when a signal came first.
    bool waitUntil(const std::function<bool()>& finished);

private:
    void runQueued();

    StopSignals m_signals;
    std::mutex m_mutex;
    std::deque<std::function<void()>> m_queue;
};

} // namespace shipglass
