// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

namespace shipglass::delivery {

// The history's deployments of every origin: those that systems report, and those that the reader's services
// make of runs, tags and changes.

/// As Reader::read() of deployments; a computed one began when its run, tag or change did, and has a row
/// number of its own, which is as stable and as good a keyset as the store's. Each page of each origin is a
/// snapshot of its own, and no more than a page of each is in memory besides the answer.
Result<std::vector<Row>> readDeployments(Reader& reader, const Selection& selection);

/// One deployment with all its details, as it is or, with `asOf`, as it was; `notFound` where there is none.
Result<Row> findDeployment(Reader& reader, const std::string& source, const std::string& id, Time now,
                           std::optional<Time> asOf = {});

} // namespace shipglass::delivery
