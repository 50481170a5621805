// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/source_schedule.h"

#include <algorithm>

namespace shipglass {

using namespace std::chrono_literals;

namespace {

/// What took long to read is not read again and again while it grows.
std::optional<Time> againAfter(const PollOutcome& outcome) {
    if (!outcome.lookAgainAt) return std::nullopt;
    const Millis rest = std::max<Millis>(1s, 10 * (outcome.endedAt - outcome.startedAt));
    return std::max(*outcome.lookAgainAt, outcome.endedAt + rest);
}

bool refused(const std::optional<Error>& error) { return error && waitsForPerson(error->fault); }

} // namespace

SourceSchedule::SourceSchedule(SourcePlan plan, Time firstPoll) : m_plan(std::move(plan)), m_next(firstPoll) {
    m_state.source = m_plan.name;
    m_state.kind = m_plan.kind;
}

void SourceSchedule::change(SourcePlan plan, Time now) {
    const bool other = plan.revision != m_plan.revision || plan.host != m_plan.host;
    const bool sooner = plan.pace.every < m_plan.pace.every || (plan.enabled && !m_plan.enabled);
    m_plan = std::move(plan);
    m_state.kind = m_plan.kind;
    if (other) {
        m_progress = Progress{};
        m_state.error.reset();
        m_state.failures = 0;
    }
    if (other || (sooner && !m_progress.error)) m_next = now;
}

void SourceSchedule::restore(const SourceState& stored, Time now) {
    const auto plan = m_plan;
    m_state = stored;
    m_state.source = plan.name;
    m_state.scopes.clear();
    m_state.kind = plan.kind;
    m_progress.failures = stored.failures;
    m_progress.error = stored.failures > 0 ? stored.error : std::nullopt;
    m_progress.refusals = refused(m_progress.error) ? stored.failures : 0;
    m_partial = stored.failures == 0 && stored.error.has_value();
    m_next = stored.nextPollAt.value_or(now);
    // The interval may have been shortened since; a failure's wait stands.
    if (!m_progress.error) m_next = std::min(*m_next, now + plan.pace.ceiling);
}

void SourceSchedule::start(Time now) {
    if (refused(m_progress.error)) m_next = now;
}

void SourceSchedule::begin() {
    m_polling = true;
    m_asked = false;
}

void SourceSchedule::finish(const PollOutcome& outcome, Jitter& jitter) {
    m_polling = false;
    m_excused = false;
    note(outcome);
    // A limit that only some scopes met holds for the whole account.
    Progress pacing = m_progress;
    if (!pacing.error && outcome.partial && outcome.partial->fault == Fault::rateLimited)
        pacing.error = outcome.partial;
    m_next = outcome.endedAt + nextDelay(m_plan.pace, pacing, outcome.endedAt, jitter);
}

void SourceSchedule::note(const PollOutcome& outcome) {
    m_state.requests = outcome.requests;
    m_state.notModified = outcome.notModified;
    m_state.bytes = outcome.bytes;
    m_state.millis = (outcome.endedAt - outcome.startedAt).count();
    m_state.polledAt = outcome.endedAt;
    m_state.skew = outcome.skew.value_or(m_state.skew);
    m_state.backfill = outcome.backfill;
    m_state.error = outcome.error ? outcome.error : outcome.partial;
    m_state.failures = outcome.error ? m_state.failures + 1 : 0;
    m_partial = !outcome.error && outcome.partial;
    m_progress.error = outcome.error;
    m_progress.failures = m_state.failures;
    m_progress.refusals = refused(outcome.error) ? m_progress.refusals + 1 : 0;
    m_progress.notBefore = m_state.error ? m_state.error->retryAfter : std::nullopt;
    if (outcome.error) return;
    m_state.okAt = outcome.endedAt;
    m_progress.moving = outcome.moving;
    m_progress.lookAgainAt = againAfter(outcome);
    if (outcome.lastActivity)
        m_progress.lastActivity = std::max(m_progress.lastActivity, outcome.lastActivity);
}

void SourceSchedule::postpone(Time until) {
    m_polling = false;
    m_next = until;
}

void SourceSchedule::pollNow(Time now) {
    if (m_polling || limited(now)) return;
    m_next = now;
    m_asked = true;
}

void SourceSchedule::hasten(Time when, Time now) {
    if (!m_next || (m_progress.error && !m_excused && *m_next > now)) return;
    m_next = when;
}

void SourceSchedule::excuse() {
    m_excused = true;
    m_state.failures = m_progress.failures = 0;
}

bool SourceSchedule::unreachable() const {
    return m_progress.error &&
           (m_progress.error->fault == Fault::network || m_progress.error->fault == Fault::timeout);
}

std::optional<Time> SourceSchedule::next() const {
    return m_polling || !m_plan.enabled ? std::nullopt : m_next;
}

bool SourceSchedule::limited(Time now) const {
    return m_state.error && m_state.error->fault == Fault::rateLimited && m_next && *m_next > now;
}

SourceHealth SourceSchedule::health(Time now) const {
    if (!m_plan.enabled) return SourceHealth::disabled;
    if (limited(now)) return SourceHealth::rateLimited;
    if (m_progress.error && !m_excused) return SourceHealth::failing;
    if (!m_state.okAt) return SourceHealth::unknown;
    const bool overdue = !m_next || now > *m_next + std::max<Millis>(m_plan.pace.every, 1min);
    // A missing permission makes a facet unknown, not old.
    const bool old = m_partial && m_state.error->fault != Fault::forbidden;
    return old || m_excused || overdue ? SourceHealth::stale : SourceHealth::fresh;
}

SourceState SourceSchedule::state(Time now) const {
    SourceState state = m_state;
    state.health = health(now);
    if (m_excused) state.error.reset();
    state.nextPollAt = m_plan.enabled ? m_next : std::nullopt;
    return state;
}

} // namespace shipglass
