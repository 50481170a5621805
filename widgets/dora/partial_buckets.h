// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/findings.h"

namespace shipglass {

/// Which points of a series are of a part of their week or month only, as the first and the last may be:
/// beside the others they are too low. By point.
std::vector<bool> partialBuckets(const std::vector<dora::Point>& series, const dora::Calendar& calendar,
                                 dora::By by);
/// What the tip of such a point says.
QString partialText(dora::By by);

} // namespace shipglass
