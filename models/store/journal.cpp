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

bool goesOn(const Interval& last, const std::optional<Error>& error, std::int64_t now) {
    const bool same = error ? !last.ok && last.fault == static_cast<std::int64_t>(error->fault) : last.ok;
    return same && now <= last.good;
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
    if (query.isNull(3)) return view;
    const std::int64_t good = query.number(5);
    view.state.ok = query.number(6) != 0;
    view.state.since = fromEpochMs(query.number(3));
    view.state.askedAt = fromEpochMs(std::min(query.number(4), at));
    view.state.error = readError(query, 7);
    view.stale = !view.state.ok || at > good;
    return view;
}

} // namespace

void notePoll(sql::Connection& connection, std::int64_t source, std::int64_t scope,
              const std::optional<Error>& error, Time now, std::optional<Millis> patience) {
    const std::int64_t at = epochMs(now);
    const std::int64_t good = at + (patience ? patience->count() : patienceOf(connection, source));
    const auto last = lastInterval(connection, scope);
    if (last && at < last->to) return; // a clock that was set back changes nothing that is known
    if (last && goesOn(*last, error, at)) {
        sql::Query update =
            connection.query("UPDATE journal SET \"to\" = ?, good = ?, fault = ?, message = ?, "
                             "status = ?, \"retryAfter\" = ? WHERE scope = ? AND \"from\" = ?");
        update << at << good;
        bindError(update, error);
        (update << scope << last->from).run();
        return;
    }
    if (last && last->from == at) { // two outcomes in one millisecond: the later one counts
        (connection.query("DELETE FROM journal WHERE scope = ? AND \"from\" = ?") << scope << at).run();
    }
    if (last && last->good > at)
        (connection.query("UPDATE journal SET good = ? WHERE scope = ? AND \"from\" = ?")
         << at << scope << last->from)
            .run();
    sql::Query insert =
        connection.query("INSERT INTO journal (scope, \"from\", \"to\", good, ok, fault, message, "
                         "status, \"retryAfter\") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert << scope << at << at << good << std::int64_t{!error};
    bindError(insert, error);
    insert.run();
}

std::map<std::int64_t, ScopeView> scopesAt(sql::Connection& connection, Time at,
                                           std::optional<std::int64_t> source) {
    const std::int64_t moment = epochMs(at);
    sql::Query query = connection.query(
        "SELECT s.scope, s.facet, s.name, j.\"from\", j.\"to\", j.good, j.ok, j.fault, j.message, j.status, "
        "j.\"retryAfter\", (SELECT k.\"to\" FROM journal k WHERE k.scope = s.scope AND k.ok = 1 AND "
        "k.\"from\" <= ? ORDER BY k.\"from\" DESC LIMIT 1) FROM scopes s LEFT JOIN journal j ON j.scope = "
        "s.scope AND j.\"from\" = (SELECT "
        "max(l.\"from\") FROM journal l WHERE l.scope = s.scope AND l.\"from\" <= ?)" +
        std::string(source ? " WHERE s.source = ?" : ""));
    query << moment << moment;
    if (source) query << *source;
    std::map<std::int64_t, ScopeView> views;
    while (query.next()) views.emplace(query.number(0), readView(query, moment));
    return views;
}

} // namespace shipglass
