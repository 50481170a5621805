// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/services.h"
#include "store/reader.h"

#include <optional>

namespace shipglass::delivery {

// What a service's `deployments:` makes of a record. None of these deployments is stored: their id is
// `<id of the record>@<environment>`, and an edit of the configuration holds for all history at once.

/// A run that ended as a deployment: by its latest attempt, or by the stages whose name the rule's glob fits,
/// all of which have to succeed (of those with one name the latest attempt). Nothing for other pipelines, for
/// what has not ended or was skipped, and where the stages were not kept.
std::optional<Deployment> deploymentOf(const Run& run, const ServiceRule& rule);
/// A tag (a deployment that names no environment) whose name fits; it deployed when it was made.
std::optional<Deployment> deploymentOf(const Deployment& tag, const ServiceRule& rule);
/// A change: merged is deployed.
std::optional<Deployment> deploymentOf(const Change& change, const ServiceRule& rule);
/// Any of these, with what `compare` said of the record's commits. Nothing for records of other kinds, and
/// for services whose deployments are those of the API.
std::optional<Deployment> deploymentOf(const Record& record, const ServiceRule& rule);

/// What a row of the history counts as, by the rule that says where the deployments of its service come from:
/// that of its effective service. A run that belongs to no configured service follows the first rule that
/// names its pipeline and says nothing else of what it holds.
struct Counted {
    const ServiceRule* rule = nullptr; ///< One of the rules; null where there is none.
    std::optional<Deployment> made; ///< What the rule makes of the record: a deployment of its own service.
    /// False for a deployment that its system reports where those of its service come from elsewhere: it is
    /// none then.
    bool itself = true;
};
Counted counted(const Row& row, const ServiceRules& rules);

/// The effective service of a row: where nobody says one, its project, else its repository.
const std::string& serviceOf(const Row& row);

/// A rule that says nothing of what its service holds: runs that belong to no service may be its own.
bool claimsNothing(const ServiceRule& rule);

} // namespace shipglass::delivery
