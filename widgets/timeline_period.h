// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/time.h"

#include <QString>

#include <array>
#include <vector>

namespace shipglass {

/// How much of the past a timeline shows.
enum class TimelinePeriod { day, week, month, quarter };
constexpr std::array<TimelinePeriod, 4> timelinePeriods{TimelinePeriod::day, TimelinePeriod::week,
                                                        TimelinePeriod::month, TimelinePeriod::quarter};

QString phrase(TimelinePeriod period);
/// How long it is: 24 hours, 7, 30 or 91 days.
Millis lengthOf(TimelinePeriod period);

/// A line across a timeline, and what stands on it.
struct TimelineTick {
    Time at{};
    QString text;
};

/// The round moments within a span of time that goes with the period: hours, days, weeks or halves of months,
/// in local time or UTC.
std::vector<TimelineTick> ticksOf(TimelinePeriod period, Time since, Time until, bool utc);

} // namespace shipglass
