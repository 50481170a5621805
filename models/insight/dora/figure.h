// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/calendar.h"
#include "insight/dora/sample.h"
#include "insight/dora/statistics.h"

#include <string_view>

namespace shipglass::dora {

/// How often: `value` in the dialect's unit. Middleware alone says it a week and a month, too; `level` is
/// filled where the word hangs on more than the value.
struct Frequency {
    double value = 0;
    std::optional<double> weekly, monthly;
    std::string_view level;
};

/// One key over one window. Times are in seconds. `reason` says why there is no `value`, in plain words.
struct Figure {
    std::optional<double> value;
    std::string_view reason;
    std::size_t n = 0;                ///< What the value was counted from: deployments, or spans.
    std::size_t hits = 0;             ///< Of a ratio: what is above the line.
    std::optional<Interval> interval; ///< Of a ratio (Wilson), or of the median of spans.
    std::optional<double> median, p90;
    std::optional<Interval> p90Interval;
    std::optional<double> weekly, monthly;
    std::string_view level; ///< "" where there is none, `kTooFew` where there might be.
    std::size_t negative = 0, unknown = 0, open = 0; ///< Left out: backwards, incomplete, not recovered yet.
};

inline constexpr std::string_view kTooFew = "too few to say";

struct Study;

/// The figure of a key over a window, from the samples that lie in it. `point`: of a series.
enum class Of : std::uint8_t { window, point };
Figure figureOf(const Study& study, Key key, std::span<const Sample> samples, Window window,
                Of of = Of::window);

/// Fills the median and p90 (and by `how` the value) from spans in milliseconds, which are put in order as
/// far as that takes; not of none.
void setDistribution(std::span<std::int64_t> spans, Average how, Figure& figure);

/// A sample as the window that is asked for sees it: what has to end inside and does not, is open; the span
/// is rounded as the dialect rounds this key. A point of the series sees the same window, so that the points
/// add up to the figure.
Sample settled(const Study& study, Key key, Sample sample);

/// The unit of a key's value: `s`, `ratio`, or the frequency's own.
std::string_view unitOf(const Study& study, Key key);

} // namespace shipglass::dora
