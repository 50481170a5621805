// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/pace.h"
#include "store/source_state.h"

#include <string>

namespace shipglass {

/// What the schedule knows of a source's configuration. `host` is empty for what needs no network; `revision`
/// is any text that changes with the credential, or with what else an edit may have mended.
struct SourcePlan {
    std::string name, kind, host, revision;
    Pace pace;
    bool enabled = true;

    bool networked() const { return !host.empty(); }
};

/// What a poll came to. `error` is the source's own failure, `partial` one of the scopes'.
struct PollOutcome {
    Time startedAt{}, endedAt{};
    std::optional<Error> error, partial;
    bool moving = false;
    std::optional<Time> lastActivity, lookAgainAt;
    std::int64_t requests = 0, notModified = 0, bytes = 0;
    std::string backfill;
    std::optional<Millis> skew; ///< The server's clock minus ours; nothing where this poll did not hear it.
};

/// When one source is polled next, and how it is doing. Pure: the time is handed in.
class SourceSchedule {
public:
    SourceSchedule(SourcePlan plan, Time firstPoll);

    /// Takes a changed configuration; another revision ends what waited for one.
    void change(SourcePlan plan, Time now);
    /// Goes on from what the store kept, of this process or another.
    void restore(const SourceState& stored, Time now);

    /// The first look after a start of the program: what waited for a person may have been mended meanwhile.
    void start(Time now);
    void begin();
    void finish(const PollOutcome& outcome, Jitter& jitter);
    /// Ends a poll that did not happen: another process has the source, or a person stopped it.
    void postpone(Time until);
    /// A person asks; a rate limit still in force is kept.
    void pollNow(Time now);
    /// Polls at `when`, unless something speaks against asking before a later time.
    void hasten(Time when, Time now);
    /// Takes back that the last failure was the source's own: there was no network.
    void excuse();

    const SourcePlan& plan() const { return m_plan; }
    bool polling() const { return m_polling; }
    bool asked() const { return m_asked; } ///< By a person, so that a pause does not hold it.
    bool unreachable() const;              ///< The last poll found no way to the host.
    std::optional<Time> polledAt() const { return m_state.polledAt; }
    /// Nothing while polling or disabled.
    std::optional<Time> next() const;
    /// Without the scopes and the cost of the last hour, which are for the store to know: other processes
    /// poll too.
    SourceState state(Time now) const;

private:
    bool limited(Time now) const;
    SourceHealth health(Time now) const;
    void note(const PollOutcome& outcome);

    SourcePlan m_plan;
    SourceState m_state;
    Progress m_progress;
    std::optional<Time> m_next;
    bool m_partial = false, m_polling = false, m_asked = false, m_excused = false;
};

} // namespace shipglass
