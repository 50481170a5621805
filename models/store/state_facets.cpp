// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/state_facets.h"

#include "store/merge.h"

namespace shipglass {

namespace {

constexpr Millis shortestMiss = std::chrono::seconds{90};

/// The id of the open episode of a key; "" where there is none.
std::string openEpisode(sql::Connection& connection, std::int64_t source, const std::string& key) {
    sql::Query query =
        connection.query("SELECT id FROM alerts WHERE source = ? AND \"key\" = ? AND state <> ? "
                         "ORDER BY row DESC LIMIT 1");
    query << source << key << static_cast<std::int64_t>(AlertState::resolved);
    return query.next() ? query.text(0) : std::string();
}

std::vector<Stored> missingRows(sql::Connection& connection, Names& names, const WholeBatch& batch) {
    const std::string end = batch.kind == Kind::alert ? "resolvedAt" : "removedAt";
    std::vector<Stored> missing;
    {
        sql::Query query = connection.query(selectRows(batch.kind) + " WHERE r.scope = ? AND r." +
                                            columnName(end) + " IS NULL");
        query << batch.scope;
        while (query.next())
            if (!batch.rows.count(query.number(0))) missing.push_back(readRow(batch.kind, query, names));
    }
    readDetails(connection, batch.kind, missing);
    return missing;
}

void miss(Stored& stored, const WholeBatch& batch, Time now) {
    if (!stored.missedAt) {
        stored.missedAt = epochMs(now);
        stored.missedPoll = batch.pollId;
    }
    const bool anotherPoll = *stored.missedPoll != batch.pollId;
    const bool longEnough = epochMs(now) - *stored.missedAt >= shortestMiss.count();
    if (batch.authoritative || (anotherPoll && longEnough))
        closeMissing(stored.record, fromEpochMs(*stored.missedAt));
}

} // namespace

void joinOpenEpisodes(sql::Connection& connection, std::int64_t source, std::vector<Record>& records) {
    std::set<std::string> ids;
    for (const Record& record : records) ids.insert(common(record).id);
    for (Record& record : records) {
        auto* const alert = std::get_if<Alert>(&record);
        if (!alert || alert->key.empty() || alert->state == AlertState::resolved) continue;
        const std::string open = openEpisode(connection, source, alert->key);
        if (!open.empty() && !ids.count(open)) alert->id = open;
    }
}

void closeMissing(sql::Connection& connection, RecordWriter& writer, Names& names, const WholeBatch& batch,
                  Time now, std::int64_t seq) {
    const std::vector<Stored> before = missingRows(connection, names, batch);
    std::vector<Stored> after = before;
    for (Stored& stored : after) miss(stored, batch, now);
    writer.rewrite(batch.kind, batch.source, after, before, seq);
}

} // namespace shipglass
