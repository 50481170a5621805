// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/clock.h"

namespace shipglass {

/// The time of day of this machine, and timers on the event loop of the thread that asks for them. A timer
/// never rings early; one that was set over a sleep of the machine rings late by the length of the sleep.
class LoopClock final : public Clock {
public:
    Time now() const override;
    std::unique_ptr<Operation> after(Millis delay, std::function<void()> callback) override;
};

} // namespace shipglass
