// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/deployment_place.h"

#include <map>
#include <vector>

namespace shipglass {

/// An environment, and the tier that its newest deployment which names one gives it.
struct Environment {
    std::string name;
    Tier tier = Tier::unknown;
};

/// From one environment to the next: of the versions that came to the first, how many came to the other
/// later, and the median of how long that took.
struct PromotionStep {
    std::string from, to;
    std::int64_t arrived = 0, wentOn = 0;
    std::optional<Millis> median;
};

/// The way of versions from environment to environment, as the history tells it: by tier where both have one,
/// else by where versions were first.
class Promotions {
public:
    Promotions() = default;
    /// From the successful deployments of all services; those that name no environment are passed over.
    explicit Promotions(const std::map<DeploymentPlace, Shipments>& shipped);

    /// All of them, from the first on the way to the last; those that are not on it come behind.
    const std::vector<Environment>& environments() const { return m_environments; }
    /// True when versions come to `to` after `from`: their tiers say so, or, where these are the same or not
    /// told, at least two versions did, and three times as many as went the other way.
    bool leads(const std::string& from, const std::string& to) const;
    /// Where a service gets its versions for an environment from: of those that lead there and that it was
    /// in, the nearest from which some went on, else the nearest; empty where there is none.
    std::string before(const std::string& service, const std::string& environment) const;
    /// For every environment the step to it from the nearest that leads there and from which versions of
    /// these services went on. Services that were not in both say nothing.
    std::vector<PromotionStep> path(const std::vector<std::string>& services) const;

private:
    using Way = std::pair<std::string, std::string>;

    std::int64_t wentOn(const Way& way) const;
    PromotionStep step(const Way& way, const std::vector<std::string>& services) const;

    std::vector<Environment> m_environments;
    std::map<std::string, Tier> m_tiers;
    std::map<DeploymentPlace, std::int64_t> m_arrived; ///< Versions.
    /// How long versions took, by service; only where some went that way.
    std::map<Way, std::map<std::string, std::vector<Millis>>> m_ways;
};

/// Where one version of a service has been.
struct PromotionStop {
    std::string environment;
    std::optional<Time> at; ///< When it first arrived; nothing where it never did.
    bool isAhead = false;   ///< It never was there, nor in anything behind it: it may still come.
};

/// The way of a version through the environments that it was in or is to go through, in order; empty for a
/// version that nobody knows. `deployments`: the successful ones of its service.
std::vector<PromotionStop> stopsOf(const std::string& version, const std::vector<Row>& deployments);

} // namespace shipglass
