// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/dora.h"

#include <cstdio>

namespace shipglass {

/// Writes the answers of one dialect, or of all side by side, to a file as a table for people. The questions
/// are the same, each in its dialect.
void writeDoraTable(std::FILE* out, const DoraAsked& asked, const dora::Facts& facts,
                    const std::vector<dora::Question>& questions);

} // namespace shipglass
