// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

namespace shipglass {

/// Turns a record with its details into what it was at a moment, as far as is known now: the status is that
/// of the history, and what came later is absent. `began` is when it began or was first seen; false when that
/// was later.
bool turnBack(Record& record, Time began, Time at);

} // namespace shipglass
