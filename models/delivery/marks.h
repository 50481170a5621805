// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/rules.h"
#include "insight/dora/rows.h"

namespace shipglass::delivery {

/// How a deployment went, by its status and history: `success` when it ever succeeded, whatever came later.
dora::Outcome outcomeOf(const Deployment& deployment);
/// When it first became success, failure or canceled: as the record says, else by its history.
dora::Ms finishedAt(const Deployment& deployment);

/// The first rule that a record meets: by branch, label, then title. A deployment's branch is its ref.
dora::Hotfix hotfixOf(const Deployment& deployment, const HotfixRules& rules);
dora::Hotfix hotfixOf(const Change& change, const HotfixRules& rules);

/// What people declare or are paged for; where the system does not say, what has the labels that its
/// service's `incidents:` names.
bool isIncident(const Alert& alert, const std::string& service, const ServiceRules& rules);

} // namespace shipglass::delivery
