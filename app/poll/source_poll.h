// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/clock.h"
#include "poll/poll_host.h"
#include "poll/polled_source.h"
#include "poll/sessions.h"

namespace shipglass {

/// What every poll stands on; all of it outlives the tasks. `holder` names this process in leases.
struct PollPlace {
    Clock* clock = nullptr;
    StoreAccess* store = nullptr;
    Sessions* sessions = nullptr;
    std::string holder;
};

/// One poll to make.
struct PollOrder {
    PolledSource source;
    bool asked = false; ///< By a person: also when another process has just polled, and what was refused.
    bool waitForHolder = false;   ///< Waits for another process' poll to end, instead of coming back later.
    std::optional<Time> polledAt; ///< When this process knows the source to have been polled last.
    std::optional<Time> since;    ///< In place of the configured back-fill.
    std::function<void(const PollProgress&)> progress;
    /// The state to store after the poll, before the source is given free.
    std::function<SourceState(const PollReport& report, const SourceState& stored)> settle;
};

/// How a poll ended: with a report, or without, as another process has the source or has just polled it.
struct PollEnd {
    enum class How { polled, heldElsewhere, polledElsewhere };
    How how = How::polled;
    PollReport report;    ///< When polled.
    bool settled = false; ///< PollOrder::settle was called: something was asked of the system.
    SourceState stored;   ///< When polled elsewhere: what that process left.
};

/// The report of a poll that did not come to asking anything.
PollReport unpolled(const PolledSource& source, Time now, Error error);

/// The state that a poll outside of any schedule leaves behind.
SourceState stateAfter(const PolledSource& source, const PollReport& report, const SourceState& stored,
                       Time now);

/// Takes the source, polls it, stores its state and gives it free again, also when the task is destroyed.
Task<PollEnd> pollSource(PollPlace place, PollOrder order);

} // namespace shipglass
