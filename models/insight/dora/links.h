// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/timeline.h"

namespace shipglass::dora {

/// The deployment an incident is held against, and the rule that says so; `kNone` where no rule does.
struct Link {
    Row incident = 0;
    Place place = kNone;
    Rule rule = Rule::notLinked;
};

/// Which rules tie incidents to deployments.
enum class LinkRules : std::uint8_t {
    none,
    /// By hand, by reference, by commit, by version, by time within the incident window: the first that
    /// applies. A reference to a deployment that is not counted settles it, too.
    ours,
    /// The last success that had finished before the incident began, however long before (DevLake).
    latestSuccess,
    /// The last run, failed ones included, that had finished when it began (Middleware).
    latestRun,
    /// Every success that brought the named commit (Four Keys); such an incident may have many links.
    rootCause,
};

/// The links of the scope's incidents, in the order of the facts; an incident without one has an unlinked
/// entry.
std::vector<Link> links(const Facts& facts, const Timeline& timeline, const Question& question,
                        LinkRules rules);

} // namespace shipglass::dora
