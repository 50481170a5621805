// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace shipglass {

/// A question to the history. It goes on when its handle goes away; cancel() drops it where it waits, and
/// ends it with Fault::canceled where it runs.
class Asked {
public:
    void cancel() const { *m_canceled = true; }
    bool canceled() const { return *m_canceled; }

private:
    friend class ReaderPool;
    std::shared_ptr<std::atomic<bool>> m_canceled = std::make_shared<std::atomic<bool>>(false);
};

/// A few threads of our own, each with a reading connection that it keeps. A question runs on one of them;
/// what it finds it posts to its asker's thread itself. When the history cannot be opened, the question gets
/// no reader but why.
class ReaderPool {
public:
    using Question = std::function<void(Result<Reader*>)>;

    explicit ReaderPool(std::string path, int threads = 2);
    /// Drops what waits, ends what runs, and joins the threads.
    ~ReaderPool();
    ReaderPool(const ReaderPool&) = delete;
    ReaderPool& operator=(const ReaderPool&) = delete;

    Asked ask(Question question);
    /// Asks in the place of `last`, which is canceled: what a newer keystroke does.
    Asked supersede(const Asked& last, Question question);
    /// The services that every reader works with from its next question on.
    void setServices(ServiceRules rules);
    /// The sources of the configuration, likewise.
    void setSources(std::vector<ConfiguredName> sources);

private:
    struct Waiting {
        Asked asked;
        Question question;
    };
    void run();
    void answer(std::unique_ptr<Reader>& reader, std::int64_t& told, const Waiting& waiting);
    void tell(Reader& reader, std::int64_t& told);

    const std::string m_path;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Waiting> m_waiting;
    std::vector<Asked> m_running;
    ServiceRules m_services;
    std::optional<std::vector<ConfiguredName>> m_sources;
    std::int64_t m_version = 0; ///< Of what readers are told.
    bool m_ending = false;
    std::vector<std::thread> m_threads;
};

} // namespace shipglass
