// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace shipglass {

/// The value of a header, "" where there is none; `name` in lower case, as transports give them.
std::string_view headerValue(const Pairs& headers, std::string_view name);
/// The integer a header's value begins with.
std::optional<std::int64_t> headerNumber(const Pairs& headers, std::string_view name);
/// What an answer's `Set-Cookie` headers ask to be sent back, as the value of a `Cookie` header; "" for
/// nothing. Of several with one name the last counts.
std::string cookiesOf(const Pairs& headers);
/// The target of the `Link` header with this relation, "" where there is none.
std::string linkTarget(const Pairs& headers, std::string_view relation);

} // namespace shipglass
