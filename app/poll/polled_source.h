// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/configured_source.h"
#include "net/connector.h"
#include "poll/source_schedule.h"
#include "query/services.h"
#include "store/writer.h"

namespace shipglass {

/// How far back the first poll goes where the file does not say it.
inline constexpr Millis usualBackfill = std::chrono::hours(24 * 90);

/// A configured source as polling needs it. `identity` is what its cursors were made for: url, account,
/// version.
struct PolledSource {
    SourcePlan plan;
    const Connector* connector = nullptr;
    Millis backfill = usualBackfill; ///< Counted from the first poll.
    std::string identity;
    AllowedActions actions;
};

/// What asking for the commits of deployments takes from the configuration.
struct DeliverySettings {
    ServiceRules services;
    std::vector<std::string> production; ///< Environments.
};

/// All that the poll service takes from the configuration.
struct PolledSources {
    std::vector<PolledSource> sources;
    Keep keep;
    DeliverySettings delivery;
    bool poll = true; ///< `poll: off` reads the store only.
};

} // namespace shipglass
