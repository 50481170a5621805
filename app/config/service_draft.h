// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/source_draft.h"
#include "query/services.h"

namespace shipglass {

/// A service as its item of `services:` says it; what is not set is left out.
SourceDraft draftOf(const ServiceRule& rule);

/// The lines of all, below `services:`, for somebody to copy.
std::string serviceLines(const ServiceRules& rules);

} // namespace shipglass
