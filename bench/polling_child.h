// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parts.h"
#include "records/time.h"

#include <QProcess>
#include <QTemporaryDir>

#include <functional>

namespace shipglass::bench {

/// A real `shipglass poll` as a child, in a home of its own, with sources that all ask one server. Its early
/// end is thrown.
class PollingChild {
public:
    PollingChild(const Scale& scale, const std::string& server, int sources, std::chrono::seconds every);
    /// Asks it to end, and waits.
    ~PollingChild();
    PollingChild(const PollingChild&) = delete;
    PollingChild& operator=(const PollingChild&) = delete;

    /// Lets it run for so long.
    void wait(Millis span);
    /// Lets it run until this holds, a minute at most.
    void waitUntil(const std::function<bool()>& done);
    /// Milliseconds of the processor that it has used so far.
    double processorTime() const;
    /// MB.
    double peakMemory() const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace shipglass::bench
