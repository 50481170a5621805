// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace shipglass {

/// True when this machine has a default route of IPv4 or IPv6, or where that cannot be told.
bool hasDefaultRoute();

/// The same from the text of the kernel's tables (`/proc/net/route`, `/proc/net/ipv6_route`).
bool holdsDefaultRoute(std::string_view ipv4Table, std::string_view ipv6Table);

} // namespace shipglass
