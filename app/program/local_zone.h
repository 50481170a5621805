// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/time.h"

#include <functional>
#include <string>

namespace shipglass {

/// When a date begins in a time zone, by its IANA name; empty means this machine's own.
std::function<Time(int year, int month, int day)> midnightIn(const std::string& zone);

} // namespace shipglass
