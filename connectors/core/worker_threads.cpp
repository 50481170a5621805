// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/worker_threads.h"

#include "net/bell.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace shipglass {

namespace {

/// `complete` is touched by the loop's thread only, `work` by whoever has taken the job from the queue.
struct Job {
    WorkerThreads::Work work;
    std::function<void()> complete;
    std::atomic<bool> canceled{false};
};

class Working final : public Operation {
public:
    explicit Working(std::shared_ptr<Job> job) : m_job(std::move(job)) {}
    ~Working() override {
        m_job->canceled = true;
        m_job->complete = nullptr;
    }

private:
    std::shared_ptr<Job> m_job;
};

void finish(Job& job) {
    if (job.canceled) return;
    auto complete = std::move(job.complete);
    complete();
}

} // namespace

class WorkerThreads::Pool {
public:
    explicit Pool(unsigned count) {
        for (unsigned i = 0; i < count; ++i) m_threads.emplace_back([this] { serve(); });
    }
    ~Pool() {
        {
            const std::scoped_lock lock(m_mutex);
            m_stopping = true;
            m_queue.clear();
            for (const auto& job : m_running) job->canceled = true;
        }
        m_wake.notify_all();
        for (auto& thread : m_threads) thread.join();
    }
    void add(std::shared_ptr<Job> job) {
        {
            const std::scoped_lock lock(m_mutex);
            m_queue.push_back(std::move(job));
        }
        m_wake.notify_one();
    }

private:
    std::shared_ptr<Job> take() {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
        if (m_stopping) return nullptr;
        auto job = std::move(m_queue.front());
        m_queue.pop_front();
        m_running.push_back(job);
        return job;
    }
    void serve() {
        while (auto job = take()) {
            try {
                if (!job->canceled) job->work(job->canceled);
            } catch (...) { // NOLINT(bugprone-empty-catch): see Work.
            }
            job->work = nullptr;
            giveBack(std::move(job));
        }
    }
    void giveBack(std::shared_ptr<Job> job) {
        const std::scoped_lock lock(m_mutex);
        std::erase(m_running, job);
        m_finished.push_back(std::move(job));
        m_bell.ring();
    }
    /// Completions may take back other jobs, and destroy the pool.
    void deliver() {
        std::vector<std::shared_ptr<Job>> finished;
        {
            const std::scoped_lock lock(m_mutex);
            finished.swap(m_finished);
        }
        for (const auto& job : finished) finish(*job);
    }

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::shared_ptr<Job>> m_queue;
    std::vector<std::shared_ptr<Job>> m_running, m_finished;
    bool m_stopping = false;
    Bell m_bell{[this] { deliver(); }};
    std::vector<std::thread> m_threads;
};

WorkerThreads::WorkerThreads(unsigned count) : m_pool(std::make_unique<Pool>(count)) {}

WorkerThreads::~WorkerThreads() = default;

std::unique_ptr<Operation> WorkerThreads::run(Work work, std::function<void()> complete) {
    auto job = std::make_shared<Job>();
    job->work = std::move(work);
    job->complete = std::move(complete);
    m_pool->add(job);
    return std::make_unique<Working>(std::move(job));
}

} // namespace shipglass
