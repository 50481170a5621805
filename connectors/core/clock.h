// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/await.h"
#include "records/time.h"

#include <functional>
#include <memory>

namespace shipglass {

/// The time of day and timers, handed in so that tests turn them by hand.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
    /// Calls back once after `delay`, on this thread; destroying the operation cancels it.
    virtual std::unique_ptr<Operation> after(Millis delay, std::function<void()> callback) = 0;
};

} // namespace shipglass
