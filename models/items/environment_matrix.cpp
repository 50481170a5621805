// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment_matrix.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace shipglass {

namespace {

const Deployment& deploymentOf(const Row* row) { return std::get<Deployment>(row->record); }

/// The first shipment of each version, in order.
Shipments arrivalsOf(const Shipments& shipments) {
    Shipments arrivals;
    std::set<std::string> seen;
    for (const Row* row : shipments)
        if (seen.insert(versionKey(deploymentOf(row))).second) arrivals.push_back(row);
    return arrivals;
}

std::optional<std::ptrdiff_t> arrivalOf(const Shipments& arrivals, const std::string& key) {
    const auto found = std::find_if(arrivals.begin(), arrivals.end(),
                                    [&](const Row* row) { return versionKey(deploymentOf(row)) == key; });
    return key.empty() || found == arrivals.end() ? std::nullopt : std::optional(found - arrivals.begin());
}

std::optional<std::int64_t> commitsOf(Shipments::const_iterator from, Shipments::const_iterator to) {
    std::set<std::string> shas;
    for (; from != to; ++from) {
        const auto& commits = deploymentOf(*from).commits;
        if (!commits) return std::nullopt;
        for (const auto& commit : *commits) shas.insert(commit.repository + '\x1f' + commit.sha);
    }
    return static_cast<std::int64_t>(shas.size());
}

bool isOpen(const Row& row) {
    const auto* alert = std::get_if<Alert>(&row.record);
    return alert && (alert->state == AlertState::firing || alert->state == AlertState::acknowledged);
}

std::int64_t alertsSince(const std::vector<Row>& alerts, const DeploymentPlace& place, Tier tier,
                         std::optional<Time> since) {
    return std::count_if(alerts.begin(), alerts.end(), [&](const Row& row) {
        return isOpen(row) && concerns(row, place, tier) && since &&
               std::get<Alert>(row.record).startedAt >= since;
    });
}

/// Fills in how far an environment of a service is behind the one it gets its versions from.
void compare(EnvironmentMatrix::Cell& cell, const DeploymentPlace& place, const Promotions& promotions,
             const std::map<DeploymentPlace, Shipments>& shipped) {
    cell.next = promotions.before(place.service, place.environment);
    if (cell.next.empty()) return;
    const auto lag = lagBehind(shipped.at(place), shipped.at({place.service, cell.next}));
    cell.behind = lag.commits;
    cell.behindSince = lag.since;
}

/// How little an environment says about the way of versions.
int distanceFromTheWay(const Environment& environment, const std::vector<PromotionStep>& path) {
    const auto goesOn = [&](const PromotionStep& step) { return step.from == environment.name; };
    const auto arrives = [&](const PromotionStep& step) { return step.to == environment.name; };
    if (std::any_of(path.begin(), path.end(), goesOn)) return 0;
    const bool isLate = environment.tier == Tier::staging || environment.tier == Tier::production;
    return isLate || std::any_of(path.begin(), path.end(), arrives) ? 1 : 2;
}

/// When these services were last deployed to each environment.
std::map<std::string, std::optional<Time>> lastArrivals(const EnvironmentMatrix& matrix) {
    std::map<std::string, std::optional<Time>> last;
    for (const auto& [place, cell] : matrix.cells)
        if (std::binary_search(matrix.services.begin(), matrix.services.end(), place.service))
            last[place.environment] = std::max(last[place.environment], cell.since);
    return last;
}

} // namespace

Lag lagBehind(const Shipments& here, const Shipments& there) {
    const auto& mine = versionKey(deploymentOf(here.back()));
    const auto& theirs = versionKey(deploymentOf(there.back()));
    const auto arrivals = arrivalsOf(there);
    const auto from = arrivalOf(arrivals, mine), to = arrivalOf(arrivals, theirs);
    if (!from || !to) return {};
    if (*from >= *to) return {0, {}};
    const auto first = arrivals.begin() + *from + 1;
    return {commitsOf(first, arrivals.begin() + *to + 1), arrivedAt(deploymentOf(*first))};
}

EnvironmentMatrix EnvironmentMatrix::of(const std::vector<Row>& deployments, const std::vector<Row>& alerts) {
    EnvironmentMatrix matrix;
    auto shipped = shipmentsOf(deployments);
    // A release to nowhere, as source hosts report them, is in no environment.
    std::erase_if(shipped, [](const auto& entry) { return entry.first.environment.empty(); });
    const auto rollbacks = rollbacksAmong(deployments);
    matrix.m_promotions = Promotions(shipped);
    matrix.environments = matrix.m_promotions.environments();
    for (const auto& [place, shipments] : shipped) {
        const Row& newest = *shipments.back();
        if (matrix.services.empty() || matrix.services.back() != place.service)
            matrix.services.push_back(place.service);
        Cell cell;
        cell.deployment = deploymentRow(newest, rollbacks.contains(newest.row));
        cell.since = arrivedAt(deploymentOf(&newest));
        cell.alerts = alertsSince(alerts, place, cell.deployment.tier, cell.since);
        compare(cell, place, matrix.m_promotions, shipped);
        matrix.cells.emplace(place, std::move(cell));
    }
    matrix.path = matrix.m_promotions.path(matrix.services);
    return matrix;
}

EnvironmentMatrix EnvironmentMatrix::narrowed(const std::set<DeploymentPlace>& places) const {
    std::set<std::string> wantedServices, wantedEnvironments;
    for (const auto& place : places) {
        wantedServices.insert(place.service);
        wantedEnvironments.insert(place.environment);
    }
    auto narrow = *this;
    std::erase_if(narrow.services, [&](const auto& name) { return !wantedServices.contains(name); });
    std::erase_if(narrow.environments,
                  [&](const auto& each) { return !wantedEnvironments.contains(each.name); });
    narrow.path = m_promotions.path(narrow.services);
    std::erase_if(narrow.path, [&](const auto& step) {
        return !wantedEnvironments.contains(step.from) || !wantedEnvironments.contains(step.to);
    });
    return narrow;
}

std::vector<std::size_t> EnvironmentMatrix::foremost(std::size_t most) const {
    auto last = lastArrivals(*this);
    std::vector<std::pair<int, std::size_t>> ranked;
    for (std::size_t at = 0; at < environments.size(); ++at)
        ranked.emplace_back(distanceFromTheWay(environments[at], path), at);
    std::sort(ranked.begin(), ranked.end(), [&](const auto& a, const auto& b) {
        const auto &newestOfA = last[environments[a.second].name],
                   &newestOfB = last[environments[b.second].name];
        return std::tie(a.first, newestOfB, a.second) < std::tie(b.first, newestOfA, b.second);
    });
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < std::min(most, ranked.size()); ++at) places.push_back(ranked[at].second);
    std::sort(places.begin(), places.end());
    return places;
}

std::vector<PromotionStep> EnvironmentMatrix::pathAmong(const std::vector<std::size_t>& some) const {
    std::set<std::string> names;
    for (const auto at : some) names.insert(environments[at].name);
    std::vector<PromotionStep> steps;
    std::copy_if(path.begin(), path.end(), std::back_inserter(steps), [&](const PromotionStep& step) {
        return names.contains(step.from) && names.contains(step.to);
    });
    return steps;
}

const EnvironmentMatrix::Cell* EnvironmentMatrix::at(std::size_t service, std::size_t environment) const {
    if (service >= services.size() || environment >= environments.size()) return nullptr;
    const auto found = cells.find({services[service], environments[environment].name});
    return found == cells.end() ? nullptr : &found->second;
}

} // namespace shipglass
