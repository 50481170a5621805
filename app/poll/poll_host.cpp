// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/poll_host.h"

#include <algorithm>

namespace shipglass {

namespace {

std::string cursorKey(Facet facet, std::string_view scope) {
    return std::string(word(facet)).append(" ").append(scope);
}

/// What was refused to an account is not asked for again by it for a day. While that is so, nothing is noted
/// of the scope, and so the last poll of it is the one that was refused.
bool stands(const ScopeState& refused, const std::string& asker, Time now) {
    constexpr Millis day = std::chrono::hours(24);
    return refused.error && refused.error->fault == Fault::forbidden && refused.refusedTo == asker &&
           refused.askedAt && now < *refused.askedAt + day;
}

} // namespace

PollHost::PollHost(StoreAccess& store, const Clock& clock, Start start)
    : m_store(store), m_clock(clock), m_start(std::move(start)), m_activity(clock.now()),
      m_pollId(epochMs(clock.now())) {
    m_report.source = m_start.source;
    m_report.kind = m_start.kind;
    m_report.startedAt = clock.now();
}

ScopeReport& PollHost::scopeOf(Facet facet, const std::string& scope) {
    auto& scopes = m_report.scopes;
    const auto same = [&](const ScopeReport& known) { return known.facet == facet && known.scope == scope; };
    const auto found = std::find_if(scopes.begin(), scopes.end(), same);
    if (found != scopes.end()) return *found;
    ScopeReport added;
    added.facet = facet;
    added.scope = scope;
    return scopes.emplace_back(std::move(added));
}

void PollHost::count(const Batch& batch) {
    auto& scope = scopeOf(batch.facet(), batch.scope());
    scope.ended = batch.last() || isStateFacet(batch.facet());
    scope.inPart = !batch.whole() && !batch.records().empty();
    for (const auto& record : batch.records()) {
        ++m_report.records[kindOf(record)];
        m_activity.see(record);
    }
}

std::function<void(Result<Done>)> PollHost::noting(std::function<void(Result<Done>)> complete) {
    return [this, complete = std::move(complete)](Result<Done> result) {
        ++m_steps;
        if (!result && !m_storeError) m_storeError = result.error();
        complete(std::move(result));
    };
}

std::unique_ptr<Operation> PollHost::store(Batch batch, std::function<void(Result<Done>)> complete) {
    for (auto& record : batch.records()) common(record).source = m_start.source;
    count(batch);
    const auto shared = std::make_shared<const Batch>(std::move(batch));
    const auto work = [source = m_start.source, shared, now = m_clock.now(),
                       poll = m_pollId](Writer& writer) { return writer.write(source, *shared, now, poll); };
    const auto stored = [this, shared, noted = noting(std::move(complete))](Result<Done> result) {
        if (const auto cursor = shared->cursor(); result && cursor)
            m_start.cursors[cursorKey(shared->facet(), shared->scope())] = *cursor;
        tellFilling();
        noted(std::move(result));
    };
    return askWriter<Done>(m_store, work, stored);
}

std::unique_ptr<Operation> PollHost::failed(Facet facet, std::string scope, Error error,
                                            std::function<void(Result<Done>)> complete) {
    error = explained(facet, scope, std::move(error));
    scopeOf(facet, scope).error = error;
    const auto work = [source = m_start.source, facet, scope, error, now = m_clock.now(),
                       asker = m_asker](Writer& writer) {
        const auto noted = writer.fail(source, facet, scope, error, now);
        return noted && error.fault == Fault::forbidden ? writer.refused(source, facet, scope, asker) : noted;
    };
    return askWriter<Done>(m_store, work, noting(std::move(complete)));
}

std::set<ScopeName> PollHost::openScopes() const {
    std::set<ScopeName> open;
    if (m_storeError) return open;
    for (const auto& scope : m_start.scopes)
        if (isWatched(scope) && !stands(scope, scope.refusedTo, m_clock.now()))
            open.emplace(scope.facet, scope.scope);
    for (const auto& scope : m_report.scopes) {
        const ScopeName name(scope.facet, scope.scope);
        if (scope.ended || scope.error)
            open.erase(name);
        else
            open.insert(name);
    }
    return open;
}

const ScopeState* PollHost::known(Facet facet, std::string_view scope) const {
    const auto& scopes = m_start.scopes;
    const auto same = [&](const ScopeState& each) { return each.facet == facet && each.scope == scope; };
    const auto found = std::find_if(scopes.begin(), scopes.end(), same);
    return found == scopes.end() ? nullptr : &*found;
}

bool PollHost::onceWorked(Facet facet, const std::string& scope) const {
    const auto* before = known(facet, scope);
    return before && before->okAt;
}

/// Systems answer 404 to whom they do not want to show that there is something.
Error PollHost::explained(Facet facet, const std::string& scope, Error error) const {
    if (error.fault == Fault::notFound && onceWorked(facet, scope))
        error.message = "moved or access lost: " + error.message;
    return error;
}

bool PollHost::closed(Facet facet, std::string_view scope) {
    const auto* before = m_start.everything || m_asker.empty() ? nullptr : known(facet, scope);
    if (!before || !stands(*before, m_asker, m_clock.now())) return false;
    scopeOf(facet, std::string(scope)).error = before->error;
    return true;
}

std::string PollHost::cursor(Facet facet, std::string_view scope) const {
    const auto found = m_start.cursors.find(cursorKey(facet, scope));
    return found == m_start.cursors.end() ? std::string() : found->second;
}

std::string PollHost::backfill() const {
    if (!m_said.empty()) return m_said;
    std::int64_t records = 0;
    for (const auto& [kind, count] : m_report.records) records += count;
    return records > 0 ? "records " + std::to_string(records) : std::string();
}

void PollHost::tellFilling() const {
    const auto text = backfill();
    if (m_start.filling && !text.empty()) m_start.filling(text);
}

void PollHost::lookAgain(Time at) { m_report.lookAgainAt = std::min(m_report.lookAgainAt.value_or(at), at); }

void PollHost::report(std::size_t done, std::size_t total, std::string_view what) {
    ++m_steps;
    m_said = std::string(what) + " " + std::to_string(done);
    if (total > 0) m_said += " of " + std::to_string(total);
    tellFilling();
    if (!m_start.progress) return;
    PollProgress progress;
    progress.source = m_start.source;
    progress.what = what;
    progress.text = m_said;
    progress.done = done;
    progress.total = total;
    m_start.progress(progress);
}

PollReport PollHost::finish(const Result<Done>& polled) const {
    PollReport report = m_report;
    report.endedAt = m_clock.now();
    report.moving = m_activity.moving();
    report.lastActivity = m_activity.last();
    if (!polled) report.error = polled.error();
    // Not the other side's fault, and worth trying again soon.
    if (m_storeError)
        report.error = Error{Fault::server, "the history cannot be written: " + m_storeError->message, 0, {}};
    // Each scope has its own error; when there is nothing else, they are the source's.
    if (!report.error && report.nothingRead()) report.error = report.worstScope();
    return report;
}

} // namespace shipglass
