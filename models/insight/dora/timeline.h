// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/facts.h"
#include "insight/dora/question.h"

namespace shipglass::dora {

/// The index of a delivery in its `Timeline`.
using Place = std::uint32_t;

/// A finished production deployment, with what the rules ask of it close together.
struct Delivery {
    Ms at = 0;
    Row row : 30 = 0;
    Outcome outcome : 2 = Outcome::success;
    Name service = 0, environment = 0;
    Name version = 0;   ///< The deployed version, or else the sha of the deployed commit.
    Row commit = kNone; ///< The deployed commit, and what was newly shipped: as in the row.
    CommitList commits;
    Place previous = kNone; ///< The success before it in the same service and environment.

    bool succeeded() const { return outcome == Outcome::success; }
};

static_assert(sizeof(Delivery) == 40); // a million of them are read for every question

/// Neighbouring deliveries: those of one service and environment (a chain), or of one service.
struct Stretch {
    Name service = 0;
    Place begin = 0, end = 0;
};

/// The scope's deliveries by service, environment and time. Nothing in it depends on the order of the facts
/// but the order of services, which no figure depends on.
struct Timeline {
    Timeline(const Facts& facts, const Scope& scope);

    std::vector<Delivery> deliveries;
    std::vector<Stretch> chains, services;
    std::vector<Place> placeOf; ///< By row of `Facts::deployments`; `kNone` for what is no delivery.

    enum class Among { all, successes };
    /// The last delivery of a chain, or of all chains of a service, that had finished at `at` (before it,
    /// when `strictly`), or `kNone`.
    Place latest(const Stretch& chain, Ms at, Among among, bool strictly = false) const;
    Place latest(Name service, Ms at, Among among, bool strictly = false) const;
    std::span<const Stretch> chainsOf(Name service) const;
    /// By time; between environments that finished at once, the order is that of the timeline.
    bool earlier(Place a, Place b) const;

private:
    void collect(const Facts& facts, const Scope& scope);
    void chain();
};

bool inScope(const Scope& scope, Name service);
bool isProduction(const Scope& scope, const DeploymentRow& row);

} // namespace shipglass::dora
