// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/poll_report.h"

#include <algorithm>

namespace shipglass {

namespace {

bool failed(const ScopeReport& scope) { return scope.error.has_value(); }

} // namespace

bool PollReport::ok() const { return !error && std::none_of(scopes.begin(), scopes.end(), failed); }

std::optional<Error> PollReport::worstScope() const {
    std::optional<Error> worst;
    for (const auto& scope : scopes)
        if (scope.error && (!worst || outweighs(*scope.error, *worst))) worst = scope.error;
    return worst;
}

bool PollReport::nothingRead() const {
    const auto lost = [](const ScopeReport& scope) { return failed(scope) && !scope.inPart; };
    return !scopes.empty() && std::all_of(scopes.begin(), scopes.end(), lost);
}

PollOutcome PollReport::outcome() const {
    PollOutcome outcome;
    outcome.startedAt = startedAt;
    outcome.endedAt = endedAt;
    outcome.error = error;
    if (!error) outcome.partial = worstScope();
    outcome.moving = moving;
    outcome.lastActivity = lastActivity;
    outcome.lookAgainAt = lookAgainAt;
    outcome.requests = requests;
    outcome.notModified = notModified;
    outcome.bytes = bytes;
    outcome.backfill = backfill;
    outcome.skew = skew;
    return outcome;
}

} // namespace shipglass
