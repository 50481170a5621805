// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace shipglass::bench {

/// Prints, of the event loop of the program's window: the 99.9th percentile and the longest of the pauses
/// between two beats of a heartbeat of 1 ms, and the most that the thread itself worked in one of them, in
/// ms; first at rest, then while the scroll bar is dragged from end to end and 5 000 changed runs arrive;
/// then how many of them were stored, and how many rows there are. Arguments: configuration, history,
/// milliseconds of each span.
int eventLoopChild(const std::vector<std::string>& arguments);

} // namespace shipglass::bench
