// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/poll_host.h"

#include <algorithm>

namespace shipglass {

namespace {

std::string cursorKey(Facet facet, std::string_view scope) {
    return std::string(word(facet)).append(" ").append(scope);
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
    scopeOf(batch.facet(), batch.scope());
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
        if (result && shared->cursor())
            m_start.cursors[cursorKey(shared->facet(), shared->scope())] = *shared->cursor();
        noted(std::move(result));
    };
    return askWriter<Done>(m_store, work, stored);
}

std::unique_ptr<Operation> PollHost::failed(Facet facet, std::string scope, Error error,
                                            std::function<void(Result<Done>)> complete) {
    scopeOf(facet, scope).error = error;
    const auto work = [source = m_start.source, facet, scope, error, now = m_clock.now()](Writer& writer) {
        return writer.fail(source, facet, scope, error, now);
    };
    return askWriter<Done>(m_store, work, noting(std::move(complete)));
}

std::string PollHost::cursor(Facet facet, std::string_view scope) const {
    const auto found = m_start.cursors.find(cursorKey(facet, scope));
    return found == m_start.cursors.end() ? std::string() : found->second;
}

void PollHost::report(std::size_t done, std::size_t total, std::string_view what) {
    ++m_steps;
    m_backfill = std::string(what) + " " + std::to_string(done);
    if (total > 0) m_backfill += " of " + std::to_string(total);
    if (!m_start.progress) return;
    PollProgress progress;
    progress.source = m_start.source;
    progress.what = what;
    progress.text = m_backfill;
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
