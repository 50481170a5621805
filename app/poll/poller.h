// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/action_run.h"
#include "poll/commit_filler.h"
#include "poll/poll_events.h"
#include "poll/schedule.h"
#include "poll/source_runner.h"

#include <list>
#include <set>

namespace shipglass {

/// Polls the configured sources as the schedule says, and acts for people. Lives on the poll thread; what its
/// place refers to outlives it. Destroying it ends all polls.
class Poller {
public:
    /// `hasRoute` says whether this machine has a way out; it may be empty.
    Poller(PollPlace place, std::uint64_t seed, std::function<bool()> hasRoute, PollEvents events);
    ~Poller();

    /// Takes the configuration, at first or again while running.
    void configure(PolledSources sources);
    /// Begins to poll, going on from the states in the store.
    void start();
    /// Ends all polls, lets actions come to their end for a few seconds, and calls back when the store has it
    /// all.
    void stop(std::function<void()> done);

    void pollNow(const std::string& source);
    void pollAllNow();
    void pause(bool on);
    /// Ends the reading of old history: what is there stays, and from now on the source is read forward only,
    /// in every process. `poll --since` still reads further back.
    void stopBackfill(const std::string& source);

    /// Nothing for a name that is not configured.
    const PolledSource* source(const std::string& name) const;
    const std::vector<PolledSource>& sources() const { return m_configured.sources; }
    const DeliverySettings& delivery() const { return m_configured.delivery; }
    const PollPlace& place() const { return m_place; }
    const PollEvents& events() const { return m_events; }
    /// Runs to its end also when nobody waits for it any more.
    void act(const std::string& source, ActionRequest request,
             std::function<void(Result<ActionReport>)> done);
    /// Deletes what is known of a source. One that is still configured begins anew.
    void forget(const std::string& source, std::function<void(Result<Done>)> done);

private:
    using States = std::vector<SourceState>;
    void removeAllBut(const std::set<std::string>& names);
    void join(const PolledSource& source, const States& stored);
    void takeUp(const States& stored);
    void readThenTakeUp();
    void tick();
    void ringAt(Time at);
    void startPoll(const std::string& source);
    void pollEnded(const std::string& source, const PollEnd& end);
    PollOrder order(const std::string& source);
    void tell(const std::string& source);
    template <class T> void work(Task<T> task, std::function<void(Result<T>)> done);
    void forgotten(const std::string& source);
    void close();
    void prune();

    PollPlace m_place;
    std::function<bool()> m_hasRoute;
    PollEvents m_events;
    Schedule m_schedule;
    PolledSources m_configured;
    CommitFiller m_commits;
    std::map<std::string, std::unique_ptr<SourceRunner>> m_runners;
    std::list<std::unique_ptr<Operation>> m_works; ///< Actions, and the forgetting of sources.
    std::set<std::string> m_forgetting;
    std::unique_ptr<Operation> m_timer, m_pruneTimer, m_pruning, m_reading, m_closing;
    std::function<void()> m_stopped;
    Time m_ringAt{};
    bool m_running = false, m_offline = false;
};

} // namespace shipglass
