// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "end_to_end/outcome.h"

#include <QProcess>

#include <functional>

namespace shipglass::testing {

/// A run of the program that has begun. It ends with this object, and by the kernel's hand when the test
/// dies.
class RunningProgram {
public:
    /// `output` takes its standard output in place of this object, if it is a descriptor; nobody is told then
    /// that a reader has gone, as in programs that ignore SIGPIPE.
    RunningProgram(const QStringList& arguments, const QStringList& environment, const QString& folder,
                   const QString& input, int output = -1);
    ~RunningProgram();
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;

    bool isRunning() const { return m_process.state() == QProcess::Running; }
    /// Asks again and again until it holds; false when the program ended before, or two minutes are over.
    bool waitUntil(const std::function<bool()>& holds);
    /// What it has said on standard error so far.
    QByteArray errors();
    /// Waits for it to end by itself; one that does not in two minutes is killed.
    Outcome wait();
    /// Asks it to end, as systemd and shells do. One that does not in `patienceMs` is killed.
    Outcome terminate(int patienceMs = 60'000);

private:
    Outcome finish(int patienceMs);

    QProcess m_process;
    QByteArray m_errors;
};

} // namespace shipglass::testing
