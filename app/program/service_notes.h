// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "delivery/suggestions.h"

namespace shipglass {

// What `check` has to say about services, a note each, without a line's end.

/// Services whose deployments are stages of runs: what is older than stages are kept is lost.
std::vector<std::string> stageNotes(const Config& config);

/// How many services could be configured for what belongs to none, why, and the lines; empty for none.
std::string suggestionNote(const std::vector<delivery::SuggestedService>& suggestions);

} // namespace shipglass
