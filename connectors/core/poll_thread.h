// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace shipglass {

class CurlTransport;
class LoopClock;
class LocalMachine;

/// What lives on the poll thread and is used there only.
struct PollWorld {
    CurlTransport& transport;
    LoopClock& clock;
    LocalMachine& machine;
};

/// The thread that runs all connectors: a Qt event loop with the transport, the clock and this machine. Its
/// public functions may be called from any other thread.
class PollThread {
public:
    PollThread();
    PollThread(const PollThread&) = delete;
    PollThread& operator=(const PollThread&) = delete;
    /// Stops.
    ~PollThread();

    /// Runs `work` on the thread, in the order of posting; false, and never, once the thread is stopping.
    /// What is still waiting then is destroyed on the thread without being run.
    bool post(std::function<void(PollWorld&)> work);
    /// Makes something that lives on the thread: it is destroyed there when the thread stops, before the
    /// world and in the reverse order of making.
    bool inhabit(std::function<std::shared_ptr<void>(PollWorld&)> make);
    /// Ends the loop, destroys everything on the thread, and waits for that. Not to be called on the thread
    /// itself.
    void stop();

private:
    class Runner;
    std::unique_ptr<Runner> m_runner;
};

} // namespace shipglass
