// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/calendar.h"
#include "insight/dora/overlay.h"

#include <optional>

namespace shipglass::dora {

struct Dialect;

/// Whose deployments: those of the services (of all, where there is no list) to what counts as production.
struct Scope {
    std::optional<std::vector<Name>> services;
    std::vector<Name> environments;
    bool productionTier = true; ///< Also what the system itself calls production, under any name.
};

/// Everything a figure depends on besides the facts. Without `by` there is no series.
struct Question {
    const Dialect* dialect = nullptr; ///< None is `dora.dev`.
    Scope scope;
    Window window;
    std::optional<By> by;
    Calendar calendar;
    Ms incidentWindow = 24 * kHour; ///< How long after a deployment an incident is held against it.
    int reportYear = 2024;
    Overlay overlay;
};

} // namespace shipglass::dora
