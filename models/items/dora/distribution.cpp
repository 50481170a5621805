// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/distribution.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace shipglass {

namespace {

constexpr double kMinuteS = 60, kHourS = 3600, kDayS = 24 * kHourS;
constexpr std::array<double, 17> kEdges{0,          kMinuteS,   5 * kMinuteS, 15 * kMinuteS, 30 * kMinuteS,
                                        kHourS,     2 * kHourS, 4 * kHourS,   8 * kHourS,    kDayS,
                                        2 * kDayS,  4 * kDayS,  7 * kDayS,    14 * kDayS,    30 * kDayS,
                                        90 * kDayS, 180 * kDayS};

/// The lowest class has no logarithm: it is as if it began at a second.
double log(double seconds) { return std::log(std::max(seconds, 1.0)); }

} // namespace

std::vector<SpanClass> classed(std::span<const dora::Ms> spans) {
    std::vector<SpanClass> classes;
    for (std::size_t at = 0; at < kEdges.size(); ++at)
        classes.push_back(
            {{kEdges[at], at + 1 < kEdges.size() ? kEdges[at + 1] : std::numeric_limits<double>::infinity()},
             0});
    for (const dora::Ms span : spans) {
        const auto above = std::upper_bound(kEdges.begin(), kEdges.end(), static_cast<double>(span) / 1000);
        if (above != kEdges.begin()) ++classes[static_cast<std::size_t>(above - kEdges.begin() - 1)].count;
    }
    const auto isEmpty = [](const SpanClass& each) { return each.count == 0; };
    const auto first = std::find_if_not(classes.begin(), classes.end(), isEmpty);
    const auto last = std::find_if_not(classes.rbegin(), classes.rend(), isEmpty).base();
    return first < last ? std::vector<SpanClass>(first, last) : std::vector<SpanClass>();
}

double placeAmong(std::span<const SpanClass> classes, double seconds) {
    for (std::size_t at = 0; at < classes.size(); ++at) {
        const double from = classes[at].from, to = classes[at].to;
        if (seconds >= to) continue;
        if (std::isinf(to)) return static_cast<double>(at) + 0.5;
        return static_cast<double>(at) + (log(seconds) - log(from)) / (log(to) - log(from));
    }
    return static_cast<double>(classes.size());
}

} // namespace shipglass
