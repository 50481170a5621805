// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/uncompared.h"
#include "poll/commit_round.h"

#include <set>

namespace shipglass {

/// Who may be asked about the commits of a repository in one round: sources that watch it, as the scopes in
/// the store tell, can compare, and are well. What it is made of outlives it.
class CommitWatchers {
public:
    CommitWatchers(const CommitOrder& order, const std::vector<SourceState>& states)
        : m_order(order), m_states(states) {}

    /// Those that need no request first, then the deployment's own source, then the others.
    std::vector<const PolledSource*> of(const delivery::Uncompared& wanted) const;
    /// True when somebody watches the repository who may not be asked any more in this round.
    bool mayAnswerLater(const delivery::Uncompared& wanted) const;
    /// True when somebody who watches the repository is well, and was only asked enough for this round.
    bool wereAskedEnough(const delivery::Uncompared& wanted) const;
    /// How much is watched by sources that can compare.
    std::size_t scopes() const;
    /// Counts a question; after an error that says nothing of the commits the source is left alone.
    void note(const std::string& source, const Error* error);

    /// Whether an error is an answer to the question, and not about the source.
    static bool isAnAnswer(const Error& error);

private:
    bool watches(const PolledSource& source, const std::string& repository) const;
    bool isWell(const PolledSource& source) const;
    bool wasAskedEnough(const PolledSource& source) const;
    template <class Says> bool anyWatching(const delivery::Uncompared& wanted, Says says) const;

    const CommitOrder& m_order;
    const std::vector<SourceState>& m_states;
    std::map<std::string, std::size_t> m_asked;
    std::set<std::string> m_resting;
};

} // namespace shipglass
