// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

#include <string>

namespace shipglass {

/// Makes what a connector read a record of the source: attributes that say nothing are left out. Throws
/// `malformed` for one without an id, which could never be found again, nor told from the next one.
void takeOver(Record& record, const std::string& source);

} // namespace shipglass
