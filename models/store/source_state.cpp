// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/source_state.h"

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

bool outweighs(const Error& error, const Error& other) { return weight(error) > weight(other); }

} // namespace shipglass
