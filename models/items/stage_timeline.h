// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/run.h"

#include <QString>

#include <vector>

namespace shipglass {

/// One stage on the time line of a run. A stage that has not begun has no start; one that runs ends now.
struct StageBar {
    std::string id;
    QString name, url;
    RunStatus status = RunStatus::unknown;
    int depth = 0;
    std::optional<Time> start, end;
    bool hasLog = false;
};

/// The stages of a run as bars: parents before their children, each in order of time.
struct StageTimeline {
    std::vector<StageBar> bars;
    std::optional<Time> start, end; ///< What the time line spans; nothing when no stage has begun.

    static StageTimeline of(const Run& run, Time now);
};

} // namespace shipglass
