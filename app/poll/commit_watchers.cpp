// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/commit_watchers.h"

#include "net/poll_scope.h"

#include <algorithm>

namespace shipglass {

namespace {

const SourceState* stateOf(const std::vector<SourceState>& states, const std::string& source) {
    const auto found =
        std::find_if(states.begin(), states.end(), [&](const auto& state) { return state.source == source; });
    return found == states.end() ? nullptr : &*found;
}

bool canCompare(const PolledSource& source) { return source.plan.enabled && source.connector->compare; }

int order(const PolledSource& source, const delivery::Uncompared& wanted) {
    if (!source.connector->http) return 0;
    return source.plan.name == wanted.source ? 1 : 2;
}

} // namespace

bool CommitWatchers::isAnAnswer(const Error& error) {
    return !concernsAll(error) && error.fault != Fault::rateLimited && error.fault != Fault::canceled;
}

std::size_t CommitWatchers::scopes() const {
    std::size_t count = 0;
    for (const auto& source : m_order.sources)
        if (const auto* state = canCompare(source) ? stateOf(m_states, source.plan.name) : nullptr)
            count += state->scopes.size();
    return count;
}

bool CommitWatchers::watches(const PolledSource& source, const std::string& repository) const {
    const auto* state = canCompare(source) ? stateOf(m_states, source.plan.name) : nullptr;
    return state && std::any_of(state->scopes.begin(), state->scopes.end(), [&](const ScopeState& scope) {
               return scope.scope == repository && isWatched(scope);
           });
}

bool CommitWatchers::isWell(const PolledSource& source) const {
    const auto health = stateOf(m_states, source.plan.name)->health;
    return !m_resting.contains(source.plan.name) && health != SourceHealth::failing &&
           health != SourceHealth::rateLimited;
}

bool CommitWatchers::wasAskedEnough(const PolledSource& source) const {
    const auto asked = m_asked.find(source.plan.name);
    const auto most = source.connector->http ? m_order.mostRemote : m_order.mostLocal;
    return asked != m_asked.end() && asked->second >= most;
}

std::vector<const PolledSource*> CommitWatchers::of(const delivery::Uncompared& wanted) const {
    std::vector<const PolledSource*> found;
    for (const auto& source : m_order.sources)
        if (watches(source, wanted.repository) && isWell(source) && !wasAskedEnough(source))
            found.push_back(&source);
    std::stable_sort(found.begin(), found.end(), [&](const PolledSource* a, const PolledSource* b) {
        return order(*a, wanted) < order(*b, wanted);
    });
    return found;
}

template <class Says> bool CommitWatchers::anyWatching(const delivery::Uncompared& wanted, Says says) const {
    return std::any_of(m_order.sources.begin(), m_order.sources.end(), [&](const PolledSource& source) {
        return watches(source, wanted.repository) && says(source);
    });
}

bool CommitWatchers::mayAnswerLater(const delivery::Uncompared& wanted) const {
    return anyWatching(wanted,
                       [this](const auto& source) { return !isWell(source) || wasAskedEnough(source); });
}

bool CommitWatchers::wereAskedEnough(const delivery::Uncompared& wanted) const {
    return anyWatching(wanted,
                       [this](const auto& source) { return isWell(source) && wasAskedEnough(source); });
}

void CommitWatchers::note(const std::string& source, const Error* error) {
    ++m_asked[source];
    if (error && !isAnAnswer(*error)) m_resting.insert(source);
}

} // namespace shipglass
