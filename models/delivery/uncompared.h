// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/rules.h"
#include "store/reader.h"

#include <string>
#include <vector>

namespace shipglass::delivery {

/// A success whose commits nobody has said: what lies between two commits of its repository would tell.
/// Kind, source and id name the record that the deployment is made of.
struct Uncompared {
    Kind kind = Kind::deployment;
    std::string source, id, repository;
    std::string from, to; ///< Equal where the same commit was deployed again.
    Time finishedAt{};
    bool production = false;

    bool operator==(const Uncompared&) const = default;
};

/// Which deployments are looked for.
struct UncomparedWish {
    Time now{};
    Millis window{0};                    ///< Back from now.
    std::vector<std::string> production; ///< Environments, besides those of the tier.
};

/// The successes of the window that lack their commits and follow another success of the same service,
/// environment and repository: production first, of it the newest first. What was asked in vain is left out
/// for a while. Deployments of every origin count, but not those to no environment.
Result<std::vector<Uncompared>> uncompared(Reader& reader, const Rules& rules, const UncomparedWish& wish);

/// The kinds of records that deployments are made of.
std::vector<Kind> deliveringKinds(const ServiceRules& services);

} // namespace shipglass::delivery
