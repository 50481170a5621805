// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/source_poll.h"

namespace shipglass {

/// Deletes what is older than the configuration keeps, in small slices with pauses, so that nobody waits for
/// it.
Task<Done> pruneHistory(PollPlace place, Keep keep);

/// Deletes all that is known of a source, once no process polls it.
Task<Done> forgetSource(PollPlace place, std::string source);

} // namespace shipglass
