// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/source_table.h"

#include "store/journal.h"

#include <algorithm>

namespace shipglass {

namespace {

constexpr std::int64_t hour = 3'600'000;

std::optional<std::int64_t> maybeMs(const std::optional<Time>& time) {
    return time ? std::optional(epochMs(*time)) : std::nullopt;
}
std::optional<Time> maybeTime(const std::optional<std::int64_t>& ms) {
    return ms ? std::optional(fromEpochMs(*ms)) : std::nullopt;
}

/// Twice the source's rhythm and a little: a poll that comes later than that left a gap. Waiting for a person
/// is no rhythm.
std::optional<std::int64_t> patienceOf(const SourceState& state) {
    if (state.failures > 0 && state.error && waitsForPerson(state.error->fault)) return std::nullopt;
    if (!state.polledAt || !state.nextPollAt || *state.nextPollAt <= *state.polledAt) return std::nullopt;
    return std::max<Millis>(defaultPatience,
                            2 * (*state.nextPollAt - *state.polledAt) + std::chrono::minutes{5})
        .count();
}

void forgetOldUsage(sql::Connection& connection, std::int64_t source, std::int64_t at) {
    (connection.query("DELETE FROM usage WHERE source = ? AND at < ?") << source << at - 2 * hour).run();
}

void noteUsage(sql::Connection& connection, std::int64_t source, const SourceState& state) {
    if (!state.polledAt) return;
    const std::int64_t at = epochMs(*state.polledAt);
    (connection.query(
         "INSERT INTO usage (source, at, requests, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (source, at) "
         "DO UPDATE SET requests = excluded.requests, bytes = excluded.bytes")
     << source << at << state.requests << state.bytes)
        .run();
    forgetOldUsage(connection, source, at);
}

SourceState readState(const sql::Query& query) {
    SourceState state;
    state.source = query.text(1);
    state.kind = query.text(2);
    state.health = static_cast<SourceHealth>(query.number(3));
    if (!query.isNull(4)) {
        state.error = Error{static_cast<Fault>(query.number(4)), query.text(5),
                            static_cast<int>(query.number(6)), maybeTime(query.maybeNumber(7))};
    }
    state.polledAt = maybeTime(query.maybeNumber(8));
    state.okAt = maybeTime(query.maybeNumber(9));
    state.nextPollAt = maybeTime(query.maybeNumber(10));
    state.failures = static_cast<int>(query.number(11));
    state.requests = query.number(12);
    state.notModified = query.number(13);
    state.bytes = query.number(14);
    state.millis = query.number(15);
    state.skew = Millis{query.number(16)};
    state.backfill = query.text(17);
    state.requestsLastHour = query.number(18);
    state.bytesLastHour = query.number(19);
    return state;
}

using Views = std::vector<ScopeView>;

std::optional<Error> worstError(const Views& views) {
    std::optional<Error> worst;
    for (const ScopeView& view : views)
        if (view.state.error && (!worst || outweighs(*view.state.error, *worst))) worst = view.state.error;
    return worst;
}

bool anyFresh(const Views& views) {
    return std::any_of(views.begin(), views.end(), [](const ScopeView& view) { return !view.stale; });
}

bool anyOk(const Views& views) {
    return std::any_of(views.begin(), views.end(), [](const ScopeView& view) { return view.state.ok; });
}

/// Of histories that did not yet note how polls went as a whole: what their scopes tell.
ScopeView wholeOf(const Views& views) {
    ScopeView whole;
    for (const ScopeView& view : views) {
        whole.state.askedAt = std::max(whole.state.askedAt, view.state.askedAt);
        whole.state.okAt = std::max(whole.state.okAt, view.state.okAt);
    }
    whole.state.ok = anyOk(views);
    if (!whole.state.ok) whole.state.error = worstError(views);
    return whole;
}

/// The same that the schedule says of a source right after a poll, from what the journal tells of that poll.
SourceHealth healthAfter(const ScopeState& whole, const std::optional<Error>& error, const Views& views) {
    if (!whole.askedAt) return SourceHealth::unknown;
    if (error && error->fault == Fault::rateLimited) return SourceHealth::rateLimited;
    if (!whole.ok) return error ? SourceHealth::failing : SourceHealth::stale;
    // A missing permission makes a facet unknown, not old.
    const bool old = error && error->fault != Fault::forbidden;
    return old || (!views.empty() && !anyFresh(views)) ? SourceHealth::stale : SourceHealth::fresh;
}

/// What the journal tells of a source at an earlier moment, when its own row says only what is so now.
void stateFromJournal(SourceState& state, const std::optional<ScopeView>& noted, const Views& views) {
    const ScopeState whole = noted ? noted->state : wholeOf(views).state;
    state.polledAt = whole.askedAt;
    state.okAt = whole.okAt;
    state.error = whole.ok ? worstError(views) : whole.error;
    state.health = healthAfter(whole, state.error, views);
    state.nextPollAt.reset();
    state.failures = 0;
    state.requests = state.notModified = state.bytes = state.millis = 0;
    state.skew = Millis{0};
    state.backfill.clear();
}

/// A scope that has not been watched for a day is not worth a line any more; its records stay.
bool isListed(const ScopeView& view, Time now) {
    constexpr Millis shown = std::chrono::hours{24};
    return view.state.error != notWatched() || !view.state.since || now < *view.state.since + shown;
}

void addScopes(sql::Connection& connection, std::int64_t source, SourceState& state, Time now, bool past) {
    Views watched, all;
    for (auto& [scope, view] : scopesAt(connection, now, source)) {
        if (past && !view.state.askedAt) continue;
        all.push_back(view);
        if (isWatched(view.state)) watched.push_back(view);
        if (isListed(view, now)) state.scopes.push_back(std::move(view.state));
    }
    // A source of nothing but files is as its files are.
    const bool polled = state.polledAt.has_value();
    const Views& telling = polled ? watched : all;
    if (past) return stateFromJournal(state, wholeAt(connection, source, now), telling);
    if (state.health == SourceHealth::fresh && !telling.empty() && !anyFresh(telling))
        state.health = SourceHealth::stale;
}

} // namespace

void writeSourceState(sql::Connection& connection, std::int64_t source, const SourceState& state) {
    sql::Query query = connection.query(
        "UPDATE sources SET kind = ?, health = ?, fault = ?, message = ?, status = ?, \"retryAfter\" = ?, "
        "\"polledAt\" = ?, \"okAt\" = ?, \"nextPollAt\" = ?, failures = ?, requests = ?, \"notModified\" = "
        "?, "
        "bytes = ?, millis = ?, skew = ?, backfill = ?, patience = coalesce(?, patience) WHERE "
        "source = ?");
    query << state.kind << static_cast<std::int64_t>(state.health);
    if (state.error)
        query << static_cast<std::int64_t>(state.error->fault) << state.error->message
              << std::int64_t{state.error->status} << maybeMs(state.error->retryAfter);
    else
        query.null().null().null().null();
    query << maybeMs(state.polledAt) << maybeMs(state.okAt) << maybeMs(state.nextPollAt)
          << std::int64_t{state.failures} << state.requests << state.notModified << state.bytes
          << state.millis << std::int64_t{state.skew.count()} << state.backfill << patienceOf(state)
          << source;
    query.run();
    noteUsage(connection, source, state);
    noteWholePoll(connection, source, state);
}

void addSourceUsage(sql::Connection& connection, std::int64_t source, std::int64_t requests,
                    std::int64_t bytes, Time now) {
    (connection.query(
         "INSERT INTO usage (source, at, requests, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (source, at) "
         "DO UPDATE SET requests = requests + excluded.requests, bytes = bytes + excluded.bytes")
     << source << epochMs(now) << requests << bytes)
        .run();
    forgetOldUsage(connection, source, epochMs(now));
}

std::vector<SourceState> readSourceStates(sql::Connection& connection, Time now, std::optional<Time> asOf) {
    const Time at = asOf.value_or(now);
    std::vector<std::int64_t> numbers;
    std::vector<SourceState> states;
    {
        sql::Query query = connection.query(
            "SELECT s.source, s.name, s.kind, s.health, s.fault, s.message, s.status, s.\"retryAfter\", "
            "s.\"polledAt\", s.\"okAt\", s.\"nextPollAt\", s.failures, s.requests, s.\"notModified\", "
            "s.bytes, "
            "s.millis, s.skew, s.backfill, coalesce(sum(u.requests), 0), coalesce(sum(u.bytes), 0) "
            "FROM sources s LEFT JOIN usage u ON u.source = s.source AND u.at > ? AND u.at <= ? "
            "GROUP BY s.source ORDER BY s.name");
        query << epochMs(at) - hour << epochMs(at);
        while (query.next()) {
            numbers.push_back(query.number(0));
            states.push_back(readState(query));
        }
    }
    for (std::size_t index = 0; index < states.size(); ++index)
        addScopes(connection, numbers[index], states[index], at, asOf.has_value());
    return states;
}

} // namespace shipglass
