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

bool isHash(std::string_view text) {
    constexpr std::size_t sha1 = 40, sha256 = 64;
    if (text.size() != sha1 && text.size() != sha256) return false;
    return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

void addKnown(CommitRow& known, const CommitRow& more) {
    if (known.authoredAt == kUnknown) known.authoredAt = more.authoredAt;
    if (known.committedAt == kUnknown) known.committedAt = more.committedAt;
    if (known.repository == 0) known.repository = more.repository;
    known.merge = known.merge || more.merge;
}

/// For each commit that only a number names, in no repository that is known: the one commit of that number.
std::vector<Row> placesOfNumbers(const Facts& facts) {
    constexpr Row several = kNone - 1;
    std::vector<Row> only(facts.names.size(), kNone), place(facts.commits.size());
    for (Row row = 0; row < facts.commits.size(); ++row)
        if (Row& found = only[facts.commits[row].sha]; facts.commits[row].repository != 0)
            found = found == kNone ? row : several;
    for (Row row = 0; row < facts.commits.size(); ++row) {
        const Row found = only[facts.commits[row].sha];
        const bool isFree = facts.commits[row].repository == 0;
        place[row] = isFree && found != kNone && found != several ? found : row;
    }
    return place;
}

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

Name FactsBuilder::keyOf(const CommitRow& commit) {
    const auto sha = m_facts.names[commit.sha];
    if (isHash(sha)) return commit.sha;
    m_hasNumbers = true;
    if (commit.repository == 0) return commit.sha;
    m_key.assign(m_facts.names[commit.repository]).append(1, '\n').append(sha);
    return name(m_key);
}

Row FactsBuilder::commit(const CommitRow& commit) {
    if (commit.sha == 0) return kNone;
    const Name key = keyOf(commit);
    if (m_commitOf.size() <= key) m_commitOf.resize(key + std::size_t{1}, kNone);
    Row& row = m_commitOf[key];
    if (row == kNone) return row = put(m_facts.commits, commit);
    addKnown(m_facts.commits[row], commit);
    return row;
}

Row FactsBuilder::commit(std::string_view sha, std::string_view repository) {
    CommitRow row;
    row.sha = name(sha);
    row.repository = name(repository);
    return commit(row);
}

/// Those that nobody said a repository of take the one of their number; their own rows are named no more.
void FactsBuilder::placeNumbers() {
    const auto place = placesOfNumbers(m_facts);
    for (Row row = 0; row < place.size(); ++row)
        if (place[row] != row) addKnown(m_facts.commits[place[row]], m_facts.commits[row]);
    const auto move = [&](Row& commit) {
        if (commit != kNone) commit = place[commit];
    };
    for (Row& commit : m_facts.listed) move(commit);
    for (auto& deployment : m_facts.deployments) move(deployment.commit);
    for (auto& change : m_facts.changes) move(change.commit);
    for (auto& incident : m_facts.incidents) move(incident.commit);
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
    if (m_hasNumbers) placeNumbers();
    const Ids ids(m_facts);
    for (auto& change : m_facts.changes) change.deployment = ids.find(change);
    for (auto& incident : m_facts.incidents) incident.deployment = ids.find(incident);
    m_commitOf = {};
    m_hasNumbers = false;
    m_index.forget();
    return std::exchange(m_facts, Facts{});
}

} // namespace shipglass::dora
