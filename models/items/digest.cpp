// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/digest.h"

#include "models/plain_text.h"
#include "query/queries.h"

#include <numeric>

namespace shipglass {

namespace {

bool isUnwell(SourceHealth health) {
    return health == SourceHealth::stale || health == SourceHealth::failing ||
           health == SourceHealth::rateLimited;
}

/// Counts records, and keeps the first error.
class Counter {
public:
    Counter(Reader& reader, Digest& digest, Time now, std::optional<Time> asOf)
        : m_reader(reader), m_digest(digest) {
        m_selection.now = now;
        m_selection.asOf = asOf;
    }

    std::int64_t count(Kind kind, query::Query where, std::optional<Time> since = {}) {
        m_selection.kind = kind;
        m_selection.where = std::move(where);
        m_selection.since = since;
        const auto count = m_reader.count(m_selection);
        if (!count.ok() && !m_digest.error) m_digest.error = count.error();
        return count.ok() ? *count : 0;
    }

private:
    Reader& m_reader;
    Digest& m_digest;
    Selection m_selection;
};

void countAlerts(Counter& counter, Digest& digest) {
    for (std::size_t at = 0; at < digest.firingBy.size(); ++at) {
        const std::string severity(word(static_cast<Severity>(at)));
        digest.firingBy[at] =
            counter.count(Kind::alert, queries::both(queries::with("state", {"firing"}),
                                                     queries::with("severity", {severity})));
    }
    digest.handled = counter.count(Kind::alert, queries::with("state", {"acknowledged", "silenced"}));
}

void addSource(Digest& digest, const SourceState& state) {
    if (!state.configured) {
        ++digest.otherSources;
        return;
    }
    ++digest.sourcesBy[static_cast<std::size_t>(state.health)];
    if (!state.backfill.empty()) digest.backfills.push_back({state.source, plainLine(state.backfill)});
    if (!isUnwell(state.health)) return;
    const bool isOlder =
        digest.stalest.isEmpty() || (digest.stalestAt && (!state.okAt || *state.okAt < *digest.stalestAt));
    if (!isOlder) return;
    digest.stalest = plainLine(state.source);
    digest.stalestAt = state.okAt;
}

} // namespace

std::int64_t Digest::firing() const {
    return std::accumulate(firingBy.begin(), firingBy.end(), std::int64_t{0});
}
std::int64_t Digest::sourceCount() const {
    return std::accumulate(sourcesBy.begin(), sourcesBy.end(), std::int64_t{0});
}
std::int64_t Digest::unwell() const {
    return sources(SourceHealth::stale) + sources(SourceHealth::failing) + sources(SourceHealth::rateLimited);
}

Digest readDigest(Reader& reader, Time now, std::optional<Time> asOf) {
    Digest digest;
    Counter counter(reader, digest, now, asOf);
    const auto dayAgo = asOf.value_or(now) - std::chrono::hours(24);
    digest.running = counter.count(Kind::run, queries::with("status", {"running"}));
    digest.waiting = counter.count(Kind::run, queries::with("status", {"queued", "waiting"}));
    digest.succeeded = counter.count(Kind::run, queries::with("status", {"success"}), dayAgo);
    digest.failed = counter.count(Kind::run, queries::with("status", {"failure", "unstable"}), dayAgo);
    countAlerts(counter, digest);
    const auto states = reader.sources(now, asOf);
    if (!states.ok())
        digest.error = states.error();
    else
        for (const SourceState& state : *states) addSource(digest, state);
    return digest;
}

} // namespace shipglass
