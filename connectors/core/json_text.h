// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace shipglass {

/// The text as a JSON string, quotes included; broken UTF-8 becomes U+FFFD. For the few bodies that
/// connectors write.
std::string quoted(std::string_view text);

} // namespace shipglass
