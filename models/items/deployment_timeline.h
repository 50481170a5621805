// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/deployment_row.h"

#include <vector>

namespace shipglass {

/// Deployments of a span of time, a lane for each service and environment.
struct DeploymentTimeline {
    struct Lane {
        QString service, environment; ///< Safe to draw; the environment is empty for what names none.
        std::vector<DeploymentRow> deployments; ///< Oldest first, each with a moment.
    };
    static constexpr std::size_t most = 20'000;

    std::vector<Lane> lanes; ///< By service, then as versions are promoted.
    bool isCapped = false;   ///< Only the newest `most` were read.

    std::size_t count() const;
};

/// Reads what a selection of deployments, with a span of time, holds for. Rollbacks are told from the
/// deployments before, too.
Result<DeploymentTimeline> readTimeline(Reader& reader, Selection selection);

/// One mark on a lane: a deployment, or several that stand too close together to be told apart.
struct TimelineMark {
    std::size_t first = 0, last = 0; ///< Of the lane's deployments, both included.
    double x = 0;                    ///< In the middle of them.
    std::size_t worst = 0;           ///< The newest of those that went worst; the mark looks like it.
    bool rollback = false;           ///< One of them is.

    std::size_t count() const { return last - first + 1; }
};

/// The span of time that a lane shows, and over which width.
struct TimelineScale {
    Time since{}, until{};
    double width = 0;

    double x(Time time) const;
};

/// The marks of a lane from left to right. A mark takes up those that lie less than `least` behind its first,
/// so there are never more than fit side by side.
std::vector<TimelineMark> marksOf(const DeploymentTimeline::Lane& lane, const TimelineScale& scale,
                                  double least);

} // namespace shipglass
