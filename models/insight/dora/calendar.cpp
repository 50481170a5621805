// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/calendar.h"

#include <algorithm>

namespace shipglass::dora {

namespace {

namespace chrono = std::chrono;

std::int64_t dayAfter(std::int64_t firstDay, By by) {
    if (by == By::day) return firstDay + 1;
    if (by == By::week) return firstDay + 7;
    const chrono::year_month_day date{chrono::sys_days{chrono::days{firstDay}}};
    return chrono::sys_days{(date.year() / date.month() / 1) + chrono::months{1}}.time_since_epoch().count();
}

} // namespace

std::int64_t Calendar::firstDay(std::int64_t day, By by) const {
    if (by == By::day) return day;
    const chrono::sys_days date{chrono::days{day}};
    if (by == By::week) return day - (chrono::weekday{date} - weekStart).count();
    const chrono::year_month_day parts{date};
    return chrono::sys_days{parts.year() / parts.month() / 1}.time_since_epoch().count();
}

std::vector<Window> Calendar::buckets(Window window, By by) const {
    std::vector<Window> made;
    auto day = firstDay(firstDayOf(window), by);
    for (Ms since = window.since; since < window.until; since = made.back().until) {
        day = dayAfter(day, by);
        made.push_back({since, std::min(window.until, zone.toUtc(day * kDay))});
    }
    return made;
}

Ms Calendar::midnightMonthsBefore(Ms at, int months) const {
    const chrono::year_month_day date{chrono::sys_days{chrono::days{zone.dayOf(at)}}};
    auto before = date - chrono::months{months};
    if (!before.ok()) before = before.year() / before.month() / chrono::last;
    return zone.toUtc(chrono::sys_days{before}.time_since_epoch().count() * kDay);
}

double Calendar::days(Window window) const {
    return static_cast<double>(zone.toLocal(window.until) - zone.toLocal(window.since)) / kDay;
}

} // namespace shipglass::dora
