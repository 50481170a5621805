// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/compose.h"
#include "net/task.h"

namespace shipglass {

/// An answer, and whether it came from another address than was asked.
struct Arrived {
    WireAnswer answer;
    bool redirected = false;
};

/// The key a call's answer is kept under; "" for what is not kept: anything but our own GETs, what a person
/// waits for (logs, mostly), and signed addresses.
std::string cacheKey(const SessionCore& core, const Call& call);
/// Asks for a change only; false when nothing is kept to compare with.
bool addValidators(const SessionCore& core, Call& call, const std::string& key);
void removeValidators(Call& call);

/// A success that can be asked for conditionally, may be kept, and is no page for browsers.
bool isWorthKeeping(const WireAnswer& answer);
/// The kept answer after a 304; nothing when it was lost meanwhile.
Task<std::optional<WireAnswer>> readKept(std::shared_ptr<SessionCore> core, std::string key);
Task<Done> keepAnswer(std::shared_ptr<SessionCore> core, std::string key, WireAnswer answer);

} // namespace shipglass
