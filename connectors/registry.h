// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"

#include <span>
#include <string_view>

namespace shipglass {

/// Every system that this program can watch, in the order of their ids.
std::span<const Connector* const> allConnectors();

/// The connector of a kind, or null.
const Connector* findConnector(std::string_view kind);

} // namespace shipglass
