// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/deployment_row.h"
#include "models/promotions.h"

namespace shipglass {

/// Which version is where: services by environments.
struct EnvironmentMatrix {
    /// The newest successful deployment to a place.
    struct Cell {
        DeploymentRow deployment;
        std::optional<Time> since;
        std::string next; ///< The environment it would get its next version from; empty where there is none.
        std::optional<std::int64_t> behind; ///< Commits that are there and not here; nothing while unknown.
        std::optional<Time> behindSince;    ///< When the first version arrived there that is not here.
        std::int64_t alerts = 0;            ///< That began since and are neither resolved nor silenced.
    };

    std::vector<Environment> environments; ///< As versions are promoted: from development to production.
    std::vector<std::string> services;     ///< By name.
    std::map<DeploymentPlace, Cell> cells;
    std::vector<PromotionStep> path; ///< Of these services, to each environment from the one before it.

    /// From all deployments that are known, in any order, and the alerts that are open.
    static EnvironmentMatrix of(const std::vector<Row>& deployments, const std::vector<Row>& alerts);
    /// The services and the environments of these places; what is in the cells stays as it is.
    EnvironmentMatrix narrowed(const std::set<DeploymentPlace>& places) const;
    /// The environments to show where no more than `most` have room, by their places in the list: first those
    /// that versions go on from, then those that they come to, staging and production, then all others; of
    /// each those that these services were deployed to last.
    std::vector<std::size_t> foremost(std::size_t most) const;
    /// The steps of the path from one of these environments to another.
    std::vector<PromotionStep> pathAmong(const std::vector<std::size_t>& some) const;
    /// Null where the service was never deployed to, or out of range.
    const Cell* at(std::size_t service, std::size_t environment) const;

private:
    Promotions m_promotions;
};

/// How far a place is behind another.
struct Lag {
    std::optional<std::int64_t> commits; ///< That the other has and this one lacks; nothing while unknown.
    std::optional<Time> since;           ///< When the first of them arrived there.
};

/// What the other shipped between the versions that are current here and there; none where this one is not
/// behind. Unknown when the other never had the version that is here, or when the commits of one of the
/// deployments between are unknown. Neither list is empty.
Lag lagBehind(const Shipments& here, const Shipments& there);

} // namespace shipglass
