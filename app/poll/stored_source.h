// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/store_access.h"

namespace shipglass {

/// What the store knows of a source before it is polled. `firstPollAt` is when it was polled first, which a
/// back-fill counts from. `forwardFrom` is set where a person has stopped the
/// reading of old history: nothing older is asked for. It is a mark in the store and not `backfill:` in the
/// file, since it is a moment and no span, and holds for sources that no file names.
struct StoredSource {
    SourceState state;
    std::optional<Time> firstPollAt, forwardFrom;
};

/// `store` outlives the tasks.
Task<StoredSource> storedSource(StoreAccess* store, std::string source, Time now);
/// The same, once it is noted when the source is polled first, where that is now.
Task<StoredSource> withFirstPoll(StoreAccess* store, StoredSource stored, std::string source, Time now);
Task<Done> saveState(StoreAccess* store, SourceState state);

/// Notes that a source is read forward only from now on, in every process, and clears what its state says of
/// filling back. What happened in the last day is still read, so that nothing is lost that came while the
/// history was being read.
Task<Done> readForwardOnly(StoreAccess* store, std::string source, Time now);

} // namespace shipglass
