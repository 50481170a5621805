// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/time.h"

namespace shipglass {

/// The moments that a calendar holds, and formatTime() writes: the years 1 to 9999.
inline constexpr Time firstMoment{Millis{-62'135'596'800'000}}, lastMoment{Millis{253'402'300'799'999}};

/// The moment so many milliseconds after `start`, for spans that come from outside: nothing when one of both
/// is not there, when the span is negative, and when no calendar holds the result.
std::optional<Time> after(std::optional<Time> start, std::optional<std::int64_t> millis);

} // namespace shipglass
