// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/source_state.h"

#include <algorithm>
#include <set>

namespace shipglass {

namespace {

int weight(const Error& error) {
    if (error.fault == Fault::rateLimited) return 3;
    if (error.fault == Fault::unauthorized) return 2;
    return error.fault == Fault::forbidden ? 0 : 1;
}

} // namespace

const Error& notWatched() {
    static const Error error{Fault::notFound, "no longer watched", 0, {}};
    return error;
}

bool isWatched(const ScopeState& scope) { return scope.scope != importScope && scope.error != notWatched(); }

std::string shrinkage(const std::vector<ScopeState>& scopes) {
    std::set<std::string> watched, before;
    for (const auto& scope : scopes) {
        if (scope.scope == importScope) continue;
        before.insert(scope.scope);
        if (isWatched(scope)) watched.insert(scope.scope);
    }
    const std::size_t gone = before.size() - watched.size();
    if (gone <= watched.size()) return {};
    return "watches " + std::to_string(watched.size()) + " instead of " + std::to_string(before.size()) +
           "; what is no longer listed stays as it was for a day";
}

void addConfigured(std::vector<SourceState>& states, const std::vector<ConfiguredName>& configured) {
    for (SourceState& state : states) state.configured = false;
    for (const ConfiguredName& one : configured) {
        const auto known = std::ranges::find(states, one.source, &SourceState::source);
        if (known != states.end()) {
            known->configured = true;
            continue;
        }
        SourceState& state = states.emplace_back();
        state.source = one.source;
        state.kind = one.kind;
        if (!one.enabled) state.health = SourceHealth::disabled;
    }
    std::ranges::stable_sort(states, {}, &SourceState::source);
}

std::optional<Time> lastReadAt(const SourceState& state) {
    auto last = state.okAt;
    for (const ScopeState& scope : state.scopes) last = std::max(last, scope.okAt);
    return last;
}

bool waitsForPerson(Fault fault) { return fault == Fault::unauthorized || fault == Fault::config; }

bool outweighs(const Error& error, const Error& other) { return weight(error) > weight(other); }

} // namespace shipglass
