// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

#include <string>

namespace shipglass {

/// What is wrong with a record, for people: no id, text that is no UTF-8, a word that no list holds. "" when
/// it is clean.
std::string flawOf(const Record& record);

/// How the record says that something went well: `success`, `up`, `passed`, `resolved`; "" when it does not
/// say so.
std::string goodNewsOf(const Record& record);

} // namespace shipglass
