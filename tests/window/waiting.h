// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <future>

namespace shipglass::testing {

/// Runs the event loop until it holds; false when a minute is over. Unlike QTest::qWaitFor, it never sleeps
/// with the window's thread.
bool waitUntil(const std::function<bool()>& holds);

/// Asks a server on another thread while the window goes on.
template <class Ask> auto aside(Ask ask) {
    auto answer = std::async(std::launch::async, std::move(ask));
    waitUntil([&answer] { return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
    return answer.get();
}

/// Asks a server again and again until it is so; false when a minute is over.
bool waitUntilServer(const std::function<bool()>& says);

} // namespace shipglass::testing
