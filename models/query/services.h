// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

#include <string>
#include <string_view>
#include <vector>

namespace shipglass {

/// Where the deployments of a service come from.
enum class DeploymentOrigin { api, pipeline, tag, change };
template <> struct Words<DeploymentOrigin> {
    static constexpr std::array<std::string_view, 4> list{"api", "pipeline", "tag", "change"};
};

/// What belongs together, from the configuration's `services:`. Globs (`*`) compare without case. A record
/// belongs to the first service that matches; each non-empty list must hold the record's field for a match by
/// that list, and any one list is enough.
struct ServiceRule {
    std::string name, team;
    std::vector<std::string> repositories, projects, pipelines;
    Labels labels;
    Labels incidentLabels;
    DeploymentOrigin from = DeploymentOrigin::api;
    std::vector<std::string> deployPipelines;
    std::string deployStage, deployTags, deployEnvironment;

    bool operator==(const ServiceRule&) const = default;
};
using ServiceRules = std::vector<ServiceRule>;

/// The effective service: the first rule that matches, else what the system says.
std::string effectiveService(const Record& record, const ServiceRules& rules);
/// Whether the deployments of any service come from there.
bool anyFrom(DeploymentOrigin origin, const ServiceRules& rules);
/// The team of an effective service, or "".
std::string teamOf(std::string_view service, const ServiceRules& rules);

} // namespace shipglass
