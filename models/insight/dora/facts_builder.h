// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/facts.h"

namespace shipglass::dora {

/// How many rows will come, so that filling does not move them about. Zeros are fine.
struct Amounts {
    std::size_t deployments = 0, changes = 0, incidents = 0, commits = 0, listed = 0, names = 0,
                nameBytes = 0;
};

/// Fills `Facts`: interns names, keeps one row a commit, and looks up what rows refer to.
class FactsBuilder {
public:
    FactsBuilder() : m_index(m_facts.names) {}
    explicit FactsBuilder(const Amounts& amounts);
    FactsBuilder(const FactsBuilder&) = delete;
    FactsBuilder& operator=(const FactsBuilder&) = delete;

    Name name(std::string_view text) { return m_index.intern(text); }
    /// For texts that come once only, such as ids nobody refers to: saves the look-up.
    Name uniqueName(std::string_view text) { return text.empty() ? 0 : m_facts.names.append(text); }
    /// The row of a commit, made when it is new; what is known of it is added to what was. A hash names a
    /// commit in whatever repository it lies, any other number in its own only: without a repository it is
    /// the one of that number, if there is just one.
    Row commit(const CommitRow& commit);
    Row commit(std::string_view sha, std::string_view repository = {});
    /// A known list of commits, empty or not. An unknown one is `CommitList{}`.
    CommitList list(std::span<const Row> commits);

    Row add(const DeploymentRow& row);
    Row add(const ChangeRow& row);
    Row add(const IncidentRow& row);

    /// The facts, with every `deploymentId` looked up: in the same source first, then in the same service,
    /// then anywhere. The builder is empty afterwards.
    Facts finish();

private:
    Name keyOf(const CommitRow& commit);
    void placeNumbers();

    Facts m_facts;
    NameIndex m_index;
    std::vector<Row> m_commitOf; ///< By what names the commit.
    std::string m_key;           ///< Kept, so that it is not made anew for each commit.
    bool m_hasNumbers = false;   ///< Commits that a hash does not name.
};

} // namespace shipglass::dora
