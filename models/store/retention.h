// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sql.h"
#include "store/writer.h"

namespace shipglass {

/// Deletes at most `rows` rows that are older than `keep` allows; true when none is left.
bool pruneSlice(sql::Connection& connection, const Keep& keep, Time now, int rows);

/// Deletes at most `rows` rows of a source, and in the end the source; true when nothing is left.
bool forgetSlice(sql::Connection& connection, const std::string& source, int rows);

} // namespace shipglass
