// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace shipglass {

/// Who sits at this machine, as systems that keep a name of who did it show it.
std::string personName();

} // namespace shipglass
