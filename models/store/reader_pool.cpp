// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reader_pool.h"

#include <algorithm>

namespace shipglass {

ReaderPool::ReaderPool(std::string path, int threads) : m_path(std::move(path)) {
    for (int count = 0; count < threads; ++count) m_threads.emplace_back([this] { run(); });
}

ReaderPool::~ReaderPool() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_waiting.clear();
        for (const Asked& asked : m_running) asked.cancel();
    }
    m_changed.notify_all();
    for (std::thread& thread : m_threads) thread.join();
}

Asked ReaderPool::ask(Question question) {
    Waiting waiting{{}, std::move(question)};
    const Asked asked = waiting.asked;
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(waiting));
    }
    m_changed.notify_one();
    return asked;
}

Asked ReaderPool::supersede(const Asked& last, Question question) {
    last.cancel();
    return ask(std::move(question));
}

void ReaderPool::setServices(ServiceRules rules) {
    const std::lock_guard lock(m_mutex);
    m_services = std::move(rules);
    ++m_version;
}

void ReaderPool::setSources(std::vector<ConfiguredName> sources) {
    const std::lock_guard lock(m_mutex);
    m_sources = std::move(sources);
    ++m_version;
}

void ReaderPool::run() {
    std::unique_ptr<Reader> reader;
    std::int64_t told = 0;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
        if (m_ending) return;
        const Waiting waiting = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (waiting.asked.canceled()) continue;
        m_running.push_back(waiting.asked);
        lock.unlock();
        answer(reader, told, waiting);
        lock.lock();
        std::erase_if(m_running,
                      [&](const Asked& one) { return one.m_canceled == waiting.asked.m_canceled; });
    }
}

void ReaderPool::answer(std::unique_ptr<Reader>& reader, std::int64_t& told, const Waiting& waiting) {
    if (!reader) {
        auto opened = Reader::open(m_path);
        if (!opened) return waiting.question(opened.error());
        reader = std::move(*opened);
        told = 0;
    }
    tell(*reader, told);
    reader->watch(waiting.asked.m_canceled.get());
    waiting.question(reader.get());
    reader->watch(nullptr);
}

void ReaderPool::tell(Reader& reader, std::int64_t& told) {
    const std::lock_guard lock(m_mutex);
    if (told == m_version) return;
    reader.setServices(m_services);
    if (m_sources) reader.setSources(*m_sources);
    told = m_version;
}

} // namespace shipglass
