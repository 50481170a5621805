// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

namespace shipglass {

/// Puts a record as it comes from a system into the form that is stored: text that is text, no end before its
/// start, no `observedAt`.
void clean(Record& record);

/// What is known after a record came again: what the new one leaves open stays, earlier attempts and parts of
/// other repositories are kept, and a changed status becomes an entry of the history. Points are those of
/// `incoming` only.
Record merged(const Record& known, Record incoming, Time now);

/// Begins the history of a record that is seen for the first time, unless the system brought one.
void beginHistory(Record& record, Time now);

/// The end of an alert or resource that is not listed any more, at the first poll that missed it. True when
/// it was open.
bool closeMissing(Record& record, Time missedAt);

} // namespace shipglass
