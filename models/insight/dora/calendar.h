// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/zone.h"

#include <chrono>

namespace shipglass::dora {

/// Half open: `since` is in it, `until` is not.
struct Window {
    Ms since = 0, until = 0;

    bool holds(Ms at) const { return since <= at && at < until; }
    bool operator==(const Window&) const = default;
};

enum class By : std::uint8_t { day, week, month };

/// Days, weeks and months as a time zone and a week's first day make them.
struct Calendar {
    Zone zone;
    std::chrono::weekday weekStart = std::chrono::Monday;

    /// The first day (counted from 1970-01-01) of the week or month that a day lies in.
    std::int64_t firstDay(std::int64_t day, By by) const;
    /// The days, weeks or months that touch the window, cut to it. Together they are the window.
    std::vector<Window> buckets(Window window, By by) const;
    /// The window's length on the local clock, in days: a day with 23 or 25 hours is one day.
    double days(Window window) const;
    /// When a day began that is so many days from the one of a moment.
    Ms midnight(Ms at, std::int64_t days = 0) const { return zone.toUtc((zone.dayOf(at) + days) * kDay); }
    /// When the same day began so many months before that of a moment, or the last day of a shorter month.
    Ms midnightMonthsBefore(Ms at, int months) const;
    /// The first and the last day that the window touches; for an empty window the last is before the first.
    std::int64_t firstDayOf(Window window) const { return zone.dayOf(window.since); }
    std::int64_t lastDayOf(Window window) const { return zone.dayOf(window.until - 1); }
};

} // namespace shipglass::dora
