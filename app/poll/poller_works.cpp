// SPDX-License-Identifier: GPL-3.0-or-later
// What the poller does besides polling: actions, forgetting, and coming to an end.
#include "poll/ask.h"
#include "poll/housekeeping.h"
#include "poll/poller.h"
#include "poll/stored_source.h"

namespace shipglass {

using namespace std::chrono_literals;

namespace {

constexpr Millis actionsMayTake = 4s;

} // namespace

template <class T> void Poller::work(Task<T> task, std::function<void(Result<T>)> done) {
    const auto place = m_works.insert(m_works.end(), nullptr);
    auto ended = [this, place, done = std::move(done)](Result<T> result) {
        const auto finished = std::move(*place);
        m_works.erase(place);
        done(std::move(result));
        if (m_works.empty() && m_stopped) close();
    };
    auto asked = std::make_unique<Errand<T>>(std::move(task), std::move(ended));
    auto& working = *asked;
    *place = std::move(asked);
    working.start();
}

void Poller::act(const std::string& source, ActionRequest request,
                 std::function<void(Result<ActionReport>)> done) {
    const auto* known = this->source(source);
    if (!known) return done(Error{Fault::config, "no source is called " + source, 0, {}});
    const bool sends = !request.dryRun;
    work<ActionReport>(runAction(m_place, *known, std::move(request)),
                       [this, source, sends, done = std::move(done)](Result<ActionReport> report) {
                           if (sends && report.ok()) pollNow(source);
                           done(std::move(report));
                       });
}

void Poller::stopBackfill(const std::string& source) {
    const auto runner = m_runners.find(source);
    if (runner != m_runners.end() && runner->second->polling()) {
        runner->second->stop();
        m_schedule.postpone(source, m_place.clock->now());
    }
    work<Done>(readForwardOnly(m_place.store, source, m_place.clock->now()),
               [this, source](const Result<Done>&) { pollNow(source); });
}

void Poller::forget(const std::string& source, std::function<void(Result<Done>)> done) {
    const auto runner = m_runners.find(source);
    if (runner != m_runners.end()) runner->second->stop();
    m_forgetting.insert(source);
    work<Done>(forgetSource(m_place, source), [this, source, done = std::move(done)](Result<Done> result) {
        m_forgetting.erase(source);
        forgotten(source);
        done(std::move(result));
    });
}

void Poller::forgotten(const std::string& source) {
    const auto* known = this->source(source);
    if (!known || !m_schedule.has(source)) return;
    m_schedule.remove(source);
    m_schedule.set(known->plan, m_place.clock->now());
    tell(source);
    if (m_running) ringAt(m_place.clock->now());
}

void Poller::stop(std::function<void()> done) {
    m_running = false;
    m_stopped = std::move(done);
    m_timer.reset();
    m_pruneTimer.reset();
    m_pruning.reset();
    m_reading.reset();
    m_commits.stop();
    for (auto& [name, runner] : m_runners) runner->stop();
    if (m_works.empty()) return close();
    m_timer = m_place.clock->after(actionsMayTake, [this] { close(); });
}

/// Writes are done in their order, so the last one done means all of them.
void Poller::close() {
    if (m_closing) return;
    auto stopped = std::move(m_stopped);
    m_stopped = nullptr;
    m_closing = m_place.store->write([](Writer&) {}, std::move(stopped));
}

} // namespace shipglass
