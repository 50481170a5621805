// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/search.h"

#include "query/fields.h"
#include "query/match.h"
#include "store/as_of.h"
#include "store/batches.h"

#include <algorithm>

namespace shipglass {

namespace {

constexpr std::size_t verifiedAtOnce = 500;

std::string newestFirst(std::size_t limit) {
    return " ORDER BY r.began DESC, r.row DESC" + (limit ? " LIMIT " + std::to_string(limit) : std::string());
}

Condition spanOf(const Selection& selection) {
    Condition span;
    if (selection.since) span.both({"r.began >= ?", {epochMs(*selection.since)}});
    if (selection.until) span.both({"r.began < ?", {epochMs(*selection.until)}});
    if (selection.asOf && selection.kind != Kind::metric)
        span.both({"r.began <= ?", {epochMs(*selection.asOf)}});
    return span;
}

std::vector<query::Resolved> termsOf(const Selection& selection) {
    return query::resolve(selection.where, selection.kind, selection.asOf.value_or(selection.now)).orThrow();
}

} // namespace

bool applyScope(Stored& stored, const std::map<std::int64_t, ScopeView>& scopes) {
    const auto scope = scopes.find(stored.scope);
    if (scope == scopes.end()) return false;
    common(stored.record).observedAt = scope->second.state.okAt;
    return scope->second.stale;
}

Search::Search(sql::Connection& connection, Names& names, const ServiceRules& services,
               const std::map<std::int64_t, ScopeView>& scopes, const Selection& selection)
    : m_connection(connection), m_names(names), m_services(services), m_scopes(scopes),
      m_selection(selection) {
    const SqlContext context{selection.kind, selection.asOf.value_or(selection.now), services, scopes};
    m_filter = toSql(termsOf(selection), context, selection.asOf.has_value());
    Condition all = spanOf(selection);
    all.both(m_filter.condition);
    m_filter.condition = std::move(all);
    chooseDriver(m_filter.drivers);
}

void Search::chooseDriver(const std::vector<Driver>& drivers) {
    for (const auto& [select, most] : drivers) {
        sql::Query query = m_connection.query(select.sql + " LIMIT " + std::to_string(most + 1));
        query.all(select.binds);
        std::vector<std::int64_t> rows;
        while (query.next()) rows.push_back(query.number(0));
        if (rows.size() > most) continue;
        if (!m_candidates || rows.size() < m_candidates->size()) m_candidates = std::move(rows);
    }
}

void Search::eachKey(std::size_t limit, const Key& after, const std::function<void(const Key&)>& each) {
    if (m_candidates) {
        for (const Key& key : drivenKeys(limit, after)) each(key);
        return;
    }
    Condition condition = m_filter.condition;
    if (after.row != 0) condition.both({"(r.began, r.row) < (?, ?)", {after.began, after.row}});
    sql::Query query = m_connection.query("SELECT r.began, r.row FROM " + tableOf(m_selection.kind) + " r" +
                                          condition.where() + newestFirst(limit));
    query.all(condition.binds);
    while (query.next()) each({query.number(0), query.number(1)});
}

std::vector<Search::Key> Search::drivenKeys(std::size_t limit, const Key& after) {
    const auto newer = [](const Key& a, const Key& b) {
        return std::tie(a.began, a.row) > std::tie(b.began, b.row);
    };
    std::vector<Key> keys;
    selectIn(
        m_connection,
        "SELECT r.began, r.row FROM " + tableOf(m_selection.kind) + " r WHERE " +
            (m_filter.condition.sql.empty() ? "" : m_filter.condition.sql + " AND ") + "r.row IN ",
        "", *m_candidates, [this](sql::Query& query) { query.all(m_filter.condition.binds); },
        [&](const sql::Query& query) {
            const Key key{query.number(0), query.number(1)};
            if (after.row == 0 || newer(after, key)) keys.push_back(key);
        });
    std::sort(keys.begin(), keys.end(), newer);
    if (limit && keys.size() > limit) keys.resize(limit);
    return keys;
}

/// Holds a row against what SQL could not tell, at the moment asked for.
bool Search::accept(Stored& stored) const {
    if (m_selection.asOf && !turnBack(stored.record, fromEpochMs(stored.began), *m_selection.asOf))
        return false;
    const bool stale = applyScope(stored, m_scopes);
    return query::matches(m_selection.where, stored.record,
                          {m_selection.asOf.value_or(m_selection.now), &m_services, stale});
}

void Search::eachVerified(const std::function<void(Stored&)>& each) {
    Details what;
    what.stages = m_selection.withDetails;
    Key after{m_selection.afterBegan, m_selection.afterRow};
    for (std::size_t left = m_selection.limit; m_selection.limit == 0 || left > 0;) {
        std::vector<std::int64_t> numbers;
        Key last;
        eachKey(verifiedAtOnce, after, [&](const Key& key) {
            numbers.push_back(key.row);
            last = key;
        });
        std::vector<Stored> stored = readRows(m_connection, m_selection.kind, numbers, m_names);
        readDetails(m_connection, m_selection.kind, stored, what);
        for (Stored& one : stored) {
            if (!accept(one)) continue;
            each(one);
            if (m_selection.limit && --left == 0) return;
        }
        if (numbers.size() < verifiedAtOnce) return;
        after = last;
    }
}

std::vector<std::int64_t> Search::ids() {
    std::vector<std::int64_t> ids;
    if (!m_filter.exact) {
        eachVerified([&](const Stored& stored) { ids.push_back(stored.row); });
        return ids;
    }
    eachKey(m_selection.limit, {m_selection.afterBegan, m_selection.afterRow},
            [&](const Key& key) { ids.push_back(key.row); });
    return ids;
}

std::int64_t Search::count() {
    if (!m_filter.exact || m_candidates) return static_cast<std::int64_t>(ids().size());
    const Condition& condition = m_filter.condition;
    sql::Query query =
        m_connection.query("SELECT count(*) FROM " + tableOf(m_selection.kind) + " r" + condition.where());
    query.all(condition.binds);
    return query.next() ? query.number(0) : 0;
}

std::vector<Stored> Search::rows() {
    std::vector<Stored> rows;
    if (!m_filter.exact) {
        eachVerified([&](Stored& stored) { rows.push_back(std::move(stored)); });
        return rows;
    }
    rows = readRows(m_connection, m_selection.kind, ids(), m_names);
    if (m_selection.withDetails) readDetails(m_connection, m_selection.kind, rows);
    return rows;
}

void Search::outcomes(
    const std::function<void(std::int64_t began, std::int64_t status, std::optional<std::int64_t>)>& each) {
    if (!m_filter.exact) {
        eachVerified([&](const Stored& stored) {
            const auto& run = std::get<Run>(stored.record);
            const auto duration = query::durationOf(stored.record);
            each(stored.began, static_cast<std::int64_t>(run.status),
                 duration ? std::optional<std::int64_t>(duration->count()) : std::nullopt);
        });
        return;
    }
    const Condition& condition = m_filter.condition;
    sql::Query query =
        m_connection.query("SELECT r.began, r.status, r.duration FROM runs r" + condition.where());
    query.all(condition.binds);
    while (query.next()) each(query.number(0), query.number(1), query.maybeNumber(2));
}

} // namespace shipglass
