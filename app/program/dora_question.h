// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "delivery/terms.h"

namespace shipglass {

/// The window of the command line, its dates in the terms' time zone; without one, the 90 days that ended
/// last midnight. What cannot be read is thrown as a Failure of Fault::config.
dora::Window doraWindow(const cli::Dora& asked, const delivery::Terms& terms,
                        const std::function<Time(int, int, int)>& midnight, Time now);

/// The dialects that are asked for: one, or every one for `all`. Thrown as above.
std::vector<const dora::Dialect*> doraDialects(const std::string& name);

} // namespace shipglass
