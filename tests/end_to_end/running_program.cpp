// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/running_program.h"

#include "servers/processes.h"

#include <QDeadlineTimer>

#include <csignal>

#include <unistd.h>

namespace shipglass::testing {

namespace {

constexpr int longestMs = 120'000, askAgainAfterMs = 100;

} // namespace

RunningProgram::RunningProgram(const QStringList& arguments, const QStringList& environment,
                               const QString& folder, const QString& input, int output) {
    m_process.setProgram(QStringLiteral(SHIPGLASS_PROGRAM));
    m_process.setArguments(arguments);
    m_process.setEnvironment(environment);
    m_process.setWorkingDirectory(folder);
    m_process.setStandardInputFile(input);
    m_process.setChildProcessModifier([parent = ::getpid(), output] {
        leadGroupAndDieWith(parent);
        if (output < 0) return;
        ::dup2(output, STDOUT_FILENO);
        std::signal(SIGPIPE, SIG_IGN);
    });
    m_process.start();
    m_process.waitForStarted();
}

RunningProgram::~RunningProgram() {
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.kill();
    m_process.waitForFinished();
}

bool RunningProgram::waitUntil(const std::function<bool()>& holds) {
    const QDeadlineTimer deadline(longestMs);
    while (!deadline.hasExpired()) {
        if (holds()) return true;
        // Waits for its end instead of sleeping: a program that gave up is noticed at once.
        if (m_process.waitForFinished(askAgainAfterMs) || !isRunning()) return false;
    }
    return false;
}

QByteArray RunningProgram::errors() {
    m_errors += m_process.readAllStandardError();
    return m_errors;
}

Outcome RunningProgram::wait() { return finish(longestMs); }

Outcome RunningProgram::terminate(int patienceMs) {
    m_process.terminate();
    return finish(patienceMs);
}

Outcome RunningProgram::finish(int patienceMs) {
    const bool ended = m_process.state() == QProcess::NotRunning || m_process.waitForFinished(patienceMs);
    Outcome outcome;
    if (ended && m_process.exitStatus() == QProcess::NormalExit) outcome.exit = m_process.exitCode();
    if (!ended) {
        m_process.kill();
        m_process.waitForFinished();
    }
    outcome.out = m_process.readAllStandardOutput();
    outcome.err = errors();
    return outcome;
}

} // namespace shipglass::testing
