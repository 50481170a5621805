// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/session_core.h"

namespace shipglass {

/// What an answer that is no success means, with the server's own words.
Error statusError(const SessionCore& core, const WireRequest& request, const WireAnswer& answer);

/// The message in an error body of any of the usual shapes; "" where there is none.
std::string serverMessage(std::string_view body);

/// True for a page made for a browser, which stands where the API should be.
bool isHtml(const Pairs& headers, std::string_view body);

} // namespace shipglass
