// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"

#include <map>
#include <string>

namespace shipglass::testing {

/// Every request of the connector's case folders, once, by method and address: what it asks for is pinned
/// there. Left out are addresses that GitHub itself gave, as in `Link`, since its description has none of
/// them.
std::map<std::string, WireRequest> describedRequests(const std::string& server);

} // namespace shipglass::testing
