// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/poll_host.h"
#include "store/source_state.h"

#include <functional>

namespace shipglass {

/// What the poller tells of its sources, on the poll thread.
struct PollEvents {
    std::function<void(const SourceState& state, bool polling)> stateChanged;
    std::function<void(const PollProgress& progress)> progress;
    std::function<void(bool offline)> offlineChanged;
};

} // namespace shipglass
