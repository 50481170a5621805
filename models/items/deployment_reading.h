// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/environment_matrix.h"

namespace shipglass {

/// What readers do for the page of deployments, on their own threads.
namespace deployment_reading {

constexpr std::size_t most = 2000;           ///< Rows of the list.
constexpr std::size_t mostOfAll = 10'000;    ///< Deployments that environments and rollbacks are told from.
constexpr std::size_t mostOpenAlerts = 2000; ///< Of those that began since.

/// The deployments that a selection holds for, newest first, and which version is where.
struct Found {
    std::optional<Error> error;
    std::vector<DeploymentRow> rows;
    EnvironmentMatrix matrix; ///< Told from all deployments, then narrowed to the places of those selected.
    bool isCapped = false;    ///< There may be more than `most`.
    bool isAllCapped = false; ///< There may be more than `mostOfAll`: what lies behind them is not known.
};
Found read(Reader& reader, Selection selection);

} // namespace deployment_reading

} // namespace shipglass
