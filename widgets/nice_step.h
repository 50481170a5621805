// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace shipglass {

/// The distance of at most five lines up to a duration, as people count time; milliseconds.
std::int64_t niceTimeStep(std::int64_t longestMs);
/// The distance of at most five lines up to a number: 1, 2 or 5 times a power of ten.
double niceStep(double highest);

} // namespace shipglass
