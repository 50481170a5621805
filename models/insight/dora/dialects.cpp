// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/dialect.h"
#include "insight/dora/frequencies.h"
#include "insight/dora/gather.h"
#include "insight/dora/levels.h"

#include <algorithm>

namespace shipglass::dora {

namespace {

constexpr Dialect kDialects[]{
    // Ours, after the words of dora.dev, which publishes no formula.
    {
        .name = "dora.dev",
        .links = LinkRules::ours,
        .remedies = RemedyRules::ours,
        .deployments = successes,
        .frequency = deploymentsPerDay,
        .leadTimes = newCommits,
        .failures = failedSuccesses,
        .recoveries = untilRecovered,
        .rework = remediesAmongSuccesses,
    },
    {
        .name = "devlake-2023",
        .links = LinkRules::latestSuccess,
        .deployments = successes,
        .frequency = devlakeDays2023,
        .frequencyUnit = "d/wk",
        .leadTimes = pullRequestsInMinutes,
        .leadTime = Average::lowerMedian,
        .failures = failedSuccesses,
        .recoveries = deploymentToResolution,
        .recovery = Average::lowerMedian,
        .recoveryRounding = Rounding::wholeMinutes,
        .noPoint = Nothing::zero,
        .level = devlakeLevel2023,
    },
    {
        .name = "devlake-2021",
        .links = LinkRules::latestSuccess,
        .deployments = successes,
        .frequency = devlakeDays2021,
        .frequencyUnit = "d/wk",
        .leadTimes = pullRequestsInMinutes,
        .leadTime = Average::lowerMedian,
        .failures = failedSuccesses,
        .recoveries = incidentsByResolution,
        .recovery = Average::lowerMedian,
        .recoveryRounding = Rounding::wholeMinutes,
        .noPoint = Nothing::zero,
        .level = devlakeLevel2021,
    },
    {
        .name = "fourkeys",
        .links = LinkRules::rootCause,
        .deployments = successesWithCommit,
        .frequency = fourKeysDays,
        .frequencyUnit = "d/wk",
        .leadTimes = pushedCommits,
        .noLeadTime = Nothing::zero,
        .failures = rootCauseMatches,
        .recoveries = incidentsByCreation,
        .recoveryRounding = Rounding::wholeHours,
        .level = fourKeysLevel,
    },
    {
        .name = "gitlab",
        .deployments = successes,
        .frequency = deploymentsPerDay,
        .leadTimes = mergesByEnvironment,
        .failures = incidentsBesideDeployments,
        .recoveries = incidentsByResolution,
        .level = gitlabLevel,
    },
    {
        .name = "datadog",
        .remedies = RemedyRules::datadog,
        .deployments = successes,
        .frequency = deploymentCount,
        .frequencyUnit = "1",
        .leadTimes = listedCommits,
        .failures = failedSuccesses,
        .recoveries = failureToRemedy,
        .level = noLevel,
    },
    {
        .name = "middleware",
        .links = LinkRules::latestRun,
        .deployments = successes,
        .frequency = wholeDeployments,
        .leadTimes = mergedPullRequests,
        .leadTime = Average::mean,
        .failures = runsWithIncident,
        .noFailureRate = Nothing::zero,
        .recoveries = incidentsByResolution,
        .recovery = Average::mean,
        .level = middlewareLevel,
    },
    {
        .name = "metrik",
        .deployments = successes,
        .frequency = metrikCount,
        .frequencyUnit = "1",
        .leadTimes = commitsOfBuilds,
        .leadTime = Average::mean,
        .failures = failedRuns,
        .recoveries = failureStreaks,
        .recovery = Average::mean,
        .level = metrikLevel,
    },
};

} // namespace

std::span<const Dialect> dialects() { return kDialects; }

const Dialect* findDialect(std::string_view name) {
    const auto* found = std::ranges::find(kDialects, name, &Dialect::name);
    return found == std::end(kDialects) ? nullptr : found;
}

} // namespace shipglass::dora
