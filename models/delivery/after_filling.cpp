// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/after_filling.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace shipglass::delivery {

namespace {

using dora::kNone;
using dora::Row;

/// Sorts a table; for each row as it was the row that it is now.
template <class T, class Before> std::vector<Row> sorted(std::vector<T>& table, Before before) {
    std::vector<Row> order(table.size()), moved(table.size());
    std::iota(order.begin(), order.end(), Row{0});
    std::stable_sort(order.begin(), order.end(), [&](Row a, Row b) { return before(table[a], table[b]); });
    std::vector<T> put;
    put.reserve(table.size());
    for (const Row row : order) {
        moved[row] = static_cast<Row>(put.size());
        put.push_back(table[row]);
    }
    table = std::move(put);
    return moved;
}

void follow(Row& row, const std::vector<Row>& moved) {
    if (row != kNone) row = moved[row];
}

std::vector<Row> sortDeployments(dora::Facts& facts) {
    return sorted(facts.deployments, [&](const dora::DeploymentRow& a, const dora::DeploymentRow& b) {
        if (a.service != b.service) return a.service < b.service;
        if (a.environment != b.environment) return facts.names[a.environment] < facts.names[b.environment];
        return a.finishedAt < b.finishedAt;
    });
}

template <class T, class At> std::vector<Row> sortByService(std::vector<T>& table, At at) {
    return sorted(table, [at](const T& a, const T& b) {
        return std::tuple(a.service, a.*at) < std::tuple(b.service, b.*at);
    });
}

/// What runs listed since the last success of a service and environment.
struct Carried {
    std::vector<Row> commits;
    bool known = true;
};

void carry(dora::Facts& facts, dora::DeploymentRow& row, Carried& carried) {
    const auto own = facts.commitsIn(row.commits);
    carried.known = carried.known && row.commits.known;
    carried.commits.insert(carried.commits.end(), own.begin(), own.end());
    if (row.outcome != dora::Outcome::success) return;
    if (carried.commits.size() > own.size()) {
        row.commits.offset = static_cast<std::uint32_t>(facts.listed.size());
        row.commits.count = static_cast<std::uint32_t>(carried.commits.size());
        facts.listed.insert(facts.listed.end(), carried.commits.begin(), carried.commits.end());
    }
    row.commits.known = carried.known;
    if (!carried.known) row.commits.count = 0;
    carried = {};
}

/// By commit: whether a deployment lists it.
std::vector<bool> deployedCommits(const dora::Facts& facts) {
    std::vector<bool> deployed(facts.commits.size(), false);
    for (const auto& row : facts.deployments)
        for (const Row commit : facts.commitsIn(row.commits)) deployed[commit] = true;
    return deployed;
}

} // namespace

void orderByTime(dora::Facts& facts) {
    const auto deployments = sortDeployments(facts);
    const auto changes = sortByService(facts.changes, &dora::ChangeRow::mergedAt);
    sortByService(facts.incidents, &dora::IncidentRow::startedAt);
    for (auto& change : facts.changes) {
        follow(change.deployment, deployments);
        follow(change.reverts, changes);
    }
    for (auto& incident : facts.incidents) follow(incident.deployment, deployments);
}

void carryCommits(dora::Facts& facts, const std::set<dora::Name>& services) {
    if (services.empty()) return;
    std::map<std::pair<dora::Name, dora::Name>, Carried> places;
    for (auto& row : facts.deployments)
        if (services.contains(row.service)) carry(facts, row, places[{row.service, row.environment}]);
}

void dateSquashes(dora::Facts& facts) {
    const auto deployed = deployedCommits(facts);
    for (const auto& change : facts.changes) {
        const auto commits = facts.commitsIn(change.commits);
        if (change.commit == kNone || commits.empty()) continue;
        dora::CommitRow& landed = facts.commits[change.commit];
        const bool isMerge =
            std::any_of(commits.begin(), commits.end(), [&](Row commit) { return deployed[commit]; });
        if (landed.authoredAt == dora::kUnknown && !isMerge) landed.authoredAt = change.firstCommitAt;
    }
}

} // namespace shipglass::delivery
