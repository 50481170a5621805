// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace shipglass::dora {

namespace {

constexpr double kTail = 0.025;
constexpr double kZ = 1.959963984540054; // the normal quantile of 1 - kTail

double logBinomial(double n, double k, double share) {
    return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(share) +
           (n - k) * std::log1p(-share);
}

/// Ranks, from 1: `low` is the largest l with P(X < l) <= tail, `high` the smallest h with P(X < h) >= 1 -
/// tail, where X is how many of n values lie below the quantile. 0 and n + 1 mean that there is none.
struct Ranks {
    std::size_t low = 0, high = 0;
};

Ranks ranks(std::size_t n, double share) {
    const double count = static_cast<double>(n);
    const double spread = std::sqrt(count * share * (1 - share));
    // Below this the tail is under 1e-15 and need not be summed.
    const double start = std::max(0.0, std::floor(count * share - 9 * spread - 9));
    Ranks found{0, n + 1};
    double below = 0; // P(X < k)
    double exactly = std::exp(logBinomial(count, start, share));
    for (double k = start; k <= count; ++k) {
        if (below <= kTail) found.low = static_cast<std::size_t>(k);
        if (below >= 1 - kTail) {
            found.high = static_cast<std::size_t>(k);
            break;
        }
        below += exactly;
        exactly *= (count - k) / (k + 1) * share / (1 - share);
    }
    return found;
}

} // namespace

void orderFor(std::span<const double> shares, std::span<std::int64_t> values) {
    constexpr std::size_t few = 1000;
    if (values.size() < few) return std::sort(values.begin(), values.end());
    std::size_t begin = 0;
    const auto at = [&](std::size_t rank) { return values.begin() + static_cast<std::ptrdiff_t>(rank); };
    for (const double share : shares) {
        const auto [low, high] = ranks(values.size(), share); // they hold the quantile between them
        const std::size_t first = std::max(begin, low - 1), last = std::max(first, high - 1);
        std::nth_element(at(begin), at(first), values.end());
        std::nth_element(at(first), at(last), values.end());
        std::sort(at(first), at(last));
        begin = last + 1;
    }
}

double quantile(Sorted values, double share) {
    const double rank = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(rank);
    const auto above = std::min(below + 1, values.size() - 1);
    const auto low = static_cast<double>(values[below]), high = static_cast<double>(values[above]);
    return low + (high - low) * (rank - static_cast<double>(below));
}

std::int64_t lowerMedian(Sorted values) { return values[(values.size() - 1) / 2]; }

double mean(Sorted values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double average(Sorted values, Average how) {
    if (how == Average::mean) return mean(values);
    return how == Average::median ? quantile(values, 0.5) : static_cast<double>(lowerMedian(values));
}

double averageOf(std::span<std::int64_t> values, Average how) {
    if (how == Average::mean) return mean(values);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (how == Average::lowerMedian || values.size() % 2 == 1) return static_cast<double>(*middle);
    const auto above = *std::min_element(middle + 1, values.end());
    return static_cast<double>(*middle) + static_cast<double>(above - *middle) * 0.5;
}

std::optional<Interval> quantileInterval(Sorted values, double share) {
    const auto [low, high] = ranks(values.size(), share);
    if (low < 1 || high > values.size()) return std::nullopt;
    return Interval{static_cast<double>(values[low - 1]), static_cast<double>(values[high - 1])};
}

std::optional<Interval> wilson(std::size_t hits, std::size_t of) {
    if (of == 0 || hits > of) return std::nullopt;
    const double n = static_cast<double>(of), rate = static_cast<double>(hits) / n, squared = kZ * kZ;
    const double middle = (rate + squared / (2 * n)) / (1 + squared / n);
    const double half = kZ / (1 + squared / n) * std::sqrt(rate * (1 - rate) / n + squared / (4 * n * n));
    return Interval{std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

} // namespace shipglass::dora
