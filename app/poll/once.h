// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/source_poll.h"

namespace shipglass {

/// What `poll --once` is asked for. `since` takes the place of the configured back-fill.
struct OnceOrder {
    std::vector<PolledSource> sources;
    DeliverySettings delivery;
    std::optional<Time> since;
    std::function<void(const PollProgress&)> progress;
};

/// Polls all of the sources now, at the same time, whatever the schedule says; waits for other processes'
/// polls to end first. Then asks, for a while, what the deployments without commits newly shipped. Sources
/// that are switched off are left out. One report a source, in their order.
Task<std::vector<PollReport>> pollOnce(PollPlace place, OnceOrder order);

/// The reports as the JSON array of `poll --once --format json`.
std::string toJson(const std::vector<PollReport>& reports);

} // namespace shipglass
