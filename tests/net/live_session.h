// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "waiting.h"

#include "net/curl_transport.h"
#include "support/replay_session.h"

namespace shipglass {

/// A session that speaks to servers of the test on loopback. Its clock is turned by hand: whoever waits on it
/// goes on at once.
struct LiveSession : ReplaySession {
    explicit LiveSession(std::string url) : ReplaySession("[]") {
        for (const char* name : {"http_proxy", "all_proxy", "ALL_PROXY"}) qunsetenv(name);
        config.url = std::move(url);
        transport = &wire;
    }

    /// Runs a task to its end on the event loop; a timeout after 30 seconds.
    template <class T> Result<T> finish(Task<T> task) {
        std::optional<Result<T>> ended;
        task.start([&ended](Result<T> result) { ended.emplace(std::move(result)); });
        turnLoop([&] {
            while (!ended && clock.runNext()) {
            }
            return ended.has_value();
        });
        return ended ? std::move(*ended) : Result<T>(Error{Fault::timeout, "the test gave up", 0, {}});
    }

    CurlTransport wire;
};

} // namespace shipglass
