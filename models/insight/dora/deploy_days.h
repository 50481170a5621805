// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/calendar.h"
#include "insight/dora/sample.h"

#include <span>

namespace shipglass::dora {

/// The days of a window, and on which of them something was deployed: the grid of DevLake and Four Keys, with
/// a place for every day, week and month, also for those without a deployment.
class DeployDays {
public:
    /// Only the last `mostDays` days of a longer window.
    DeployDays(std::span<const Sample> samples, Window window, const Calendar& calendar,
               std::int64_t mostDays);

    /// Days with a deployment in each week or month, in rising order of the counts.
    std::vector<std::int64_t> in(By by) const;
    /// The same in stretches of six months, counted back from the last month.
    std::vector<std::int64_t> inSixMonths() const;
    /// 1 for each week with a deployment and 0 for each without, in rising order.
    std::vector<std::int64_t> weeksDeployed() const;
    /// For each month how many of the weeks that begin in it have a deployment, in rising order.
    std::vector<std::int64_t> weeksDeployedInMonth() const;

private:
    /// Sums of neighbours: of the days in each week or month, in the order of time.
    struct Group {
        std::int64_t begin = 0, days = 0;
    };
    std::vector<Group> groups(By by) const;

    const Calendar& m_calendar;
    std::int64_t m_first = 0;
    std::vector<bool> m_deployed; ///< By day, from `m_first` on.
};

} // namespace shipglass::dora
