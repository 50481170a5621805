// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include "poll/schedule.h"
#include "support/between.h"

#include <functional>

namespace shipglass {

inline const Time morning = *parseTime("2026-05-04T00:00:00Z");

inline SourcePlan plan(const std::string& name, Millis every = Millis(60'000), bool alerts = false) {
    SourcePlan plan;
    plan.name = name;
    plan.kind = "fake";
    plan.host = name + ".example";
    plan.revision = "one";
    plan.pace = Pace::around(every, alerts);
    return plan;
}

inline PollOutcome fails(Fault fault, std::optional<Time> retryAfter = {}) {
    PollOutcome outcome;
    outcome.error = Error{fault, "no", 0, retryAfter};
    return outcome;
}

/// Turns the clock by hand from one due poll to the next, and answers each with a scripted outcome.
class Day {
public:
    using Script = std::function<PollOutcome(const std::string&, Time)>;
    explicit Day(std::uint64_t seed = 1) : schedule(seed) {}

    std::map<std::string, int> run(Millis span, const Script& script) {
        std::map<std::string, int> polls;
        const Time end = now + span;
        while (true) {
            const auto next = schedule.next();
            if (!next || *next >= end) break;
            now = std::max(now, *next);
            for (const auto& name : schedule.due(now)) {
                ++polls[name];
                schedule.begin(name);
                auto outcome = script(name, now);
                outcome.startedAt = now;
                outcome.endedAt = now + Millis(200);
                outcome.requests = 3;
                schedule.finish(name, outcome);
            }
        }
        now = end;
        return polls;
    }
    SourceHealth health(const std::string& name) const { return schedule.state(name, now).health; }

    Schedule schedule;
    Time now = morning;
};

inline PollOutcome well(const std::string&, Time) { return {}; }

} // namespace shipglass
