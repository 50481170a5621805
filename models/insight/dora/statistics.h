// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace shipglass::dora {

/// A 95 % interval, both ends in it.
struct Interval {
    double low = 0, high = 0;
    bool operator==(const Interval&) const = default;
};

/// How many values become one. `lowerMedian` is the lower of the two middle values, `median` their mean.
enum class Average : std::uint8_t { median, lowerMedian, mean };

/// Values in rising order, at least one of them.
using Sorted = std::span<const std::int64_t>;

/// The `share` quantile with linear interpolation between the two nearest values; 0.5 is the median.
double quantile(Sorted values, double share);
std::int64_t lowerMedian(Sorted values);
double mean(Sorted values);
double average(Sorted values, Average how);
/// The same of values in any order, which it puts in another; faster than sorting them.
double averageOf(std::span<std::int64_t> values, Average how);

/// The two order statistics that hold the `share` quantile in at least 95 of 100 samples, whatever the
/// distribution (exact binomial tails of at most 2.5 % each); nothing where there are too few values for it:
/// 6 for a median, 36 for a 90th percentile.
std::optional<Interval> quantileInterval(Sorted values, double share);

/// Puts values in order as far as average(), quantile() and quantileInterval() look at them for these rising
/// shares and the middle ones; faster than sorting them.
void orderFor(std::span<const double> shares, std::span<std::int64_t> values);

/// Wilson's score interval of `hits` in `of`; nothing for none, or for more hits than there could be.
std::optional<Interval> wilson(std::size_t hits, std::size_t of);

} // namespace shipglass::dora
