// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/time.h"

#include <functional>

namespace shipglass {

/// The time of day, handed in so that tests turn it by hand.
using Now = std::function<Time()>;

} // namespace shipglass
