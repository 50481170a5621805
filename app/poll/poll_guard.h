// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/clock.h"
#include "net/task.h"

#include <cstdint>

namespace shipglass {

/// What a guard looks after beside the work itself.
struct Guarding {
    Clock* clock = nullptr;
    Millis look{20'000};                    ///< How often it looks.
    Millis patience{120'000};               ///< How long there may be no progress.
    std::function<std::int64_t()> progress; ///< Any number that changes while the work moves.
    /// Done at every look, to hold on to what must not be lost; the work ends with the error that this ends
    /// with.
    std::function<Task<Done>()> hold;
};

/// Awaits `work`, and ends it as `timeout` when it stands still. Gives its error as a value.
Task<Result<Done>> guarded(Task<Done> work, Guarding guarding);

} // namespace shipglass
