// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/schedule.h"

#include <algorithm>
#include <set>

namespace shipglass {

using namespace std::chrono_literals;

namespace {

constexpr Millis startSpread = 2s, wakeSpread = 30s, probeEvery = 15s;

} // namespace

void Schedule::set(SourcePlan plan, Time now) {
    const auto found = m_sources.find(plan.name);
    if (found != m_sources.end()) return found->second.change(std::move(plan), now);
    const Time first = m_sources.empty() ? now : now + m_jitter.upTo(startSpread);
    const std::string name = plan.name;
    m_sources.emplace(name, SourceSchedule(std::move(plan), first));
}

void Schedule::remove(const std::string& source) { m_sources.erase(source); }

void Schedule::restore(const SourceState& stored, Time now) {
    const auto found = m_sources.find(stored.source);
    if (found != m_sources.end()) found->second.restore(stored, now);
}

void Schedule::start(const std::string& source, Time now) {
    const auto found = m_sources.find(source);
    if (found != m_sources.end()) found->second.start(now);
}

bool Schedule::held(const SourceSchedule& source) const {
    if (source.asked()) return false;
    return m_paused || (m_offline && source.plan().networked());
}

std::vector<std::string> Schedule::due(Time now) const {
    std::vector<std::string> names;
    const auto* probing = m_offline && !m_paused && m_probeAt && *m_probeAt <= now ? probe() : nullptr;
    for (const auto& [name, source] : m_sources) {
        const auto next = source.next();
        if (&source == probing || (next && *next <= now && !held(source))) names.push_back(name);
    }
    return names;
}

void Schedule::begin(const std::string& source) {
    auto& polled = m_sources.at(source);
    polled.begin();
    if (m_offline && polled.plan().networked()) m_probeAt.reset();
}

void Schedule::finish(const std::string& source, const PollOutcome& outcome) {
    const auto found = m_sources.find(source);
    if (found == m_sources.end()) return;
    auto& polled = found->second;
    polled.finish(outcome, m_jitter);
    if (!polled.plan().networked()) return;
    if (!polled.unreachable()) {
        if (m_offline) goOnline(outcome.endedAt);
    } else if (m_offline || allUnreachable()) {
        goOffline(outcome.endedAt);
    }
}

void Schedule::postpone(const std::string& source, Time until) {
    const auto found = m_sources.find(source);
    if (found == m_sources.end()) return;
    found->second.postpone(until);
    if (m_offline && !m_probeAt) m_probeAt = until;
}

void Schedule::pollNow(const std::string& source, Time now) {
    const auto found = m_sources.find(source);
    if (found != m_sources.end()) found->second.pollNow(now);
}

void Schedule::pollAllNow(Time now) {
    for (auto& [name, source] : m_sources) source.pollNow(now);
}

void Schedule::spread(SourceSchedule& source, Time now) {
    const auto next = source.next();
    if (next && (source.unreachable() || *next <= now + wakeSpread))
        source.hasten(now + m_jitter.upTo(wakeSpread), now);
}

void Schedule::woke(Time now) {
    for (auto& [name, source] : m_sources) spread(source, now);
    if (m_offline) m_probeAt = now;
}

void Schedule::setRoute(bool there, Time now) {
    if (m_route == there) return;
    m_route = there;
    if (there) return goOnline(now);
    goOffline(now);
}

bool Schedule::allUnreachable() const {
    std::set<std::string> hosts;
    for (const auto& [name, source] : m_sources) {
        if (!source.plan().networked() || !source.plan().enabled) continue;
        if (!source.unreachable()) return false;
        hosts.insert(source.plan().host);
    }
    // One host alone may well be down by itself.
    return hosts.size() > 1;
}

void Schedule::goOffline(Time now) {
    m_offline = true;
    m_probeAt = now + probeEvery;
    for (auto& [name, source] : m_sources)
        if (source.plan().networked() && source.unreachable()) source.excuse();
}

void Schedule::goOnline(Time now) {
    m_offline = false;
    m_probeAt.reset();
    for (auto& [name, source] : m_sources)
        if (source.plan().networked()) spread(source, now);
}

const SourceSchedule* Schedule::probe() const {
    const SourceSchedule* longestAgo = nullptr;
    for (const auto& [name, source] : m_sources) {
        if (!source.plan().networked() || !source.next()) continue;
        if (!longestAgo || source.polledAt() < longestAgo->polledAt()) longestAgo = &source;
    }
    return longestAgo;
}

std::optional<Time> Schedule::next() const {
    std::optional<Time> earliest = m_paused ? std::nullopt : m_probeAt;
    for (const auto& [name, source] : m_sources) {
        const auto next = source.next();
        if (next && !held(source) && (!earliest || *next < *earliest)) earliest = next;
    }
    return earliest;
}

SourceState Schedule::state(const std::string& source, Time now) const {
    const auto found = m_sources.find(source);
    return found == m_sources.end() ? SourceState{} : found->second.state(now);
}

std::vector<SourceState> Schedule::states(Time now) const {
    std::vector<SourceState> all;
    for (const auto& [name, source] : m_sources) all.push_back(source.state(now));
    return all;
}

} // namespace shipglass
