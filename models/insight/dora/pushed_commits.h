// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/facts.h"

namespace shipglass::dora {

/// The commits that a deployment brought as Four Keys sees it: those of the change that landed as exactly the
/// deployed commit, that commit itself among them.
class PushedCommits {
public:
    explicit PushedCommits(const Facts& facts);
    /// Empty where the deployed commit is unknown; `changed` says whether a change landed as it.
    struct Push {
        std::vector<Row> commits;
        bool changed = false;
    };
    void read(Row deployedCommit, Push& push) const;

private:
    const Facts& m_facts;
    std::vector<CommitList>
        m_landed; ///< By commit: those of the change that landed as it; unknown where none did.
};

} // namespace shipglass::dora
