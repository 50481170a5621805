// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "config/config.h"

#include <optional>

namespace shipglass {

/// What the command line of `poll` wants of a configuration. `since` takes the place of every back-fill.
struct PollWish {
    std::vector<std::string> sources; ///< None: all of them.
    std::optional<Time> since;
};

/// The configuration with the wanted sources only. A name that is not configured, or one that is switched
/// off, is `config`.
Result<Config> wantedOf(const Config& config, const PollWish& wish, Time now);

} // namespace shipglass
