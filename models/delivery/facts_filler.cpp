// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/facts_filler.h"

#include "delivery/after_filling.h"
#include "delivery/compared.h"
#include "delivery/marks.h"
#include "delivery/origin.h"

#include <algorithm>
#include <utility>

namespace shipglass::delivery {

namespace {

dora::Ms ms(const std::optional<Time>& time) { return time ? epochMs(*time) : dora::kUnknown; }

dora::Known known(std::optional<bool> flag) {
    if (!flag) return dora::Known::unknown;
    return *flag ? dora::Known::yes : dora::Known::no;
}

/// Room for two commits each and their names: what is not used of it costs nothing, and texts that move about
/// while they grow cost as much again.
dora::Amounts withGuesses(dora::Amounts amounts) {
    constexpr std::size_t bytes = 32;
    const std::size_t rows = amounts.deployments + amounts.changes;
    amounts.commits = std::max(amounts.commits, rows);
    amounts.listed = std::max(amounts.listed, 2 * rows);
    amounts.names = std::max(amounts.names, 3 * rows + 2 * amounts.incidents);
    amounts.nameBytes = std::max(amounts.nameBytes, bytes * amounts.names);
    return amounts;
}

} // namespace

FactsFiller::FactsFiller(Rules rules, const dora::Amounts& amounts)
    : m_rules(std::move(rules)), m_builder(withGuesses(amounts)) {}

void FactsFiller::add(const Row& row) {
    const Counted as = counted(row, m_rules.services);
    if (as.made) {
        if (as.rule->from == DeploymentOrigin::pipeline) m_runServices.insert(m_builder.name(as.rule->name));
        add(*as.made, as.rule->name);
    }
    if (as.itself) std::visit([&](const auto& record) { add(record, serviceOf(row)); }, row.record);
}

void FactsFiller::add(const Deployment& deployment, const std::string& service) {
    dora::DeploymentRow row;
    row.finishedAt = finishedAt(deployment);
    row.source = m_builder.name(deployment.source);
    row.id = m_builder.name(deployment.id);
    row.service = m_builder.name(service);
    row.environment = m_builder.name(deployment.environment);
    row.version = m_builder.name(deployment.version);
    row.commit = m_builder.commit(deployment.commit, deployment.repository);
    row.commits = list(deployment);
    row.tier = deployment.tier;
    row.outcome = outcomeOf(deployment);
    row.rollback = known(deployment.rollback);
    row.unplanned = known(deployment.unplanned);
    row.hotfix = hotfixOf(deployment, m_rules.hotfix);
    m_builder.add(row);
}

void FactsFiller::add(const Change& change, const std::string& service) {
    dora::ChangeRow row;
    row.firstCommitAt = ms(change.firstCommitAt);
    row.openedAt = ms(change.openedAt);
    row.reviewedAt = ms(change.reviewedAt);
    row.approvedAt = ms(change.approvedAt);
    row.mergedAt = ms(change.mergedAt);
    row.source = m_builder.name(change.source);
    row.id = m_builder.uniqueName(change.id);
    row.service = m_builder.name(service);
    row.deploymentId = m_builder.name(change.deploymentId);
    row.commits = list(change);
    row.commit = m_builder.commit(change.commit, change.repository);
    if (const auto reverted = m_reverts.read(change, service, m_changes)) {
        row.revert = true;
        row.revertsVersion = m_builder.name(reverted->version);
    }
    row.hotfix = hotfixOf(change, m_rules.hotfix);
    m_builder.add(row);
    ++m_changes;
}

void FactsFiller::add(const Alert& alert, const std::string& service) {
    if (!isIncident(alert, service, m_rules.services)) return;
    dora::IncidentRow row;
    row.startedAt = ms(alert.startedAt);
    row.resolvedAt = ms(alert.resolvedAt);
    row.source = m_builder.name(alert.source);
    row.id = m_builder.uniqueName(alert.id);
    row.key = m_builder.name(alert.key);
    row.service = m_builder.name(service);
    row.environment = m_builder.name(alert.environment);
    row.version = m_builder.name(alert.version);
    row.deploymentId = m_builder.name(alert.deploymentId);
    row.commit = m_builder.commit(alert.commit, alert.repository);
    m_builder.add(row);
}

dora::CommitList FactsFiller::list(const Deployment& deployment) {
    if (!deployment.commits) return {};
    m_list.clear();
    for (const RepositoryCommit& commit : *deployment.commits) {
        dora::CommitRow row;
        row.sha = m_builder.name(commit.sha);
        row.repository =
            m_builder.name(commit.repository.empty() ? deployment.repository : commit.repository);
        m_list.push_back(m_builder.commit(row));
    }
    std::erase(m_list, dora::kNone); // a commit without a sha
    auto list = m_builder.list(m_list);
    if (const auto compared = comparedOf(deployment.attributes); compared && compared->commits) {
        list.whole = true;
        for (const ChangeCommit& commit : *compared->commits)
            m_builder.commit(rowOf(commit, deployment.repository));
    }
    return list;
}

dora::CommitList FactsFiller::list(const Change& change) {
    if (!change.commits) return {};
    m_list.clear();
    for (const ChangeCommit& commit : *change.commits)
        m_list.push_back(m_builder.commit(rowOf(commit, change.repository)));
    std::erase(m_list, dora::kNone);
    return m_builder.list(m_list);
}

dora::CommitRow FactsFiller::rowOf(const ChangeCommit& commit, const std::string& repository) {
    dora::CommitRow row;
    row.sha = m_builder.name(commit.sha);
    row.repository = m_builder.name(repository);
    row.authoredAt = ms(commit.authoredAt);
    row.committedAt = ms(commit.committedAt);
    row.merge = commit.merge.value_or(false);
    return row;
}

dora::Facts FactsFiller::finish() {
    dora::Facts facts = m_builder.finish();
    for (const auto& [revert, original] : m_reverts.found()) facts.changes[revert].reverts = original;
    m_reverts = {};
    m_changes = 0;
    orderByTime(facts);
    carryCommits(facts, std::exchange(m_runServices, {}));
    dateSquashes(facts);
    return facts;
}

} // namespace shipglass::delivery
