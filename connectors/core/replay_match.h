// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/local_system.h"
#include "net/node.h"
#include "net/transport.h"

#include <string>

namespace shipglass {

/// Whether a request is the one an exchange recorded: method and path or whole address always; query, headers
/// and body as far as the exchange has them.
bool fitsRequest(Node expected, const WireRequest& request);
/// Whether a child process is the one: its argv, and its input if the exchange has one.
bool fitsCommand(Node expected, const WireCommand& command);
/// `GET /api/v2/alerts` or the argv, for people.
std::string describeExchange(Node exchange);
std::string fromBase64(std::string_view text);

} // namespace shipglass
