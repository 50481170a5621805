// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/timeline.h"

#include "insight/dora/by_service.h"

#include <algorithm>
#include <tuple>

namespace shipglass::dora {

namespace {

bool isIn(const std::vector<Name>& names, Name name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

Name versionOf(const Facts& facts, const DeploymentRow& row) {
    if (row.version != 0 || row.commit == kNone) return row.version;
    return facts.commits[row.commit].sha;
}

/// Of one service. Deployments that finished in the same millisecond are put in order by their texts: row
/// numbers and the numbers of names depend on the order in which the facts came.
bool inOrder(const Facts& facts, const Delivery& a, const Delivery& b) {
    if (a.environment != b.environment) return facts.names[a.environment] < facts.names[b.environment];
    if (a.at != b.at) return a.at < b.at;
    const DeploymentRow &first = facts.deployments[a.row], &second = facts.deployments[b.row];
    return std::pair(facts.names[first.id], facts.names[first.source]) <
           std::pair(facts.names[second.id], facts.names[second.source]);
}

std::vector<Name> servicesIn(const Facts& facts, const Scope& scope) {
    std::vector<bool> seen(facts.names.size(), false);
    for (const auto& each : facts.deployments) seen[each.service] = true;
    std::vector<Name> services;
    for (Name name = 0; name < seen.size(); ++name)
        if (seen[name] && inScope(scope, name)) services.push_back(name);
    return services;
}

Delivery deliveryOf(const Facts& facts, Row row) {
    const DeploymentRow& each = facts.deployments[row];
    Delivery made;
    made.at = each.finishedAt;
    made.row = row, made.outcome = each.outcome;
    made.service = each.service, made.environment = each.environment;
    made.version = versionOf(facts, each);
    made.commit = each.commit, made.commits = each.commits;
    return made;
}

} // namespace

bool inScope(const Scope& scope, Name service) { return !scope.services || isIn(*scope.services, service); }

bool isProduction(const Scope& scope, const DeploymentRow& row) {
    return (scope.productionTier && row.tier == Tier::production) ||
           isIn(scope.environments, row.environment);
}

Timeline::Timeline(const Facts& facts, const Scope& scope) : placeOf(facts.deployments.size(), kNone) {
    collect(facts, scope);
    chain();
}

void Timeline::collect(const Facts& facts, const Scope& scope) {
    const ByService rows(facts.deployments, servicesIn(facts, scope), [&scope](const DeploymentRow& each) {
        return each.finishedAt != kUnknown && each.outcome != Outcome::unfinished &&
               isProduction(scope, each);
    });
    const auto before = [&facts](const Delivery& a, const Delivery& b) { return inOrder(facts, a, b); };
    deliveries.reserve(facts.deployments.size());
    for (const Name service : rows.services()) {
        const auto begin = static_cast<std::ptrdiff_t>(deliveries.size());
        for (const Row row : rows.of(service)) deliveries.push_back(deliveryOf(facts, row));
        // Facts often come in order of time already.
        if (!std::is_sorted(deliveries.begin() + begin, deliveries.end(), before))
            std::sort(deliveries.begin() + begin, deliveries.end(), before);
    }
}

void Timeline::chain() {
    Place success = kNone;
    for (Place place = 0; place < deliveries.size(); ++place) {
        Delivery& each = deliveries[place];
        const bool newService = services.empty() || services.back().service != each.service;
        if (newService) services.push_back({each.service, place, place});
        if (newService || each.environment != deliveries[place - 1].environment) {
            chains.push_back({each.service, place, place});
            success = kNone;
        }
        each.previous = success;
        if (each.succeeded()) success = place;
        services.back().end = chains.back().end = place + 1;
        placeOf[each.row] = place;
    }
}

std::span<const Stretch> Timeline::chainsOf(Name service) const {
    return {std::ranges::lower_bound(chains, service, {}, &Stretch::service),
            std::ranges::upper_bound(chains, service, {}, &Stretch::service)};
}

Place Timeline::latest(const Stretch& stretch, Ms at, Among among, bool strictly) const {
    const auto begin = deliveries.begin() + stretch.begin;
    const auto after =
        std::partition_point(begin, deliveries.begin() + stretch.end,
                             [&](const Delivery& each) { return strictly ? each.at < at : each.at <= at; });
    if (after == begin) return kNone;
    const auto place = static_cast<Place>(std::prev(after) - deliveries.begin());
    return among == Among::all || deliveries[place].succeeded() ? place : deliveries[place].previous;
}

Place Timeline::latest(Name service, Ms at, Among among, bool strictly) const {
    Place best = kNone;
    for (const Stretch& each : chainsOf(service))
        if (const Place place = latest(each, at, among, strictly); place != kNone)
            if (best == kNone || earlier(best, place)) best = place;
    return best;
}

bool Timeline::earlier(Place a, Place b) const {
    return std::tie(deliveries[a].at, a) < std::tie(deliveries[b].at, b);
}

} // namespace shipglass::dora
