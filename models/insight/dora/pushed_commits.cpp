// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/pushed_commits.h"

#include <algorithm>

namespace shipglass::dora {

PushedCommits::PushedCommits(const Facts& facts) : m_facts(facts), m_landed(facts.commits.size()) {
    for (const ChangeRow& change : facts.changes) {
        if (change.commit == kNone) continue;
        // A merge and its commit on the main line may both be changes: the one that knows more counts.
        CommitList& landed = m_landed[change.commit];
        if (!landed.known || landed.count < change.commits.count) landed = change.commits;
        landed.known = true;
    }
}

void PushedCommits::read(Row deployedCommit, Push& push) const {
    push.commits.clear();
    push.changed = false;
    if (deployedCommit == kNone) return;
    push.commits.push_back(deployedCommit);
    push.changed = m_landed[deployedCommit].known;
    const auto commits = m_facts.commitsIn(m_landed[deployedCommit]);
    push.commits.insert(push.commits.end(), commits.begin(), commits.end());
    std::sort(push.commits.begin(), push.commits.end());
    push.commits.erase(std::unique(push.commits.begin(), push.commits.end()), push.commits.end());
}

} // namespace shipglass::dora
