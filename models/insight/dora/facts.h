// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/names.h"

#include <span>
#include <vector>

namespace shipglass::dora {

/// Everything that the keys are counted from. Filled once by `FactsBuilder`, then only read. Any order will
/// do; by service and time is about twice as fast to count, since it is read in that order.
struct Facts {
    std::vector<DeploymentRow> deployments;
    std::vector<ChangeRow> changes;
    std::vector<IncidentRow> incidents;
    std::vector<CommitRow> commits;
    std::vector<Row> listed; ///< Rows of `commits`, list after list.
    Names names;

    std::span<const Row> commitsIn(const CommitList& list) const {
        return std::span(listed).subspan(list.offset, list.count);
    }
};

} // namespace shipglass::dora
