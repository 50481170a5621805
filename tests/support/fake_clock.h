// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/clock.h"

#include <algorithm>
#include <map>
#include <utility>

namespace shipglass {

/// A clock that is turned by hand. Timers go off in the order of their moments, and of their making where
/// those are equal; `now` is the timer's moment while it runs.
class FakeClock final : public Clock {
public:
    explicit FakeClock(Time start = fromEpochMs(1'777'888'800'000)) : m_now(start) {} // 2026-05-04T10:00:00Z

    Time now() const override { return m_now; }
    std::unique_ptr<Operation> after(Millis delay, std::function<void()> callback) override {
        const Key key{m_now + std::max(delay, Millis(0)), m_made++};
        m_timers->emplace(key, std::move(callback));
        return std::make_unique<Timer>(m_timers, key);
    }

    std::size_t waiting() const { return m_timers->size(); }
    /// Goes to the next timer and runs it; false when there is none.
    bool runNext() {
        if (m_timers->empty()) return false;
        const auto first = m_timers->begin();
        m_now = std::max(m_now, first->first.first);
        const auto callback = std::move(first->second);
        m_timers->erase(first);
        callback();
        return true;
    }
    void advanceTo(Time end) {
        while (!m_timers->empty() && m_timers->begin()->first.first <= end) runNext();
        m_now = std::max(m_now, end);
    }
    void advance(Millis span) { advanceTo(m_now + span); }

private:
    using Key = std::pair<Time, std::uint64_t>;
    using Timers = std::map<Key, std::function<void()>>;
    class Timer final : public Operation {
    public:
        Timer(std::shared_ptr<Timers> timers, Key key) : m_timers(std::move(timers)), m_key(key) {}
        ~Timer() override { m_timers->erase(m_key); }

    private:
        std::shared_ptr<Timers> m_timers;
        Key m_key;
    };

    Time m_now;
    std::uint64_t m_made = 0;
    std::shared_ptr<Timers> m_timers = std::make_shared<Timers>();
};

} // namespace shipglass
