// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/polled_source.h"
#include "poll/source_poll.h"

namespace shipglass {

/// The history and the watching as a round left them with nothing to ask; all 0 for none.
struct CommitsSeen {
    std::int64_t version = 0;
    std::size_t scopes = 0;
    bool operator==(const CommitsSeen&) const = default;
};

/// One round of asking what deployments newly shipped, where their own source does not say it.
struct CommitOrder {
    std::vector<PolledSource> sources;
    DeliverySettings delivery;
    CommitsSeen seen;            ///< Nothing is looked for where nothing has changed since.
    std::size_t mostLocal = 100; ///< Questions to a source that answers without a request.
    std::size_t mostRemote = 10; ///< Questions to any other.
    Millis longest{30'000};      ///< No question is begun later than that.
};

/// What a round asked, by source, and whether another round would find something to ask.
struct CommitRound {
    std::map<std::string, Usage> usage;
    std::size_t answered = 0;
    CommitsSeen seen; ///< For the next order.
    bool left = false;
};

/// Asks `compare` of the sources that watch the repositories, those that need no request first, and stores
/// the answers in the records of the deployments; also that there was none, so that it is not asked for
/// again at once. One process at a time does that. What was asked is added to what the sources cost.
Task<CommitRound> fillCommits(PollPlace place, CommitOrder order);

} // namespace shipglass
