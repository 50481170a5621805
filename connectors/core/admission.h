// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/compose.h"
#include "net/task.h"

namespace shipglass {

/// Sends one request when the account's budget and its number of requests at once allow it, and learns from
/// the answer. Throws `rate_limited` while a limit is in force; the request is not sent then.
Task<WireAnswer> sendAdmitted(std::shared_ptr<SessionCore> core, Call call);

} // namespace shipglass
