// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/reverts.h"
#include "delivery/rules.h"
#include "insight/dora/facts_builder.h"
#include "store/reader.h"

#include <set>

namespace shipglass::delivery {

/// Turns rows of the history into the facts that the DORA keys are counted from: deployments of every origin,
/// changes and incidents, each under its effective service (its project or repository, where none is known).
/// Other records are passed over. Rows of one kind have to come newest first.
class FactsFiller {
public:
    /// `amounts`: how many rows will come, as far as is known. What hangs on them, such as commits, is
    /// guessed.
    explicit FactsFiller(Rules rules, const dora::Amounts& amounts = {});

    void add(const Row& row);
    /// The facts, in the order that is fastest to count. The filler is empty afterwards.
    dora::Facts finish();

private:
    void add(const Deployment& deployment, const std::string& service);
    void add(const Change& change, const std::string& service);
    void add(const Alert& alert, const std::string& service);
    /// Records of other kinds are no deliveries.
    template <class R> void add(const R&, const std::string&) {}

    dora::CommitList list(const Deployment& deployment);
    dora::CommitList list(const Change& change);
    dora::CommitRow rowOf(const ChangeCommit& commit, const std::string& repository);

    Rules m_rules;
    dora::FactsBuilder m_builder;
    Reverts m_reverts;
    dora::Row m_changes = 0;            ///< How many there are: the row of the next.
    std::set<dora::Name> m_runServices; ///< Those whose deployments are runs.
    std::vector<dora::Row> m_list;      ///< Kept, so that it is not made anew for each record.
};

} // namespace shipglass::delivery
