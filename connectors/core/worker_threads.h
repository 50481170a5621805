// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/await.h"

#include <atomic>
#include <functional>
#include <memory>

namespace shipglass {

/// A few threads for what blocks: files, parsing, database libraries. Made, used and destroyed on one thread
/// with a Qt event loop, where all completions arrive. The destructor waits for what is running and drops the
/// rest.
class WorkerThreads {
public:
    /// Runs on a worker. Long work looks at `canceled` now and then. It hands its errors over in its own
    /// result: what it throws is lost.
    using Work = std::function<void(const std::atomic<bool>& canceled)>;

    explicit WorkerThreads(unsigned count = 2);
    WorkerThreads(const WorkerThreads&) = delete;
    WorkerThreads& operator=(const WorkerThreads&) = delete;
    ~WorkerThreads();

    /// Runs `work` when a worker is free, then `complete` on this thread. Destroying the operation keeps work
    /// that has not begun from beginning, and what is running from completing.
    std::unique_ptr<Operation> run(Work work, std::function<void()> complete);

private:
    class Pool;
    std::unique_ptr<Pool> m_pool;
};

} // namespace shipglass
