// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/figure.h"
#include "insight/dora/study.h"

namespace shipglass::dora {

/// The parts of a change's way: first commit to opened, opened to approved (or first reviewed, where nobody
/// approved), from there to merged, merged to deployed.
enum class Stage : std::uint8_t { coding, review, merge, deploy };
inline constexpr std::size_t kStages = 4;

/// Each part by itself (median, p90, their intervals, n, and what ran backwards), over the changes whose
/// first production deployment lies in the window. A change lacks the parts whose ends are unknown, so the
/// counts differ and the medians do not add up to the lead time.
std::array<Figure, kStages> leadStages(const Study& study, Window window);

} // namespace shipglass::dora
