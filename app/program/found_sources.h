// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"

namespace shipglass {

/// What a program without a configuration watches: the Git repository it was started in, and the test results
/// below it. Looks for two seconds at most, and nowhere else.
std::vector<ConfiguredSource> sourcesFoundHere();

} // namespace shipglass
