// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/figure.h"

namespace shipglass::dora {

// One function for each way to make a frequency of a window's deployments; the dialects choose among them.

Frequency deploymentsPerDay(std::span<const Sample>, Window, const Calendar&);
Frequency deploymentCount(std::span<const Sample>, Window, const Calendar&);
/// Lower median of deployment days a week; weeks begin on Monday. The words are those of the two editions.
Frequency devlakeDays2023(std::span<const Sample>, Window, const Calendar&);
Frequency devlakeDays2021(std::span<const Sample>, Window, const Calendar&);
/// Median of deployment days a week; weeks begin on Sunday.
Frequency fourKeysDays(std::span<const Sample>, Window, const Calendar&);
/// Whole deployments a day, a week and a month, rounded down.
Frequency wholeDeployments(std::span<const Sample>, Window, const Calendar&);
/// A count, and the word for count / days.
Frequency metrikCount(std::span<const Sample>, Window, const Calendar&);

} // namespace shipglass::dora
