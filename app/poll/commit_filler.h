// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/commit_round.h"

namespace shipglass {

/// Asks for the commits of deployments beside the polls of a process: a round some seconds after polls ended,
/// one at a time and at most one a minute. Lives on the poll thread.
class CommitFiller {
public:
    explicit CommitFiller(PollPlace place) : m_place(std::move(place)) {}

    void configure(const PolledSources& sources);
    /// Something was polled: there may be deployments to ask about, or sources to ask.
    void polled();
    /// Gives up the round under way; what it was answered is stored.
    void stop();

private:
    void wait(Millis span);
    void begin();
    void ended(const Result<CommitRound>& round);

    PollPlace m_place;
    CommitOrder m_order;
    Time m_readAllAt{};
    std::unique_ptr<Operation> m_timer, m_round;
    bool m_busy = false; ///< Waits for a round, or is in one.
    bool m_again = false;
};

} // namespace shipglass
