// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/writer.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace shipglass {

/// The one thread that writes. Work is done in the order it was asked for; whoever asks for more than the
/// queue holds waits. What the work calls back runs on this thread: post it on to your own.
class StoreThread {
public:
    using Work = std::function<void(Writer&)>;

    explicit StoreThread(std::string path, std::size_t queueLimit = 64);
    /// Does what is still queued, then ends.
    ~StoreThread();
    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    /// Waits until the history is open, or not; `notice` says what had to be done for it (a damaged file set
    /// aside).
    Result<Done> opened(std::string* notice = nullptr);
    /// Queues work; false, and the work is dropped, when the history could not be opened.
    bool ask(Work work);

private:
    void run(const std::string& path);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Work> m_queue;
    std::size_t m_limit;
    std::optional<Result<Done>> m_opened;
    std::string m_notice;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace shipglass
