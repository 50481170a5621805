// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/poller.h"

#include "poll/ask.h"
#include "poll/housekeeping.h"

#include <algorithm>

namespace shipglass {

using namespace std::chrono_literals;

namespace {

constexpr Millis longestSleep = 30s; ///< A timer that rings this much too late tells of a machine that slept.
constexpr Millis firstPruning = 5min, betweenPrunings = 1h, whileHeld = 10s;

} // namespace

Poller::Poller(PollPlace place, std::uint64_t seed, std::function<bool()> hasRoute, PollEvents events)
    : m_place(std::move(place)), m_hasRoute(std::move(hasRoute)), m_events(std::move(events)),
      m_schedule(seed), m_commits(m_place) {}

Poller::~Poller() = default;

const PolledSource* Poller::source(const std::string& name) const {
    const auto& all = m_configured.sources;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.plan.name == name; });
    return found == all.end() ? nullptr : &*found;
}

void Poller::configure(PolledSources sources) {
    m_configured = std::move(sources);
    m_commits.configure(m_configured);
    std::set<std::string> names;
    if (m_configured.poll)
        for (const auto& each : m_configured.sources) names.insert(each.plan.name);
    removeAllBut(names);
    if (m_running) readThenTakeUp();
}

void Poller::removeAllBut(const std::set<std::string>& names) {
    std::erase_if(m_runners, [&](const auto& runner) {
        if (names.contains(runner.first)) return false;
        m_schedule.remove(runner.first);
        return true;
    });
}

void Poller::start() {
    m_running = true;
    m_pruneTimer = m_place.clock->after(firstPruning, [this] { prune(); });
    readThenTakeUp();
}

void Poller::readThenTakeUp() {
    const auto read = [now = m_place.clock->now()](Reader& reader) { return reader.sources(now); };
    m_reading = ask<States>(readFrom<States>(m_place.store, read), [this](Result<States> stored) {
        // Without the states of before, all that is lost is who was to be left alone for a while.
        takeUp(stored ? *stored : States());
    });
}

void Poller::takeUp(const States& stored) {
    if (!m_configured.poll) return;
    for (const auto& each : m_configured.sources) join(each, stored);
    tick();
}

void Poller::join(const PolledSource& source, const States& stored) {
    const Time now = m_place.clock->now();
    const auto& name = source.plan.name;
    const bool known = m_runners.contains(name);
    auto& runner = m_runners[name];
    if (!runner) runner = std::make_unique<SourceRunner>(m_place, source);
    if (runner->change(source)) m_schedule.postpone(name, now);
    m_schedule.set(source.plan, now);
    const auto same = [&](const SourceState& state) { return state.source == name; };
    const auto found = std::find_if(stored.begin(), stored.end(), same);
    if (!known && found != stored.end()) {
        m_schedule.restore(*found, now);
        m_schedule.start(name, now);
    }
    tell(name);
}

void Poller::tick() {
    if (!m_running) return;
    const Time now = m_place.clock->now();
    if (m_ringAt != Time{} && now > m_ringAt + longestSleep) m_schedule.woke(now);
    if (m_hasRoute) m_schedule.setRoute(m_hasRoute(), now);
    for (const auto& name : m_schedule.due(now)) startPoll(name);
    if (m_offline != m_schedule.offline()) {
        m_offline = m_schedule.offline();
        if (m_events.offlineChanged) m_events.offlineChanged(m_offline);
    }
    const Time latest = now + longestSleep;
    ringAt(std::min(m_schedule.next().value_or(latest), latest));
}

void Poller::ringAt(Time at) {
    m_ringAt = std::max(at, m_place.clock->now());
    m_timer = m_place.clock->after(m_ringAt - m_place.clock->now(), [this] { tick(); });
}

PollOrder Poller::order(const std::string& source) {
    const auto state = m_schedule.state(source, m_place.clock->now());
    PollOrder order;
    order.asked = m_schedule.asked(source);
    order.polledAt = state.polledAt;
    order.progress = m_events.progress;
    order.settle = [this, source](const PollReport& report, const SourceState&) {
        m_schedule.finish(source, report.outcome());
        return m_schedule.state(source, m_place.clock->now());
    };
    return order;
}

void Poller::startPoll(const std::string& source) {
    if (m_forgetting.contains(source)) return m_schedule.postpone(source, m_place.clock->now() + whileHeld);
    auto polling = order(source);
    m_schedule.begin(source);
    auto& runner = *m_runners.at(source);
    runner.poll(std::move(polling), [this, source](const PollEnd& end) { pollEnded(source, end); });
    if (runner.polling()) tell(source);
}

void Poller::pollEnded(const std::string& source, const PollEnd& end) {
    const Time now = m_place.clock->now();
    if (end.how == PollEnd::How::heldElsewhere) m_schedule.postpone(source, now + whileHeld);
    if (end.how == PollEnd::How::polledElsewhere) {
        m_schedule.postpone(source, now);
        m_schedule.restore(end.stored, now);
    }
    if (end.how == PollEnd::How::polled && !end.settled) m_schedule.finish(source, end.report.outcome());
    tell(source);
    if (m_running && end.how == PollEnd::How::polled) m_commits.polled();
    // Not from in here: the poll that ends is still on the stack.
    if (m_running) ringAt(now);
}

void Poller::tell(const std::string& source) {
    const auto found = m_runners.find(source);
    if (found == m_runners.end() || !m_events.stateChanged) return;
    m_events.stateChanged(m_schedule.state(source, m_place.clock->now()), found->second->polling());
}

void Poller::pollNow(const std::string& source) {
    m_schedule.pollNow(source, m_place.clock->now());
    if (m_running) ringAt(m_place.clock->now());
}

void Poller::pollAllNow() {
    m_schedule.pollAllNow(m_place.clock->now());
    if (m_running) ringAt(m_place.clock->now());
}

void Poller::pause(bool on) {
    m_schedule.pause(on);
    if (m_running) ringAt(m_place.clock->now());
}

void Poller::prune() {
    m_pruning = ask<Done>(pruneHistory(m_place, m_configured.keep), [](const Result<Done>&) {});
    m_pruneTimer = m_place.clock->after(betweenPrunings, [this] { prune(); });
}

} // namespace shipglass
