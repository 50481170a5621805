// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/outcome_series.h"

#include <algorithm>
#include <numeric>

namespace shipglass {

namespace {

constexpr std::int64_t dayLength = 86'400'000;
constexpr std::int64_t mostDays = 366;

std::int64_t dayOf(std::int64_t ms) { return ms - ((ms % dayLength) + dayLength) % dayLength; }

} // namespace

OutcomeClass outcomeClass(RunStatus status) {
    switch (status) {
    case RunStatus::success:
        return OutcomeClass::success;
    case RunStatus::unstable:
        return OutcomeClass::unstable;
    case RunStatus::failure:
        return OutcomeClass::failure;
    case RunStatus::canceled:
        return OutcomeClass::canceled;
    default:
        return OutcomeClass::other;
    }
}

std::int64_t OutcomeDay::total() const {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

OutcomeSeries OutcomeSeries::of(const std::vector<Reader::DayOutcome>& outcomes, std::optional<Time> since,
                                std::optional<Time> until) {
    OutcomeSeries series;
    if (outcomes.empty()) return series;
    const auto [low, high] = std::minmax_element(
        outcomes.begin(), outcomes.end(), [](const auto& a, const auto& b) { return a.dayMs < b.dayMs; });
    const auto last = dayOf(until ? epochMs(*until) - 1 : high->dayMs);
    const auto wished = dayOf(since ? epochMs(*since) : low->dayMs);
    const auto first = std::max(wished, last - (mostDays - 1) * dayLength);
    for (auto day = first; day <= last; day += dayLength) series.days.push_back({day, {}, -1});
    for (const auto& outcome : outcomes) {
        const auto place = (dayOf(outcome.dayMs) - first) / dayLength;
        if (outcome.dayMs < first || place >= static_cast<std::int64_t>(series.days.size())) continue;
        auto& day = series.days[static_cast<std::size_t>(place)];
        day.counts[static_cast<std::size_t>(outcomeClass(outcome.status))] += outcome.count;
        if (outcome.status == RunStatus::success) day.medianMs = outcome.medianMs;
    }
    return series;
}

std::int64_t OutcomeSeries::total() const {
    return std::accumulate(days.begin(), days.end(), std::int64_t{0},
                           [](auto sum, const auto& day) { return sum + day.total(); });
}

std::int64_t OutcomeSeries::total(OutcomeClass which) const {
    const auto at = static_cast<std::size_t>(which);
    return std::accumulate(days.begin(), days.end(), std::int64_t{0},
                           [at](auto sum, const auto& day) { return sum + day.counts[at]; });
}

} // namespace shipglass
