// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace shipglass {

/// Reads the date of HTTP headers, `Sun, 06 Nov 1994 08:49:37 GMT`, in its two older forms too.
std::optional<Time> parseHttpDate(std::string_view text);

} // namespace shipglass
