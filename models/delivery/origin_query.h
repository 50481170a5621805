// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/query.h"
#include "query/services.h"

namespace shipglass::delivery {

// What of the history has to be read to find the deployments that a query holds for. Each lets more through
// than that: what was read is held against the query itself.

/// The rules with this origin whose service the query's terms about `service` and `team` allow.
ServiceRules rulesFrom(DeploymentOrigin origin, const ServiceRules& rules, const query::Query& where);

/// The runs, tags or changes that these rules, which have one origin, may make deployments of. There is at
/// least one rule.
query::Query originQuery(const ServiceRules& rules, const query::Query& where);

/// The deployments that systems report, without those of services whose deployments come from elsewhere.
query::Query storedQuery(const ServiceRules& rules, const query::Query& where);

/// The runs of the pipelines that deploy, of whichever service.
query::Query deployingPipelines(const ServiceRules& rules);

std::vector<std::string> namesOf(const ServiceRules& rules);

/// The ids that the record behind a computed deployment may have, since `@` may also be a part of either.
std::vector<std::string> originIds(const std::string& id);

} // namespace shipglass::delivery
