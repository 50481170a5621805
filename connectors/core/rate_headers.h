// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"
#include "records/time.h"

#include <cstdint>
#include <optional>
#include <string>

namespace shipglass {

/// What the headers of one answer say about the account's rate limit, in whichever dialect.
struct RateHeaders {
    std::optional<std::int64_t> limit, remaining;
    std::optional<Time> reset;      ///< When `remaining` is full again.
    std::optional<Time> retryAfter; ///< Not before then, says the server.
    std::string resource;           ///< Which of several limits; "" where the system has one.
};

/// Reads `Retry-After`, `RateLimit-*`, `RateLimit`, `X-RateLimit-*` and `X-Rate-Limit-*`. Moments are not
/// believed to be more than a day away.
RateHeaders rateHeaders(const Pairs& headers, Time now);

} // namespace shipglass
