// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "store/source_state.h"

#include <cstdio>
#include <vector>

namespace shipglass {

/// Writes each source's state, ages per scope, last fault, next poll, and its cost in the last hour.
void writeSources(std::FILE* out, const std::vector<SourceState>& states, cli::Format format, Time now);

} // namespace shipglass
