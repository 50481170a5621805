// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/secrets.h"

#include <QDeadlineTimer>
#include <QProcess>

#include <csignal>
#include <cstring>

#include <unistd.h>

namespace shipglass {

namespace {

constexpr qint64 largestOutput = 64 << 10;

Error failed(const std::string& program, const std::string& how, Fault fault = Fault::config) {
    return Error{fault, "the command " + program + " " + how, 0, {}};
}

/// What a password manager needs to find its own things, and nothing else of ours.
QProcessEnvironment smallEnvironment() {
    const auto ours = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment small;
    for (const char* name : {"PATH", "HOME", "USER", "LOGNAME", "LANG", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                             "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "GNUPGHOME"})
        if (ours.contains(name)) small.insert(name, ours.value(name));
    return small;
}

void prepare(QProcess& child, const std::vector<std::string>& argv) {
    QStringList arguments;
    for (std::size_t index = 1; index < argv.size(); ++index)
        arguments << QString::fromStdString(argv[index]);
    child.setProgram(QString::fromStdString(argv.front()));
    child.setArguments(arguments);
    child.setProcessEnvironment(smallEnvironment());
    child.setStandardInputFile(QProcess::nullDevice());
    child.setStandardErrorFile(QProcess::nullDevice());
    child.setChildProcessModifier([] { ::setpgid(0, 0); });
}

/// Waits for the end, the limit or more output than a secret has; true for the end.
bool finished(QProcess& child, Millis limit) {
    const QDeadlineTimer deadline(limit);
    while (child.state() != QProcess::NotRunning && !deadline.hasExpired() &&
           child.bytesAvailable() <= largestOutput)
        child.waitForReadyRead(static_cast<int>(deadline.remainingTime()));
    return child.state() == QProcess::NotRunning;
}

/// The whole group: a child of the child may hold the output open.
void endGroup(QProcess& child, qint64 group) {
    if (group > 0) ::kill(static_cast<pid_t>(-group), SIGKILL);
    child.kill();
    child.waitForFinished(1'000);
}

} // namespace

Result<Secret> runSecretCommand(const std::vector<std::string>& argv, Millis limit) {
    QProcess child;
    prepare(child, argv);
    child.start();
    if (!child.waitForStarted()) return failed(argv.front(), "cannot be started");
    const auto group = child.processId();
    const bool ended = finished(child, limit);
    endGroup(child, group);
    QByteArray output = child.readAllStandardOutput();
    const bool fits = output.size() <= largestOutput;
    Secret secret(withoutLineEnd({output.constData(), static_cast<std::size_t>(output.size())}));
    ::explicit_bzero(output.data(), static_cast<std::size_t>(output.size()));
    if (!fits) return failed(argv.front(), "wrote more than 64 KB");
    if (!ended) return failed(argv.front(), "did not end within " + formatDuration(limit), Fault::timeout);
    if (child.exitStatus() != QProcess::NormalExit) return failed(argv.front(), "was ended by a signal");
    if (child.exitCode() != 0)
        return failed(argv.front(), "ended with exit code " + std::to_string(child.exitCode()));
    return secret;
}

} // namespace shipglass
