// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/facts_builder.h"

#include <utility>

namespace shipglass::dora {

namespace {

template <class T> Row put(std::vector<T>& rows, const T& row) {
    rows.push_back(row);
    return static_cast<Row>(rows.size() - 1);
}

/// Deployments by id: the first row of each id, and from each row the next with the same one.
class Ids {
public:
    explicit Ids(const Facts& facts)
        : m_facts(facts), m_first(facts.names.size(), kNone), m_next(facts.deployments.size(), kNone) {
        for (Row row = static_cast<Row>(facts.deployments.size()); row-- > 0;)
            m_next[row] = std::exchange(m_first[facts.deployments[row].id], row);
    }

    template <class T> Row find(const T& referring) const {
        if (referring.deploymentId == 0) return kNone;
        Row best = kNone;
        int bestNearness = -1;
        for (Row row = m_first[referring.deploymentId]; row != kNone; row = m_next[row])
            if (const int near = nearness(m_facts.deployments[row], referring); near > bestNearness)
                best = row, bestNearness = near;
        return best;
    }

private:
    template <class T> static int nearness(const DeploymentRow& deployment, const T& referring) {
        return 2 * (deployment.source == referring.source) + (deployment.service == referring.service);
    }

    const Facts& m_facts;
    std::vector<Row> m_first, m_next;
};

} // namespace

FactsBuilder::FactsBuilder(const Amounts& amounts) : FactsBuilder() {
    m_facts.deployments.reserve(amounts.deployments);
    m_facts.changes.reserve(amounts.changes);
    m_facts.incidents.reserve(amounts.incidents);
    m_facts.commits.reserve(amounts.commits);
    m_facts.listed.reserve(amounts.listed);
    m_facts.names.reserve(amounts.names, amounts.nameBytes);
    m_commitOf.reserve(amounts.names);
}

Row FactsBuilder::commit(const CommitRow& commit) {
    if (commit.sha == 0) return kNone;
    if (m_commitOf.size() <= commit.sha) m_commitOf.resize(commit.sha + std::size_t{1}, kNone);
    Row& row = m_commitOf[commit.sha];
    if (row == kNone) return row = put(m_facts.commits, commit);
    CommitRow& known = m_facts.commits[row];
    if (known.authoredAt == kUnknown) known.authoredAt = commit.authoredAt;
    if (known.committedAt == kUnknown) known.committedAt = commit.committedAt;
    if (known.repository == 0) known.repository = commit.repository;
    known.merge = known.merge || commit.merge;
    return row;
}

Row FactsBuilder::commit(std::string_view sha) {
    CommitRow row;
    row.sha = name(sha);
    return commit(row);
}

CommitList FactsBuilder::list(std::span<const Row> commits) {
    CommitList made;
    made.offset = static_cast<std::uint32_t>(m_facts.listed.size());
    made.count = static_cast<std::uint32_t>(commits.size());
    made.known = true;
    m_facts.listed.insert(m_facts.listed.end(), commits.begin(), commits.end());
    return made;
}

Row FactsBuilder::add(const DeploymentRow& row) { return put(m_facts.deployments, row); }
Row FactsBuilder::add(const ChangeRow& row) { return put(m_facts.changes, row); }
Row FactsBuilder::add(const IncidentRow& row) { return put(m_facts.incidents, row); }

Facts FactsBuilder::finish() {
    const Ids ids(m_facts);
    for (auto& change : m_facts.changes) change.deployment = ids.find(change);
    for (auto& incident : m_facts.incidents) incident.deployment = ids.find(incident);
    m_commitOf = {};
    m_index.forget();
    return std::exchange(m_facts, Facts{});
}

} // namespace shipglass::dora
