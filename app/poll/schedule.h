// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/source_schedule.h"

#include <map>
#include <string>
#include <vector>

namespace shipglass {

/// When which source is polled. Knows of three things that hold for all of them: a pause, a machine that
/// slept, and no network at all, which is one state of the program and no source's fault. Pure: the time is
/// handed in.
class Schedule {
public:
    explicit Schedule(std::uint64_t seed) : m_jitter(seed) {}

    /// Adds a source or changes it. New ones start at once, a little apart from each other.
    void set(SourcePlan plan, Time now);
    void remove(const std::string& source);
    bool has(const std::string& source) const { return m_sources.contains(source); }
    /// True when a person asked for the poll that is due.
    bool asked(const std::string& source) const { return m_sources.at(source).asked(); }
    /// Goes on from what the store kept, of this process or of another one that polled meanwhile.
    void restore(const SourceState& stored, Time now);

    /// What waited for a person is looked at once after the program has started: it may be mended.
    void start(const std::string& source, Time now);

    /// The sources to poll now, in the order of their names.
    std::vector<std::string> due(Time now) const;
    void begin(const std::string& source);
    void finish(const std::string& source, const PollOutcome& outcome);
    void postpone(const std::string& source, Time until);

    void pollNow(const std::string& source, Time now);
    void pollAllNow(Time now);
    void pause(bool on) { m_paused = on; }
    bool paused() const { return m_paused; }
    /// After sleep: what is due starts spread over half a minute.
    void woke(Time now);
    /// Whether this machine has a default route. Without one, a single host is asked now and then: a closed
    /// network may well do without.
    void setRoute(bool there, Time now);
    bool offline() const { return m_offline; }

    /// When due() is worth asking again; nothing while there is nothing to come.
    std::optional<Time> next() const;
    SourceState state(const std::string& source, Time now) const;
    std::vector<SourceState> states(Time now) const;

private:
    bool allUnreachable() const;
    void goOffline(Time now);
    void goOnline(Time now);
    void spread(SourceSchedule& source, Time now);
    const SourceSchedule* probe() const;
    bool held(const SourceSchedule& source) const;

    std::map<std::string, SourceSchedule> m_sources;
    Jitter m_jitter;
    bool m_paused = false, m_offline = false, m_route = true;
    std::optional<Time> m_probeAt; ///< When one host is asked whether the network is back.
};

} // namespace shipglass
