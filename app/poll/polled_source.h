// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/configured_source.h"
#include "net/connector.h"
#include "poll/source_schedule.h"
#include "store/writer.h"

namespace shipglass {

/// A configured source as polling needs it. `identity` is what its cursors were made for: url, account,
/// version.
struct PolledSource {
    SourcePlan plan;
    const Connector* connector = nullptr;
    Millis backfill = std::chrono::hours(24 * 90);
    std::string identity;
    AllowedActions actions;
};

/// All that the poll service takes from the configuration.
struct PolledSources {
    std::vector<PolledSource> sources;
    Keep keep;
    bool poll = true; ///< `poll: off` reads the store only.
};

} // namespace shipglass
