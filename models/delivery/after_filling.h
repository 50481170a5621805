// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/facts.h"

#include <set>

namespace shipglass::delivery {

// What can be done only when all rows are there.

/// Puts the rows in the order of services and time, in which they are counted fastest, and commits in that of
/// the rows which list them.
void orderByTime(dora::Facts& facts);

/// Runs list what is new since the run before, deployments what is new since the last success: adds to each
/// success of these services what the runs listed that failed before it. Unknown lists stay unknown. The
/// facts have to be in the order of time.
void carryCommits(dora::Facts& facts, const std::set<dora::Name>& services);

/// A squashed commit stands for the commits of its change, none of which is ever deployed: where nobody says
/// when it was authored, it was when its change was first.
void dateSquashes(dora::Facts& facts);

} // namespace shipglass::delivery
