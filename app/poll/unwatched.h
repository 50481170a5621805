// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/poll_report.h"
#include "poll/store_access.h"

namespace shipglass {

/// The stored scopes that a poll did not hear of any more: no longer listed, or taken out of the file. None
/// after a poll that did not come to its end; and none of a facet of which anything failed in passing, as
/// that may have been the list itself.
std::vector<ScopeState> unwatchedAfter(const PollReport& report, const std::vector<ScopeState>& stored);

/// What to say after a poll of a list that shrank; see shrinkage().
std::string shrinkageAfter(const PollReport& report, const std::vector<ScopeState>& stored);

/// Notes in the journal that these are no longer watched, so that what is known of them goes stale. `store`
/// outlives the task.
Task<Done> noteUnwatched(StoreAccess* store, std::string source, std::vector<ScopeState> scopes, Time now);

} // namespace shipglass
