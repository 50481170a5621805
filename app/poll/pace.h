// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/source_state.h"

#include <cstdint>
#include <random>

namespace shipglass {

/// How often a source is looked at: every so often, down to a floor while a pipeline moves, up to a ceiling
/// after a quiet hour; once at another time, where a poll asked for it.
struct Pace {
    Millis every{60'000}, floor{15'000}, ceiling{300'000};

    /// The pace around the configured interval. Who watches alerts never waits longer than that: the first
    /// alert after a quiet night is the one that matters.
    static Pace around(Millis every, bool watchesAlerts);
};

/// What the last polls of a source came to.
struct Progress {
    int failures = 0;                 ///< Failed polls in a row.
    int refusals = 0;                 ///< How many of them, the last ones, waited for a person.
    std::optional<Error> error;       ///< Of the last poll.
    bool moving = false;              ///< Something is queued or running.
    std::optional<Time> lastActivity; ///< When something last began or ended.
    std::optional<Time> lookAgainAt;  ///< When something that was met halfway may be whole.
    std::optional<Time> notBefore;    ///< When the other side wants to be asked again, where it said so.
};

/// Chance, seeded by the caller so that tests can repeat it.
class Jitter {
public:
    explicit Jitter(std::uint64_t seed) : m_random(seed) {}
    /// Between nothing and `span`.
    Millis upTo(Millis span);
    /// `span`, give or take a tenth.
    Millis around(Millis span);

private:
    std::mt19937_64 m_random;
};

/// How long to wait after a poll that ended at `now`; a failure never less than the other side asked for.
Millis nextDelay(const Pace& pace, const Progress& progress, Time now, Jitter& jitter);

} // namespace shipglass
