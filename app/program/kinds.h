// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/kind_info.h"

namespace shipglass {

/// What the configuration has to know of every connector of this program.
KindList knownKinds();

} // namespace shipglass
