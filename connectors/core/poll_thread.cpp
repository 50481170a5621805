// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/poll_thread.h"

#include "net/bell.h"
#include "net/curl_transport.h"
#include "net/local_machine.h"
#include "net/loop_clock.h"

#include <QEventLoop>
#include <QThread>

#include <deque>
#include <mutex>
#include <semaphore>
#include <vector>

namespace shipglass {

class PollThread::Runner final : public QThread {
public:
    using Work = std::function<void(PollWorld&)>;

    Runner() {
        setObjectName("poll");
        start();
        m_ready.acquire();
    }
    bool post(Work work) {
        const std::scoped_lock lock(m_mutex);
        if (m_stopping) return false;
        m_queue.push_back(std::move(work));
        // The thread takes the bell away only after it has seen, under this lock, that it is stopping.
        m_bell->ring();
        return true;
    }
    void stop() {
        {
            const std::scoped_lock lock(m_mutex);
            if (!m_stopping) m_bell->ring();
            m_stopping = true;
        }
        wait();
        // The thread sanitizer cannot see into Qt's waiting, but sees the lock that the thread took last.
        const std::scoped_lock lock(m_mutex);
    }
    void keep(std::shared_ptr<void> inhabitant) { m_inhabitants.push_back(std::move(inhabitant)); }

private:
    void run() override {
        Bell bell([this] { serve(); });
        QEventLoop loop;
        CurlTransport transport;
        LoopClock clock;
        LocalMachine machine;
        PollWorld world{transport, clock, machine};
        m_bell = &bell;
        m_world = &world;
        m_loop = &loop;
        m_ready.release();
        loop.exec();
        while (!m_inhabitants.empty()) m_inhabitants.pop_back();
        dropQueue();
    }
    /// Outside of the lock: what ends with the queue may try to post.
    void dropQueue() {
        std::deque<Work> dropped;
        const std::scoped_lock lock(m_mutex);
        dropped.swap(m_queue);
    }
    void serve() {
        while (const auto work = next()) work(*m_world);
    }
    Work next() {
        const std::scoped_lock lock(m_mutex);
        if (m_stopping) m_loop->quit();
        if (m_stopping || m_queue.empty()) return nullptr;
        auto work = std::move(m_queue.front());
        m_queue.pop_front();
        return work;
    }

    std::mutex m_mutex;
    std::deque<Work> m_queue;
    bool m_stopping = false;
    std::binary_semaphore m_ready{0};
    Bell* m_bell = nullptr;
    PollWorld* m_world = nullptr;
    QEventLoop* m_loop = nullptr;
    std::vector<std::shared_ptr<void>> m_inhabitants;
};

PollThread::PollThread() : m_runner(std::make_unique<Runner>()) {}

PollThread::~PollThread() { stop(); }

bool PollThread::post(std::function<void(PollWorld&)> work) { return m_runner->post(std::move(work)); }

bool PollThread::inhabit(std::function<std::shared_ptr<void>(PollWorld&)> make) {
    auto* const runner = m_runner.get();
    return post([runner, make = std::move(make)](PollWorld& world) { runner->keep(make(world)); });
}

void PollThread::stop() { m_runner->stop(); }

} // namespace shipglass
