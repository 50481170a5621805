// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/time.h"

#include <functional>
#include <string>

namespace shipglass {

/// When a day begins in a zone of the time zone database, or in this machine's own for "": what a date on the
/// command line means. A day without midnight begins at its first moment.
std::function<Time(int year, int month, int day)> midnightIn(const std::string& timeZone);

} // namespace shipglass
