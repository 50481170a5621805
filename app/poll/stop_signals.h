// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace shipglass {

/// Lets a program without an event loop of its own wait for SIGTERM, SIGINT or SIGHUP, or for its own work to
/// be done. One at a time; child processes inherit nothing of it.
class StopSignals {
public:
    /// What a waiting read of a thread does when a signal comes: goes on, or ends as if there was no more.
    enum class Reads { goOn, end };
    explicit StopSignals(Reads reads = Reads::goOn);
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    ~StopSignals();

    /// Waits, up to `milliseconds` where that is not negative. False when there was no signal, but wake() or
    /// the time.
    bool wait(int milliseconds = -1);
    /// Ends wait(), from any thread, at once or when it is next called.
    void wake();
};

} // namespace shipglass
