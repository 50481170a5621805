// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"

#include <vector>

namespace shipglass {

/// Writes the tables beside the rows: details, stages, histories. `before[i]` is what was known of `rows[i]`,
/// or null.
void writeDetails(sql::Connection& connection, Kind kind, const std::vector<const Stored*>& rows,
                  const std::vector<const Stored*>& before);

/// Adds points of a metric; true when one is new or another value.
bool writePoints(sql::Connection& connection, std::int64_t row, const std::vector<Point>& points);

} // namespace shipglass
