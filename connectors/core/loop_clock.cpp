// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/loop_clock.h"

#include "net/qt_later.h"

#include <QDeadlineTimer>

#include <algorithm>

namespace shipglass {

namespace {

class LoopTimer final : public Operation {
public:
    LoopTimer(Millis delay, std::function<void()> callback)
        : m_deadline(std::max(delay, Millis{0}), Qt::PreciseTimer), m_callback(std::move(callback)) {
        m_timer->setSingleShot(true);
        m_timer->setTimerType(Qt::PreciseTimer);
        QObject::connect(m_timer.get(), &QTimer::timeout, [this] { ring(); });
        wind();
    }

private:
    /// QTimer counts in int, 24 days at most; a longer way is gone in parts.
    void wind() {
        constexpr qint64 longest = 1'000'000'000;
        m_timer->start(static_cast<int>(std::min(m_deadline.remainingTime(), longest)));
    }
    void ring() {
        if (!m_deadline.hasExpired()) return wind();
        auto callback = std::move(m_callback);
        callback();
    }

    QDeadlineTimer m_deadline;
    std::function<void()> m_callback;
    Later<QTimer> m_timer{new QTimer};
};

} // namespace

Time LoopClock::now() const { return std::chrono::floor<Millis>(std::chrono::system_clock::now()); }

std::unique_ptr<Operation> LoopClock::after(Millis delay, std::function<void()> callback) {
    return std::make_unique<LoopTimer>(delay, std::move(callback));
}

} // namespace shipglass
