// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"

namespace shipglass {

/// Writes what standard output still holds. What could not be written makes a run a failed one, and is said,
/// unless who read it has gone, as `head` does: he has what he wanted.
cli::Exit endOutput(cli::Exit exit);

} // namespace shipglass
