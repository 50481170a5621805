// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/deployment.h"

#include <cstdint>
#include <limits>

namespace shipglass::dora {

/// A moment or a span in milliseconds; moments count from 1970-01-01T00:00:00Z.
using Ms = std::int64_t;
/// An interned text; 0 is the empty one, which stands for "unknown".
using Name = std::uint32_t;
/// The index of a row in its table of `Facts`.
using Row = std::uint32_t;

inline constexpr Ms kUnknown = std::numeric_limits<Ms>::min();
inline constexpr Row kNone = std::numeric_limits<Row>::max();
inline constexpr Ms kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;

/// A yes or no that may not be known.
enum class Known : std::uint8_t { unknown, no, yes };

/// How a deployment went: `success` when its history holds success, whatever came later.
enum class Outcome : std::uint8_t { unfinished, success, failure, canceled };

/// Which rule of `dora.hotfix` a deployment or change meets.
enum class Hotfix : std::uint8_t { none, branch, label, title };

/// Commits of a deployment or change: a stretch of `Facts::listed`.
struct CommitList {
    std::uint32_t offset = 0, count : 30 = 0;
    bool known : 1 = false; ///< False when nobody has read the list; a known list may be empty.
    bool whole : 1 = false; ///< All since the last success, though the deployment is a run.
};

/// One commit, however many rows list it. `sha` names it.
struct CommitRow {
    Ms authoredAt = kUnknown, committedAt = kUnknown;
    Name sha = 0, repository : 31 = 0;
    bool merge : 1 = false;
};

/// A deployment to any environment; `finishedAt` is when it first became success, failure or canceled.
struct DeploymentRow {
    Ms finishedAt = kUnknown;
    Name source = 0, id = 0, service = 0, environment = 0, version = 0;
    Row commit = kNone; ///< The deployed commit.
    CommitList commits; ///< What it newly shipped.
    Tier tier = Tier::unknown;
    Outcome outcome = Outcome::unfinished;
    Known rollback = Known::unknown, unplanned = Known::unknown;
    Hotfix hotfix = Hotfix::none;
};

/// A merged pull request, or a commit on the main line (which has no `openedAt`).
struct ChangeRow {
    Ms firstCommitAt = kUnknown, openedAt = kUnknown, reviewedAt = kUnknown, approvedAt = kUnknown,
       mergedAt = kUnknown;
    Name source = 0, id = 0, service = 0, deploymentId = 0;
    Row deployment = kNone; ///< What `deploymentId` refers to; `FactsBuilder` looks it up.
    Row commit = kNone;     ///< What landed.
    Row reverts = kNone; ///< The change that this one takes back, when it is a revert and that one is known.
    CommitList commits;
    Name revertsVersion = 0; ///< The version whose deployment this one takes back, where it names one.
    bool revert = false;
    Hotfix hotfix = Hotfix::none;
};

/// An incident: an alert that people declared or are paged for.
struct IncidentRow {
    Ms startedAt = kUnknown, resolvedAt = kUnknown;
    Name source = 0, id = 0, key = 0, service = 0, environment = 0, version = 0, deploymentId = 0;
    Row deployment = kNone; ///< As in `ChangeRow`.
    Row commit = kNone;     ///< What caused it, where someone said so.
};

static_assert(sizeof(CommitList) == 8 && sizeof(CommitRow) == 24 && sizeof(DeploymentRow) <= 96 &&
              sizeof(ChangeRow) <= 96 && sizeof(IncidentRow) <= 96);

} // namespace shipglass::dora
