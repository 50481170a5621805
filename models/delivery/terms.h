// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/correction.h"
#include "delivery/rules.h"
#include "insight/dora/question.h"
#include "records/error.h"

#include <functional>

namespace shipglass::delivery {

/// On which terms the DORA keys are counted: what the configuration says of them.
struct Terms {
    Rules rules;
    std::vector<std::string> production{"prod", "production", "live"}; ///< Globs of environments.
    std::string timeZone = "UTC";                                      ///< The name of the calendar's zone.
    dora::Calendar calendar;
    dora::Ms incidentWindow = 24 * dora::kHour;
    int reportYear = 2024;
    std::string overlay; ///< The file of corrections as the configuration names it; empty for none.
    /// Reads that file, on any thread; not there where there is no file.
    std::function<Result<std::vector<WrittenCorrection>>()> corrections;
};

/// Whose figures are asked for, by name; empty is all. An environment stands in for all of production.
struct Whose {
    std::string service, team, environment;

    bool operator==(const Whose&) const = default;
};

/// The services that the configuration or the facts know, and the teams and environments; each in its order.
std::vector<std::string> knownServices(const Terms& terms, const dora::Facts& facts);
std::vector<std::string> knownTeams(const Terms& terms);
std::vector<std::string> knownEnvironments(const dora::Facts& facts);

/// A service, team or environment that neither the terms nor the facts have is thrown as a Failure of
/// Fault::config, with the nearest one.
dora::Scope scopeOf(const Whose& whose, const Terms& terms, const dora::Facts& facts);

/// A question on these terms; dialect, window, buckets and overlay are still to be said. Throws as scopeOf().
dora::Question questionOn(const Terms& terms, const Whose& whose, const dora::Facts& facts);

} // namespace shipglass::delivery
