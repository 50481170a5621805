// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/session.h"

#include <vector>

namespace shipglass {

/// All the pages of a list that is known to be short, as a run's jobs; long lists are handed over page by
/// page.
Task<std::vector<Json>> readAll(PageReader pages);

} // namespace shipglass
