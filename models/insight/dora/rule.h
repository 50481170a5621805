// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/words.h"

#include <array>
#include <cstdint>

namespace shipglass::dora {

/// Why a row counts as it does, or does not count.
enum class Rule : std::uint8_t {
    none,
    counted,
    notProduction,
    notSuccessful,
    noCommit,
    mergeCommit,
    shippedBefore,
    authorTimeUnknown,
    commitsUnknown,
    firstCommitUnknown,
    negative,
    underAMinute,
    firstDeployment,
    previousTooOld,
    beyondCommitLimit,
    notMerged,
    notDeployed,
    noSpan,
    byReference,
    byCommit,
    byVersion,
    byTime,
    byOrder,
    byHand,
    rollback,
    redeployed,
    unplanned,
    hotfixBranch,
    hotfixLabel,
    hotfixTitle,
    reverted,
    failedRun,
    notLinked,
    referenceNotCounted,
    open,
    recoveredLater,
    resolved,
};

} // namespace shipglass::dora

namespace shipglass {

template <> struct Words<dora::Rule> {
    static constexpr std::array<std::string_view, 37> list{
        "",
        "counted",
        "not a production environment",
        "not successful",
        "no deployed commit known",
        "merge commit",
        "shipped by an earlier deployment",
        "author time unknown",
        "commits unknown",
        "first commit unknown",
        "ends before it begins",
        "under a minute",
        "first deployment",
        "previous deployment too old",
        "beyond the limit of commits",
        "not merged",
        "not deployed",
        "no span known",
        "incident refers to it",
        "incident names its commit",
        "incident names its version",
        "incident soon after it",
        "incident after it and before the next",
        "corrected by hand",
        "rollback",
        "redeploys an earlier version",
        "unplanned",
        "hotfix branch",
        "hotfix label",
        "hotfix title",
        "a change of it was reverted",
        "failed run",
        "no deployment matches",
        "refers to a deployment that is not counted",
        "still open",
        "recovered after the window",
        "incident resolved",
    };
};

} // namespace shipglass
