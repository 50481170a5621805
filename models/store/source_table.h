// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/source_state.h"
#include "store/sql.h"

#include <vector>

namespace shipglass {

void writeSourceState(sql::Connection& connection, std::int64_t source, const SourceState& state);

/// Adds what was asked of a source beside its polls to its last hours.
void addSourceUsage(sql::Connection& connection, std::int64_t source, std::int64_t requests,
                    std::int64_t bytes, Time now);

/// The states of all sources with their scopes, at `now` or, from the journal, at an earlier moment.
std::vector<SourceState> readSourceStates(sql::Connection& connection, Time now, std::optional<Time> asOf);

} // namespace shipglass
