// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store_thread.h"

namespace shipglass {

StoreThread::StoreThread(std::string path, std::size_t queueLimit)
    : m_limit(queueLimit), m_thread([this, path = std::move(path)] { run(path); }) {}

StoreThread::~StoreThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

Result<Done> StoreThread::opened(std::string* notice) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_opened.has_value(); });
    if (notice) *notice = m_notice;
    return *m_opened;
}

bool StoreThread::ask(Work work) {
    std::unique_lock lock(m_mutex);
    const bool inside = std::this_thread::get_id() == m_thread.get_id(); // it must not wait for itself
    m_changed.wait(lock, [&] { return inside || m_queue.size() < m_limit || (m_opened && !m_opened->ok()); });
    if (m_opened && !m_opened->ok()) return false;
    m_queue.push_back(std::move(work));
    lock.unlock();
    m_changed.notify_all();
    return true;
}

void StoreThread::run(const std::string& path) {
    std::string notice;
    auto writer = Writer::open(path, &notice);
    std::unique_lock lock(m_mutex);
    m_notice = notice;
    m_opened = writer ? Result<Done>(Done{}) : Result<Done>(writer.error());
    if (!writer) m_queue.clear();
    m_changed.notify_all();
    while (writer) {
        m_changed.wait(lock, [this] { return m_ending || !m_queue.empty(); });
        if (m_queue.empty()) return;
        Work work = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        m_changed.notify_all();
        work(**writer);
        work = nullptr;
        lock.lock();
    }
}

} // namespace shipglass
