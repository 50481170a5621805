// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/source_poll.h"

namespace shipglass {

/// What a person wants done, and whether only to see what would be sent.
struct ActionRequest {
    std::string verb;
    ActionCall call;
    bool dryRun = false;
};

/// What the system said, and the record as it says it is now. A dry run has only the request it would have
/// sent.
struct ActionReport {
    std::string message, printed;
    std::optional<Record> record;
};

/// The connector's action for a verb and a kind of record; `unsupported` where the system has none.
Result<const Action*> findAction(const PolledSource& source, std::string_view verb, Facet facet);

/// Sends an action once and reads the record again, by itself or with a poll. Where the configuration does
/// not allow the action, the error is `config` and names the missing line; a dry run sends nothing and is
/// always allowed.
Task<ActionReport> runAction(PollPlace place, PolledSource source, ActionRequest request);

} // namespace shipglass
