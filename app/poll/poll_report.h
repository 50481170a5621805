// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/source_schedule.h"
#include "records/record.h"

#include <map>
#include <string>
#include <vector>

namespace shipglass {

/// How one facet of one scope fared in a poll.
struct ScopeReport {
    Facet facet = Facet::run;
    std::string scope;
    std::optional<Error> error;
    bool ended = false;  ///< Its last batch was handed over.
    bool inPart = false; ///< It failed, but for rows that could be read and were.
};

/// What one poll of a source came to, as `poll --once` prints it.
struct PollReport {
    std::string source, kind;
    std::optional<Error> error; ///< The source's own; what failed in single scopes is said there.
    std::map<Kind, std::int64_t> records;
    std::vector<ScopeReport> scopes;
    std::int64_t requests = 0, notModified = 0, bytes = 0;
    Time startedAt{}, endedAt{};

    bool moving = false;              ///< Something is queued or running.
    std::optional<Time> lastActivity; ///< When something last began or ended.
    std::optional<Time> lookAgainAt;  ///< When something that was met halfway may be whole.
    std::string backfill;
    std::string shrinkage;      ///< What to say where the list of scopes shrank; see shrinkageAfter().
    std::optional<Millis> skew; ///< The server's clock minus ours, where an answer told it.

    /// False when the source or any of its scopes failed.
    bool ok() const;
    /// The error of the scopes that matters most: a rate limit holds all, a missing permission only itself.
    std::optional<Error> worstScope() const;
    /// True when scopes were read, and none with success.
    bool nothingRead() const;
    /// The report as the schedule needs it.
    PollOutcome outcome() const;
};

} // namespace shipglass
