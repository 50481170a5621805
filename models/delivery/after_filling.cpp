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

/// Puts rows in the order in which they are named; `order` is used up. Nothing is copied aside but one row:
/// tables are large.
template <class T> void permute(std::vector<T>& table, std::vector<Row>& order) {
    for (Row start = 0; start < order.size(); ++start) {
        if (order[start] == start) continue;
        const T held = table[start];
        Row to = start;
        for (Row from = order[to]; from != start; from = order[to]) {
            table[to] = table[from];
            order[to] = to;
            to = from;
        }
        table[to] = held;
        order[to] = to;
    }
}

/// Sorts a table; for each row as it was the row that it is now.
template <class T, class Before> std::vector<Row> sorted(std::vector<T>& table, Before before) {
    std::vector<Row> order(table.size()), moved(table.size());
    std::iota(order.begin(), order.end(), Row{0});
    std::stable_sort(order.begin(), order.end(), [&](Row a, Row b) { return before(table[a], table[b]); });
    for (Row row = 0; row < order.size(); ++row) moved[order[row]] = row;
    permute(table, order);
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

/// Numbers commits anew in the order in which they are asked for, and lists with them.
class CommitOrder {
public:
    explicit CommitOrder(dora::Facts& facts) : m_facts(facts), m_moved(facts.commits.size(), kNone) {
        m_order.reserve(facts.commits.size());
        m_listed.reserve(facts.listed.size());
    }

    void take(Row& commit) {
        if (commit == kNone) return;
        Row& moved = m_moved[commit];
        if (moved == kNone) {
            moved = static_cast<Row>(m_order.size());
            m_order.push_back(commit);
        }
        commit = moved;
    }
    void take(dora::CommitList& list) {
        const auto commits = m_facts.commitsIn(list);
        list.offset = static_cast<std::uint32_t>(m_listed.size());
        for (Row commit : commits) {
            take(commit);
            m_listed.push_back(commit);
        }
    }
    void finish() {
        for (Row commit = 0; commit < m_moved.size(); ++commit) {
            Row rest = commit;
            if (m_moved[commit] == kNone) take(rest);
        }
        m_facts.listed = std::move(m_listed);
        m_moved = {};
        permute(m_facts.commits, m_order);
    }

private:
    dora::Facts& m_facts;
    std::vector<Row> m_moved, m_order, m_listed;
};

void orderCommits(dora::Facts& facts) {
    CommitOrder order(facts);
    const auto takeBoth = [&](auto& row) {
        order.take(row.commits);
        order.take(row.commit);
    };
    for (auto& deployment : facts.deployments) takeBoth(deployment);
    for (auto& change : facts.changes) takeBoth(change);
    for (auto& incident : facts.incidents) order.take(incident.commit);
    order.finish();
}

/// What runs listed since the last success of a service and environment.
struct Carried {
    std::vector<Row> commits;
    bool known = true;
};

void carry(dora::Facts& facts, dora::DeploymentRow& row, Carried& carried) {
    if (row.commits.whole) {
        carried = {};
        return;
    }
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
    orderCommits(facts);
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
