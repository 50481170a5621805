// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "store/source_state.h"

namespace shipglass {

/// The sources of a configuration as the history is told of them.
std::vector<ConfiguredName> configuredNames(const Config& config);

} // namespace shipglass
