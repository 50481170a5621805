// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <array>

namespace shipglass {

/// How runs ended, in the classes that the chart tells apart.
enum class OutcomeClass { success, unstable, failure, canceled, other };
constexpr std::size_t outcomeClasses = 5;
OutcomeClass outcomeClass(RunStatus status);

/// The runs of one UTC day.
struct OutcomeDay {
    std::int64_t dayMs = 0; ///< Midnight UTC in epoch milliseconds.
    std::array<std::int64_t, outcomeClasses> counts{};
    std::int64_t medianMs = -1; ///< Of the successful runs; -1 on a day without one.

    std::int64_t total() const;
};

/// Days without a gap, oldest first, from the first to the last that had a run or to the bounds that were
/// asked for.
struct OutcomeSeries {
    std::vector<OutcomeDay> days;

    static OutcomeSeries of(const std::vector<Reader::DayOutcome>& outcomes, std::optional<Time> since = {},
                            std::optional<Time> until = {});
    std::int64_t total() const;
    std::int64_t total(OutcomeClass which) const;
};

} // namespace shipglass
