// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "records/record.h"

#include <cstdio>
#include <vector>

namespace shipglass::cli {

/// Whether writeRecords() shows what readers give only with details; a table of most kinds does without them.
bool needsDetails(Kind kind, Format format);

/// Writes records of one kind in one of the formats: `json` is one array, `ndjson` and `csv` a line each,
/// `table` for people, with ages counted from `now`.
void writeRecords(std::FILE* out, const std::vector<Record>& records, Kind kind, Format format, Time now);

/// `3m`, `2h`, `5d`: an age as tables show it; "" for none.
std::string ageText(std::optional<Time> time, Time now);

} // namespace shipglass::cli
