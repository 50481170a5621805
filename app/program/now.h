// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/time.h"

namespace shipglass {

/// The time of day, for verbs that run once; everything that lives longer is handed a Clock.
inline Time wallTime() { return std::chrono::floor<Millis>(std::chrono::system_clock::now()); }

} // namespace shipglass
