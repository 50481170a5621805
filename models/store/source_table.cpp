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

/// Twice the source's rhythm and a little: a poll that comes later than that left a gap.
std::optional<std::int64_t> patienceOf(const SourceState& state) {
    if (!state.polledAt || !state.nextPollAt || *state.nextPollAt <= *state.polledAt) return std::nullopt;
    return std::max<Millis>(defaultPatience,
                            2 * (*state.nextPollAt - *state.polledAt) + std::chrono::minutes{5})
        .count();
}

void noteUsage(sql::Connection& connection, std::int64_t source, const SourceState& state) {
    if (!state.polledAt) return;
    const std::int64_t at = epochMs(*state.polledAt);
    (connection.query(
         "INSERT INTO usage (source, at, requests, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (source, at) "
         "DO UPDATE SET requests = excluded.requests, bytes = excluded.bytes")
     << source << at << state.requests << state.bytes)
        .run();
    (connection.query("DELETE FROM usage WHERE source = ? AND at < ?") << source << at - 2 * hour).run();
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
    state.budget = query.text(16);
    state.skew = Millis{query.number(17)};
    state.backfill = query.text(18);
    state.requestsLastHour = query.number(19);
    state.bytesLastHour = query.number(20);
    return state;
}

/// What the journal tells of a source at an earlier moment, when its own row says only what is so now.
void stateFromScopes(SourceState& state, const std::vector<ScopeView>& views) {
    state.health = SourceHealth::unknown;
    state.error.reset();
    state.polledAt.reset();
    state.okAt.reset();
    state.nextPollAt.reset();
    state.failures = 0;
    bool anyStale = false;
    for (const ScopeView& view : views) {
        state.polledAt = std::max(state.polledAt, view.state.askedAt);
        state.okAt = std::max(state.okAt, view.state.okAt);
        anyStale = anyStale || view.stale;
        if (view.state.error && !state.error) state.error = view.state.error;
    }
    if (state.error)
        state.health =
            state.error->fault == Fault::rateLimited ? SourceHealth::rateLimited : SourceHealth::failing;
    else if (state.polledAt)
        state.health = anyStale ? SourceHealth::stale : SourceHealth::fresh;
}

void addScopes(sql::Connection& connection, std::int64_t source, SourceState& state, Time now, bool past) {
    std::vector<ScopeView> views;
    for (auto& [scope, view] : scopesAt(connection, now, source)) {
        if (past && !view.state.askedAt) continue;
        views.push_back(view);
        state.scopes.push_back(std::move(view.state));
    }
    if (past) {
        stateFromScopes(state, views);
        return;
    }
    const bool anyFresh =
        std::any_of(views.begin(), views.end(), [](const ScopeView& view) { return !view.stale; });
    if (state.health == SourceHealth::fresh && !anyFresh && !views.empty())
        state.health = SourceHealth::stale;
}

} // namespace

void writeSourceState(sql::Connection& connection, std::int64_t source, const SourceState& state) {
    sql::Query query = connection.query(
        "UPDATE sources SET kind = ?, health = ?, fault = ?, message = ?, status = ?, \"retryAfter\" = ?, "
        "\"polledAt\" = ?, \"okAt\" = ?, \"nextPollAt\" = ?, failures = ?, requests = ?, \"notModified\" = "
        "?, "
        "bytes = ?, millis = ?, budget = ?, skew = ?, backfill = ?, patience = coalesce(?, patience) WHERE "
        "source = ?");
    query << state.kind << static_cast<std::int64_t>(state.health);
    if (state.error)
        query << static_cast<std::int64_t>(state.error->fault) << state.error->message
              << std::int64_t{state.error->status} << maybeMs(state.error->retryAfter);
    else
        query.null().null().null().null();
    query << maybeMs(state.polledAt) << maybeMs(state.okAt) << maybeMs(state.nextPollAt)
          << std::int64_t{state.failures} << state.requests << state.notModified << state.bytes
          << state.millis << state.budget << std::int64_t{state.skew.count()} << state.backfill
          << patienceOf(state) << source;
    query.run();
    noteUsage(connection, source, state);
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
            "s.millis, s.budget, s.skew, s.backfill, coalesce(sum(u.requests), 0), coalesce(sum(u.bytes), 0) "
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
