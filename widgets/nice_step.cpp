// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/nice_step.h"

#include <cmath>
#include <initializer_list>

namespace shipglass {

std::int64_t niceTimeStep(std::int64_t longestMs) {
    constexpr std::int64_t second = 1000, minute = 60 * second, hour = 60 * minute;
    for (const auto step : {second, 2 * second, 5 * second, 15 * second, 30 * second, minute, 2 * minute,
                            5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 6 * hour, 12 * hour})
        if (longestMs <= 5 * step) return step;
    return (longestMs / (5 * 24 * hour) + 1) * 24 * hour;
}

double niceStep(double highest) {
    if (highest <= 0) return 1;
    const double power = std::pow(10, std::floor(std::log10(highest / 5)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (highest <= 5 * factor * power) return factor * power;
    return 10 * power;
}

} // namespace shipglass
