// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"

#include <set>

namespace shipglass::jenkins {

std::int64_t numberOf(const Run& run);

/// What of a job's builds is known: those from `oldest` to `newest`. Jenkins lists the newest first.
struct Progress {
    std::int64_t newest = 0, oldest = 0;
    bool filled = false;         ///< All that is wanted of the past has been read.
    std::set<std::int64_t> open; ///< Builds that were still running.

    static Progress parse(const std::string& cursor);
    std::string format() const;

    /// Takes note of a page that was read; `more`: another one is wanted, `atEnd`: there is none. What was
    /// open and ought to be on the page, but is not, was deleted. What is still open comes with note().
    void advance(const std::vector<Run>& runs, std::int64_t lastBuild, bool more, bool atEnd);
    void note(const Run& run);

    /// The lowest number that has to be looked at again.
    std::int64_t lowestMoving() const { return open.empty() ? newest : std::min(newest, *open.begin()); }
    bool knows(std::int64_t number) const {
        return newest != 0 && oldest <= number && number <= newest && !open.contains(number);
    }
};

} // namespace shipglass::jenkins
