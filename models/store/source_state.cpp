// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/source_state.h"

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

bool outweighs(const Error& error, const Error& other) { return weight(error) > weight(other); }

} // namespace shipglass
