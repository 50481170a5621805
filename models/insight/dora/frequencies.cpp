// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/frequencies.h"

#include "insight/dora/deploy_days.h"

#include <algorithm>
#include <cmath>

namespace shipglass::dora {

namespace {

constexpr std::int64_t kDevlakeGrid = 400, kNoLimit = std::int64_t{1} << 40;

double count(std::span<const Sample> samples) {
    return static_cast<double>(
        std::count_if(samples.begin(), samples.end(), [](const Sample& each) { return isBase(each.part); }));
}

Calendar weeksFrom(const Calendar& calendar, std::chrono::weekday day) {
    Calendar made = calendar;
    made.weekStart = day;
    return made;
}

/// The lower median of what may be no values at all.
std::int64_t middle(const std::vector<std::int64_t>& counts) {
    return counts.empty() ? 0 : lowerMedian(counts);
}

double perBucket(double deployments, const Calendar& calendar, Window window, By by) {
    const auto buckets = calendar.buckets(window, by).size();
    return buckets == 0 ? 0 : std::floor(deployments / static_cast<double>(buckets));
}

} // namespace

Frequency deploymentsPerDay(std::span<const Sample> samples, Window window, const Calendar& calendar) {
    const double days = calendar.days(window);
    return {days > 0 ? count(samples) / days : 0, {}, {}, {}};
}

Frequency deploymentCount(std::span<const Sample> samples, Window, const Calendar&) {
    return {count(samples), {}, {}, {}};
}

Frequency devlakeDays2023(std::span<const Sample> samples, Window window, const Calendar& calendar) {
    const Calendar mondays = weeksFrom(calendar, std::chrono::Monday);
    const DeployDays days(samples, window, mondays, kDevlakeGrid);
    const auto week = middle(days.in(By::week)), month = middle(days.in(By::month));
    return {static_cast<double>(week),
            {},
            {},
            week >= 5    ? "elite"
            : week >= 1  ? "high"
            : month >= 1 ? "medium"
                         : "low"};
}

Frequency devlakeDays2021(std::span<const Sample> samples, Window window, const Calendar& calendar) {
    const Calendar mondays = weeksFrom(calendar, std::chrono::Monday);
    const DeployDays days(samples, window, mondays, kDevlakeGrid);
    const auto week = middle(days.in(By::week)), month = middle(days.in(By::month));
    const auto sixMonths = middle(days.inSixMonths());
    return {static_cast<double>(week),
            {},
            {},
            week >= 5        ? "elite"
            : month >= 1     ? "high"
            : sixMonths >= 1 ? "medium"
                             : "low"};
}

Frequency fourKeysDays(std::span<const Sample> samples, Window window, const Calendar& calendar) {
    const Calendar sundays = weeksFrom(calendar, std::chrono::Sunday);
    const DeployDays days(samples, window, sundays, kNoLimit);
    const auto weeks = days.in(By::week);
    if (weeks.empty()) return {0, {}, {}, "Yearly"};
    const double week = quantile(weeks, 0.5);
    return {week,
            {},
            {},
            week >= 3                                         ? "Daily"
            : quantile(days.weeksDeployed(), 0.5) >= 1        ? "Weekly"
            : quantile(days.weeksDeployedInMonth(), 0.5) >= 1 ? "Monthly"
                                                              : "Yearly"};
}

Frequency wholeDeployments(std::span<const Sample> samples, Window window, const Calendar& calendar) {
    const Calendar mondays = weeksFrom(calendar, std::chrono::Monday);
    const double all = count(samples);
    const double day = perBucket(all, mondays, window, By::day);
    const double week = std::max(perBucket(all, mondays, window, By::week), day * 7);
    const double month = std::max(perBucket(all, mondays, window, By::month), day * 30);
    return {day, week, month,
            day >= 1                 ? "elite"
            : week >= 1 || month > 1 ? "high"
            : month == 1             ? "medium"
                                     : "low"};
}

Frequency metrikCount(std::span<const Sample> samples, Window window, const Calendar& calendar) {
    const double rate = deploymentsPerDay(samples, window, calendar).value;
    return {count(samples),
            {},
            {},
            rate > 1          ? "elite"
            : rate > 1.0 / 7  ? "high"
            : rate > 1.0 / 30 ? "medium"
                              : "low"};
}

} // namespace shipglass::dora
