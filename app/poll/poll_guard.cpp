// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/poll_guard.h"

#include "poll/ask.h"

namespace shipglass {

namespace {

/// The work under way with the timer beside it.
class Guard final : public Operation {
public:
    using Complete = std::function<void(Result<Done>)>;
    Guard(Task<Done> work, const Guarding& guarding, Complete complete)
        : m_work(std::move(work)), m_guarding(guarding), m_complete(std::move(complete)) {}

    void start() {
        m_movedAt = m_guarding.clock->now();
        m_work.start([this](Result<Done> result) { end(std::move(result)); });
        if (m_complete) lookLater();
    }

private:
    void lookLater() {
        m_timer = m_guarding.clock->after(m_guarding.look, [this] { look(); });
    }
    void look() {
        const Time now = m_guarding.clock->now();
        const auto progress = m_guarding.progress();
        if (progress != m_progress) m_movedAt = now;
        m_progress = progress;
        if (now - m_movedAt >= m_guarding.patience)
            return give(
                Error{Fault::timeout, "nothing moved for " + formatDuration(m_guarding.patience), 0, {}});
        lookLater();
        if (m_guarding.hold)
            m_holding = ask<Done>(m_guarding.hold(), [this](Result<Done> held) {
                if (!held) lost(held.error());
            });
    }
    /// Not from in here: the question that was just answered is still on the stack.
    void lost(const Error& error) {
        m_timer = m_guarding.clock->after(Millis(0), [this, error] { give(error); });
    }
    void give(Error error) {
        m_work.reset();
        end(std::move(error));
    }
    /// The completion may destroy this.
    void end(Result<Done> result) {
        m_timer.reset();
        m_holding.reset();
        auto complete = std::move(m_complete);
        m_complete = nullptr;
        complete(std::move(result));
    }

    Task<Done> m_work;
    Guarding m_guarding;
    Complete m_complete;
    std::unique_ptr<Operation> m_timer, m_holding;
    std::int64_t m_progress = 0;
    Time m_movedAt{};
};

} // namespace

Task<Result<Done>> guarded(Task<Done> work, Guarding guarding) {
    Await<Result<Done>> ended([&](std::function<void(Result<Done>)> complete) {
        auto guard = std::make_unique<Guard>(std::move(work), guarding, std::move(complete));
        guard->start();
        return guard;
    });
    auto result = co_await ended;
    co_return result;
}

} // namespace shipglass
