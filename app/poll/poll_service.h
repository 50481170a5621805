// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/executor.h"
#include "poll/once.h"
#include "poll/poller.h"

namespace shipglass {

/// What someone waits for; letting go of it cancels, after which its callback is not called any more.
class Ticket {
public:
    Ticket() = default;
    explicit Ticket(std::function<void()> cancel) : m_cancel(std::move(cancel)) {}
    Ticket(Ticket&& other) noexcept : m_cancel(std::exchange(other.m_cancel, nullptr)) {}
    Ticket& operator=(Ticket&& other) noexcept {
        std::swap(m_cancel, other.m_cancel);
        return *this;
    }
    ~Ticket() {
        if (m_cancel) m_cancel();
    }

private:
    std::function<void()> m_cancel;
};

/// The poller for everybody else: callable from any one thread, the window's or the command line's. Callbacks
/// and events come through `caller`. A source that is not configured gives an error of the kind `config`.
class PollService {
public:
    using MakePoller = std::function<std::unique_ptr<Poller>(PollEvents)>;
    template <class T> using Callback = std::function<void(Result<T>)>;

    /// `make` is called on the poll thread.
    PollService(Executor pollThread, Executor caller, MakePoller make, PollEvents events);
    /// Ends what is under way, on the poll thread, which must still run; call stop() first where actions
    /// matter.
    ~PollService();

    void configure(PolledSources sources);
    void start();
    void stop(std::function<void()> done);

    void pollNow(const std::string& source);
    void pollAllNow();
    void pause(bool on);
    void stopBackfill(const std::string& source);
    Ticket once(std::vector<std::string> sources, std::optional<Time> since,
                Callback<std::vector<PollReport>> done);

    Ticket test(const std::string& source, Callback<Health> done);
    Ticket detail(const std::string& source, Record record, Callback<Record> done);
    Ticket log(const std::string& source, LogRef log, Callback<LogPage> done);
    Ticket search(const std::string& source, LogQuery query, Callback<LogPage> done);
    Ticket query(const std::string& source, MetricQuery query, Callback<SeriesSet> done);
    Ticket compare(const std::string& source, CommitRange range, Callback<CommitSet> done);

    /// Sent once; not cancelled when nobody waits any more.
    void act(const std::string& source, ActionRequest request, Callback<ActionReport> done);
    void forget(const std::string& source, Callback<Done> done);

private:
    struct Wish;
    struct PollSide;
    void post(std::function<void(Poller&)> work);
    template <class T> Ticket ask(std::function<Task<T>(Poller*)> make, Callback<T> done);
    template <class T, class Argument>
    Ticket call(const std::string& source, Task<T> (*Connector::*function)(Session, Argument),
                Argument argument, Callback<T> done);
    template <class T> Callback<T> delivered(Callback<T> done) const;

    Executor m_pollThread, m_caller;
    std::shared_ptr<PollSide> m_pollSide;
};

} // namespace shipglass
