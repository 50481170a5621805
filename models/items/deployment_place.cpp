// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deployment_place.h"

#include "delivery/marks.h"
#include "delivery/origin.h"

#include <algorithm>

namespace shipglass {

namespace {

const Deployment& deploymentOf(const Row& row) { return std::get<Deployment>(row.record); }

/// Deployments in the order in which they came to be there.
Shipments inOrder(const std::vector<Row>& deployments) {
    std::vector<std::pair<std::int64_t, const Row*>> dated;
    for (const Row& row : deployments) {
        const auto at = arrivedAt(deploymentOf(row));
        dated.emplace_back(at ? epochMs(*at) : row.began, &row);
    }
    std::sort(dated.begin(), dated.end(), [](const auto& a, const auto& b) {
        return std::pair(a.first, a.second->row) < std::pair(b.first, b.second->row);
    });
    Shipments ordered;
    for (const auto& [at, row] : dated) ordered.push_back(row);
    return ordered;
}

/// The versions that a place has seen.
struct Seen {
    std::set<std::string> arrived;
    std::string current;

    bool bringsBack(const std::string& key) const {
        return !key.empty() && key != current && arrived.contains(key);
    }
    void add(const std::string& key) {
        current = key;
        arrived.insert(key);
    }
};

} // namespace

DeploymentPlace placeOf(const Row& row) { return {delivery::serviceOf(row), deploymentOf(row).environment}; }

bool hasSucceeded(const Deployment& deployment) {
    return delivery::outcomeOf(deployment) == dora::Outcome::success;
}

std::optional<Time> arrivedAt(const Deployment& deployment) {
    const auto finished = delivery::finishedAt(deployment);
    if (finished != dora::kUnknown) return fromEpochMs(finished);
    return deployment.startedAt ? deployment.startedAt : deployment.createdAt;
}

std::vector<Row> withoutDoubles(std::vector<Row> rows, std::vector<Row> more) {
    std::set<std::int64_t> numbers;
    for (const Row& row : rows) numbers.insert(row.row);
    for (Row& row : more)
        if (numbers.insert(row.row).second) rows.push_back(std::move(row));
    return rows;
}

const std::string& versionKey(const Deployment& deployment) {
    return deployment.version.empty() ? deployment.commit : deployment.version;
}

std::map<DeploymentPlace, Shipments> shipmentsOf(const std::vector<Row>& deployments) {
    std::map<DeploymentPlace, Shipments> places;
    for (const Row* row : inOrder(deployments))
        if (hasSucceeded(deploymentOf(*row))) places[placeOf(*row)].push_back(row);
    return places;
}

std::set<std::int64_t> rollbacksAmong(const std::vector<Row>& deployments) {
    std::set<std::int64_t> found;
    std::map<DeploymentPlace, Seen> places;
    for (const Row* row : inOrder(deployments)) {
        const auto& deployment = deploymentOf(*row);
        const auto& key = versionKey(deployment);
        auto& seen = places[placeOf(*row)];
        if (deployment.rollback.value_or(seen.bringsBack(key))) found.insert(row->row);
        if (hasSucceeded(deployment)) seen.add(key);
    }
    return found;
}

bool concerns(const Row& row, const DeploymentPlace& place, Tier tier) {
    const auto* alert = std::get_if<Alert>(&row.record);
    if (!alert || row.service.empty() || row.service != place.service) return false;
    return alert->environment.empty() || alert->environment == place.environment ||
           (tier != Tier::unknown && alert->environment == word(tier));
}

} // namespace shipglass
