// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/deploy_days.h"

#include <algorithm>

namespace shipglass::dora {

namespace {

std::vector<std::int64_t> sorted(std::vector<std::int64_t> counts) {
    std::sort(counts.begin(), counts.end());
    return counts;
}

} // namespace

DeployDays::DeployDays(std::span<const Sample> samples, Window window, const Calendar& calendar,
                       std::int64_t mostDays)
    : m_calendar(calendar) {
    const auto last = calendar.lastDayOf(window);
    m_first = std::max(calendar.firstDayOf(window), last - mostDays + 1);
    if (last < m_first) return;
    m_deployed.assign(static_cast<std::size_t>(last - m_first + 1), false);
    for (const Sample& sample : samples) {
        const auto day = calendar.zone.dayOf(sample.at) - m_first;
        if (isBase(sample.part) && day >= 0) m_deployed[static_cast<std::size_t>(day)] = true;
    }
}

std::vector<DeployDays::Group> DeployDays::groups(By by) const {
    std::vector<Group> made;
    for (std::size_t index = 0; index < m_deployed.size(); ++index) {
        const auto begin = m_calendar.firstDay(m_first + static_cast<std::int64_t>(index), by);
        if (made.empty() || made.back().begin != begin) made.push_back({begin, 0});
        made.back().days += m_deployed[index];
    }
    return made;
}

std::vector<std::int64_t> DeployDays::in(By by) const {
    std::vector<std::int64_t> counts;
    for (const Group& group : groups(by)) counts.push_back(group.days);
    return sorted(std::move(counts));
}

std::vector<std::int64_t> DeployDays::inSixMonths() const {
    std::vector<std::int64_t> counts;
    const auto months = groups(By::month);
    for (std::size_t back = 0; back < months.size(); ++back) {
        if (back % 6 == 0) counts.push_back(0);
        counts.back() += months[months.size() - 1 - back].days;
    }
    return sorted(std::move(counts));
}

std::vector<std::int64_t> DeployDays::weeksDeployed() const {
    std::vector<std::int64_t> counts;
    for (const Group& week : groups(By::week)) counts.push_back(week.days > 0);
    return sorted(std::move(counts));
}

std::vector<std::int64_t> DeployDays::weeksDeployedInMonth() const {
    std::vector<std::int64_t> counts;
    std::int64_t month = 0;
    for (const Group& week : groups(By::week)) {
        const auto begin = m_calendar.firstDay(week.begin, By::month);
        if (counts.empty() || begin != month) counts.push_back(0), month = begin;
        counts.back() += week.days > 0;
    }
    return sorted(std::move(counts));
}

} // namespace shipglass::dora
