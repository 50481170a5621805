// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/pace.h"

#include <algorithm>

namespace shipglass {

using namespace std::chrono_literals;

namespace {

constexpr int mostDoublings = 16;

Millis doubled(Millis first, int failures, Millis most) {
    const int times = std::clamp(failures - 1, 0, mostDoublings);
    return std::min<Millis>(first * (std::int64_t{1} << times), std::max(first, most));
}

Millis whileWell(const Pace& pace, const Progress& progress, Time now) {
    if (progress.moving) return pace.floor;
    if (!progress.lastActivity) return pace.every;
    const auto quietHours = std::max<std::int64_t>(0, (now - *progress.lastActivity) / Millis(1h));
    const auto steps = std::min<std::int64_t>(quietHours, 1000);
    return std::clamp(pace.every * (1 + steps), pace.every, pace.ceiling);
}

Millis untilNextLook(const Pace& pace, const Progress& progress, Time now, Jitter& jitter) {
    const Millis usual = jitter.around(whileWell(pace, progress, now));
    return progress.lookAgainAt ? std::min(usual, *progress.lookAgainAt - now) : usual;
}

/// Never before the time: the whole of the chance lies behind it.
Millis notBefore(Millis wait, Jitter& jitter) {
    return wait + jitter.upTo(std::min<Millis>(wait / 10 + 1s, 30s));
}

/// Without a word of the other side on when to come back.
Millis untilNextTry(const Pace& pace, const Progress& progress, Jitter& jitter) {
    switch (progress.error->fault) {
    case Fault::unauthorized:
    case Fault::config:
        return notBefore(doubled(1h, progress.refusals, 24h), jitter);
    case Fault::forbidden:
        // Not sooner: until then the refusals are taken at their word, and nothing would be asked.
        return 24h + jitter.upTo(2h);
    case Fault::rateLimited:
        return notBefore(doubled(std::max<Millis>(pace.every, 1min), progress.failures, 15min), jitter);
    case Fault::network:
    case Fault::timeout:
    case Fault::server:
        return jitter.around(doubled(pace.every, progress.failures, 15min));
    case Fault::canceled:
        return jitter.around(pace.every);
    case Fault::tls:
    case Fault::notFound:
    case Fault::malformed:
    case Fault::tooLarge:
    case Fault::unsupported:
        break;
    }
    // A person has to mend these, or a new version of the other side: hours, not minutes.
    return jitter.around(doubled(std::max<Millis>(pace.every, 5min), progress.failures, 1h));
}

} // namespace

Pace Pace::around(Millis every, bool watchesAlerts) {
    Pace pace;
    pace.every = std::max<Millis>(every, 1s);
    pace.floor = std::min(pace.every, std::max<Millis>(15s, pace.every / 4));
    pace.ceiling = watchesAlerts ? pace.every : pace.every * 5;
    return pace;
}

Millis Jitter::upTo(Millis span) {
    std::uniform_int_distribution<std::int64_t> some(0, std::max<std::int64_t>(0, span.count()));
    return Millis(some(m_random));
}

Millis Jitter::around(Millis span) { return span - span / 10 + upTo(span / 5); }

Millis nextDelay(const Pace& pace, const Progress& progress, Time now, Jitter& jitter) {
    const bool limited = progress.error && progress.error->fault == Fault::rateLimited;
    const Millis asked = progress.notBefore.value_or(now) - now;
    // A limit is over when it is said to be; anything else may last longer than was thought.
    if (limited && asked > Millis(0)) return notBefore(asked, jitter);
    const Millis own =
        progress.error ? untilNextTry(pace, progress, jitter) : untilNextLook(pace, progress, now, jitter);
    return asked > Millis(0) ? std::max(own, notBefore(asked, jitter)) : own;
}

} // namespace shipglass
