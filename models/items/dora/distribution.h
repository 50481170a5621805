// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/figure.h"

namespace shipglass {

/// Spans of `[from, to)` seconds.
struct SpanRange {
    double from = 0, to = 0;

    /// Not for what is unknown, or ends before it begins.
    bool holds(dora::Ms span) const {
        const double seconds = static_cast<double>(span) / 1000;
        return from <= seconds && seconds < to;
    }
    bool operator==(const SpanRange&) const = default;
};

/// How many spans lie in a range; the last class has no end.
struct SpanClass : SpanRange {
    std::size_t count = 0;
};

/// Spans in classes as people count time: each about twice as wide as the one before, from the first to the
/// last that holds any.
std::vector<SpanClass> classed(std::span<const dora::Ms> spans);

/// Where a span lies among classes, in classes from the left edge of the first: 1.5 is the middle (as the
/// logarithm goes) of the second.
double placeAmong(std::span<const SpanClass> classes, double seconds);

} // namespace shipglass
