// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/wish.h"

namespace shipglass {

dora::Window windowOf(const DoraWish& wish, const dora::Calendar& calendar, dora::Ms now) {
    const dora::Ms until = calendar.midnight(now);
    const auto days = [&](std::int64_t count) {
        return dora::Window{calendar.midnight(until, -count), until};
    };
    switch (wish.period) {
    case DoraPeriod::days30:
        return days(30);
    case DoraPeriod::days90:
        return days(90);
    case DoraPeriod::days180:
        return days(180);
    case DoraPeriod::months12:
        return {calendar.midnightMonthsBefore(until, 12), until};
    case DoraPeriod::custom:
        break;
    }
    return {calendar.zone.toUtc(wish.firstDay * dora::kDay),
            calendar.zone.toUtc((wish.lastDay + 1) * dora::kDay)};
}

dora::Window windowBefore(dora::Window window, const dora::Calendar& calendar) {
    const auto days = calendar.zone.dayOf(window.until) - calendar.zone.dayOf(window.since);
    return {calendar.midnight(window.since, -days), window.since};
}

} // namespace shipglass
