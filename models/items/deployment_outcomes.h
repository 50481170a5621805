// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

namespace shipglass {

/// How deployments of a span of time went, by the UTC day they began, as the store tells it of runs.
struct DeploymentOutcomes {
    std::vector<Reader::DayOutcome> days;
    bool isCapped = false; ///< Only the newest `most` were read.

    static constexpr std::size_t most = 20'000;
};

/// Counts the deployments of rows, in any order. One that succeeded and was replaced since counts as a
/// success.
std::vector<Reader::DayOutcome> countOutcomes(const std::vector<Row>& deployments);
/// Reads and counts what a selection of deployments holds for.
Result<DeploymentOutcomes> readOutcomes(Reader& reader, Selection selection);

} // namespace shipglass
