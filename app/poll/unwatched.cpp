// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/unwatched.h"

#include <set>

namespace shipglass {

namespace {

/// What is gone, or never was ours, answers so for good; all else may be over at the next poll.
bool inPassing(const Error& error) {
    return error.fault != Fault::notFound && error.fault != Fault::forbidden;
}

/// What a poll heard of: scopes, and facets of which something failed in passing.
struct Heard {
    std::set<std::pair<Facet, std::string>> scopes;
    std::set<Facet> unsure;
};

Heard heardIn(const PollReport& report) {
    Heard heard;
    for (const auto& scope : report.scopes) {
        heard.scopes.emplace(scope.facet, scope.scope);
        if (scope.error && inPassing(*scope.error)) heard.unsure.insert(scope.facet);
    }
    return heard;
}

} // namespace

std::vector<ScopeState> unwatchedAfter(const PollReport& report, const std::vector<ScopeState>& stored) {
    std::vector<ScopeState> left;
    if (report.error && !report.nothingRead()) return left;
    const auto heard = heardIn(report);
    for (const auto& scope : stored) {
        const bool known = heard.scopes.contains({scope.facet, scope.scope});
        if (scope.askedAt && isWatched(scope) && !known && !heard.unsure.contains(scope.facet))
            left.push_back(scope);
    }
    return left;
}

std::string shrinkageAfter(const PollReport& report, const std::vector<ScopeState>& stored) {
    const auto left = unwatchedAfter(report, stored);
    std::vector<ScopeState> scopes;
    const auto add = [&](Facet facet, const std::string& name, const std::optional<Error>& error) {
        auto& scope = scopes.emplace_back();
        scope.facet = facet;
        scope.scope = name;
        scope.error = error;
    };
    for (const auto& scope : report.scopes) add(scope.facet, scope.scope, scope.error);
    for (const auto& scope : left) add(scope.facet, scope.scope, notWatched());
    for (const auto& scope : stored)
        if (scope.error == notWatched()) add(scope.facet, scope.scope, scope.error);
    return shrinkage(scopes);
}

Task<Done> noteUnwatched(StoreAccess* store, std::string source, std::vector<ScopeState> scopes, Time now) {
    const auto note = [source, scopes, now](Writer& writer) -> Result<Done> {
        for (const auto& scope : scopes) {
            const auto noted = writer.fail(source, scope.facet, scope.scope, notWatched(), now);
            if (!noted) return noted;
        }
        return Done();
    };
    auto noting = written<Done>(store, note);
    auto done = co_await std::move(noting);
    co_return done;
}

} // namespace shipglass
