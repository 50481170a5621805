// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alert_row.h"
#include "models/promotions.h"

namespace shipglass {

/// What is known of one deployment, and of what it brought.
struct DeploymentStory {
    static constexpr Millis alertWindow = std::chrono::hours(24); ///< After it arrived.
    static constexpr std::size_t mostLookedUp = 500;              ///< Commits whose changes are looked for.
    static constexpr std::size_t mostAlerts = 500;                ///< Of any service, in the window.
    static constexpr std::size_t mostNeighbours = 2000;           ///< Of its service, to tell the path from.

    Deployment deployment;
    std::string service; ///< The effective one; the project where none is known.
    bool stale = false;
    std::vector<Change> changes;     ///< Those whose `commit` is among its commits, newest first.
    std::vector<AlertRow> alerts;    ///< Of its service and environment, in the order in which they began.
    std::vector<PromotionStop> path; ///< Of its version, in the order of environments.
};

/// Reads a deployment with all its details, as it is or, with `asOf`, as it was; `notFound` where there is
/// none.
Result<DeploymentStory> readStory(Reader& reader, const std::string& source, const std::string& id, Time now,
                                  std::optional<Time> asOf);

} // namespace shipglass
