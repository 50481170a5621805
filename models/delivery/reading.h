// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/rules.h"
#include "insight/dora/facts.h"
#include "store/reader.h"

#include <functional>

namespace shipglass::delivery {

/// Visits all rows of a selection page by page, so that no more than a page of records is in memory.
Result<Done> eachRow(Reader& reader, Selection selection, const std::function<void(const Row&)>& visit);

/// Fills facts from a history, page by page, so that no more than a page of records is in memory: all
/// deployments, changes and incidents, and the runs where a service's deployments are runs. `asOf`: as it was
/// then. The reader is given the rules' services.
Result<dora::Facts> readFacts(Reader& reader, const Rules& rules, Time now, std::optional<Time> asOf = {});

} // namespace shipglass::delivery
