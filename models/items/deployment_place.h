// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <set>

namespace shipglass {

/// Where versions are brought to: an effective service (delivery::serviceOf()) and an environment.
struct DeploymentPlace {
    std::string service, environment;

    auto operator<=>(const DeploymentPlace&) const = default;
};
DeploymentPlace placeOf(const Row& deployment);

/// Deployments that succeeded, oldest first; they point into the rows they were told from.
using Shipments = std::vector<const Row*>;

/// True when its status or its history says success, whatever came later.
bool hasSucceeded(const Deployment& deployment);
/// When it came to be there, or ended otherwise: as the record says, else when by its history it first ended,
/// else when it began.
std::optional<Time> arrivedAt(const Deployment& deployment);
/// Both lists, each row once.
std::vector<Row> withoutDoubles(std::vector<Row> rows, std::vector<Row> more);
/// What tells versions apart: the version, else the commit; empty where neither is known.
const std::string& versionKey(const Deployment& deployment);

/// The successful ones among deployments in any order, by place.
std::map<DeploymentPlace, Shipments> shipmentsOf(const std::vector<Row>& deployments);

/// The row numbers of those that brought back a version which had succeeded in the same place before the one
/// that they replaced, by whatever outcome; what a record says of itself goes before. Any order will do. As
/// far as `deployments` tell: what is not among them is not known here.
std::set<std::int64_t> rollbacksAmong(const std::vector<Row>& deployments);

/// Whether an alert is about a service where it was deployed: its environment is that one, or is named by the
/// tier, or is not said.
bool concerns(const Row& alert, const DeploymentPlace& place, Tier tier);

} // namespace shipglass
