// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/compose.h"
#include "net/task.h"

namespace shipglass {

/// An answer of status 2xx, or 3xx where redirects are not followed, and the key its body is kept under, if
/// it is.
struct Fetched {
    WireAnswer answer;
    std::string cacheKey;
};

/// Sends what a connector asked for through all layers: credential, conditional request, redirects, retries,
/// rate budget. Throws the Error of every other status.
Task<Fetched> fetch(std::shared_ptr<SessionCore> core, Request request, std::string accept,
                    std::string resource);

/// Makes sure that secrets are there and loaded; `refused`: after a 401. Gives whether they changed.
Task<bool> prepareSecrets(std::shared_ptr<SessionCore> core, bool refused);

/// Waits on the session's clock.
Task<Done> pause(std::shared_ptr<SessionCore> core, Millis span);

/// Runs work of more than a few milliseconds on a worker thread. What it throws is thrown here.
Task<Done> offloaded(std::shared_ptr<SessionCore> core, std::function<void()> work);

/// Bodies over this many bytes are parsed, packed and unpacked on a worker thread.
inline constexpr std::size_t offloadOver = 256U << 10U;

} // namespace shipglass
