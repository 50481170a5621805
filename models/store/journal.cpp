// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal.h"

namespace shipglass {

namespace {

/// The newest interval of a scope.
struct Interval {
    std::int64_t from = 0, to = 0, good = 0;
    std::optional<std::int64_t> fault;
    bool ok = false;
};

std::optional<Interval> lastInterval(sql::Connection& connection, std::int64_t scope) {
    sql::Query query =
        connection.query("SELECT \"from\", \"to\", good, ok, fault FROM journal WHERE scope = ? "
                         "ORDER BY \"from\" DESC LIMIT 1");
    query << scope;
    if (!query.next()) return std::nullopt;
    return Interval{query.number(0), query.number(1), query.number(2), query.maybeNumber(4),
                    query.number(3) != 0};
}

std::int64_t patienceOf(sql::Connection& connection, std::int64_t source) {
    sql::Query query = connection.query("SELECT patience FROM sources WHERE source = ?");
    query << source;
    return query.next() && !query.isNull(0) ? query.number(0) : defaultPatience.count();
}

/// How one poll of a scope went, and until when that holds.
struct Outcome {
    bool ok = false;
    std::optional<Error> error;
    std::int64_t at = 0, good = 0;
};

bool goesOn(const Interval& last, const Outcome& outcome) {
    const auto fault =
        outcome.error ? std::optional(static_cast<std::int64_t>(outcome.error->fault)) : std::nullopt;
    return last.ok == outcome.ok && last.fault == fault && outcome.at <= last.good;
}

void bindError(sql::Query& query, const std::optional<Error>& error) {
    if (!error) {
        query.null().null().null().null();
        return;
    }
    query << static_cast<std::int64_t>(error->fault) << error->message << std::int64_t{error->status};
    query << (error->retryAfter ? std::optional(epochMs(*error->retryAfter)) : std::nullopt);
}

std::optional<Error> readError(const sql::Query& query, int column) {
    if (query.isNull(column)) return std::nullopt;
    Error error{static_cast<Fault>(query.number(column)),
                query.text(column + 1),
                static_cast<int>(query.number(column + 2)),
                {}};
    if (const auto after = query.maybeNumber(column + 3)) error.retryAfter = fromEpochMs(*after);
    return error;
}

ScopeView readView(const sql::Query& query, std::int64_t at) {
    ScopeView view;
    view.state.facet = static_cast<Facet>(query.number(1));
    view.state.scope = query.text(2);
    if (const auto ok = query.maybeNumber(11)) view.state.okAt = fromEpochMs(std::min(*ok, at));
    view.state.refusedTo = query.text(12);
    if (query.isNull(3)) return view;
    const std::int64_t good = query.number(5);
    view.state.ok = query.number(6) != 0;
    view.state.since = fromEpochMs(query.number(3));
    view.state.askedAt = fromEpochMs(std::min(query.number(4), at));
    view.state.error = readError(query, 7);
    view.stale = !view.state.ok || at > good;
    if (!view.stale) view.freshUntil = fromEpochMs(good);
    return view;
}

void goOn(sql::Connection& connection, std::int64_t scope, const Interval& last, const Outcome& outcome) {
    sql::Query update = connection.query("UPDATE journal SET \"to\" = ?, good = ?, fault = ?, message = ?, "
                                         "status = ?, \"retryAfter\" = ? WHERE scope = ? AND \"from\" = ?");
    update << outcome.at << outcome.good;
    bindError(update, outcome.error);
    (update << scope << last.from).run();
}

void begin(sql::Connection& connection, std::int64_t scope, const Outcome& outcome) {
    sql::Query insert =
        connection.query("INSERT INTO journal (scope, \"from\", \"to\", good, ok, fault, message, "
                         "status, \"retryAfter\") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert << scope << outcome.at << outcome.at << outcome.good << std::int64_t{outcome.ok};
    bindError(insert, outcome.error);
    insert.run();
}

void note(sql::Connection& connection, std::int64_t scope, const Outcome& outcome) {
    const auto last = lastInterval(connection, scope);
    if (last && outcome.at < last->to) return; // a clock that was set back changes nothing that is known
    if (last && goesOn(*last, outcome)) return goOn(connection, scope, *last, outcome);
    if (last && last->from == outcome.at) { // two outcomes in one millisecond: the later one counts
        (connection.query("DELETE FROM journal WHERE scope = ? AND \"from\" = ?") << scope << outcome.at)
            .run();
    }
    if (last && last->good > outcome.at)
        (connection.query("UPDATE journal SET good = ? WHERE scope = ? AND \"from\" = ?")
         << outcome.at << scope << last->from)
            .run();
    begin(connection, scope, outcome);
}

/// The source as a whole has a scope too, of a facet that there is not.
constexpr std::int64_t noFacet = -1;

std::int64_t wholeOf(sql::Connection& connection, std::int64_t source) {
    (connection.query("INSERT OR IGNORE INTO scopes (source, facet, name) VALUES (?, ?, '')")
     << source << noFacet)
        .run();
    sql::Query query = connection.query("SELECT scope FROM scopes WHERE source = ? AND facet = ?");
    query << source << noFacet;
    return query.next() ? query.number(0) : 0;
}

/// The scopes that `where` and what it is bound to choose, by number.
std::map<std::int64_t, ScopeView> viewsAt(sql::Connection& connection, Time at, const std::string& where,
                                          const std::vector<std::int64_t>& bound) {
    const std::int64_t moment = epochMs(at);
    sql::Query query = connection.query(
        "SELECT s.scope, s.facet, s.name, j.\"from\", j.\"to\", j.good, j.ok, j.fault, j.message, j.status, "
        "j.\"retryAfter\", (SELECT k.\"to\" FROM journal k WHERE k.scope = s.scope AND k.ok = 1 AND "
        "k.\"from\" <= ? ORDER BY k.\"from\" DESC LIMIT 1), s.\"refusedTo\" FROM scopes s LEFT JOIN journal "
        "j ON j.scope = "
        "s.scope AND j.\"from\" = (SELECT "
        "max(l.\"from\") FROM journal l WHERE l.scope = s.scope AND l.\"from\" <= ?) WHERE " +
        where);
    query << moment << moment;
    for (const std::int64_t number : bound) query << number;
    std::map<std::int64_t, ScopeView> views;
    while (query.next()) views.emplace(query.number(0), readView(query, moment));
    return views;
}

} // namespace

void notePoll(sql::Connection& connection, std::int64_t source, std::int64_t scope,
              const std::optional<Error>& error, Time now, std::optional<Millis> patience) {
    const std::int64_t at = epochMs(now);
    const std::int64_t span = patience ? patience->count() : patienceOf(connection, source);
    note(connection, scope, {!error, error, at, at + span});
}

void noteWholePoll(sql::Connection& connection, std::int64_t source, const SourceState& state) {
    if (!state.polledAt) return;
    const std::int64_t at = epochMs(*state.polledAt);
    const bool ok = state.okAt == state.polledAt;
    const std::int64_t good = at + patienceOf(connection, source);
    note(connection, wholeOf(connection, source), {ok, ok ? std::nullopt : state.error, at, good});
}

std::map<std::int64_t, ScopeView> scopesAt(sql::Connection& connection, Time at,
                                           std::optional<std::int64_t> source) {
    if (!source) return viewsAt(connection, at, "s.facet >= 0", {});
    return viewsAt(connection, at, "s.facet >= 0 AND s.source = ?", {*source});
}

std::optional<ScopeView> wholeAt(sql::Connection& connection, std::int64_t source, Time at) {
    const auto views = viewsAt(connection, at, "s.facet = ? AND s.source = ?", {noFacet, source});
    const bool known = !views.empty() && views.begin()->second.state.askedAt;
    return known ? std::optional(views.begin()->second) : std::nullopt;
}

} // namespace shipglass
