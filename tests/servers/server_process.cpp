// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_process.h"

#include "servers/processes.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QStandardPaths>

#include <csignal>
#include <unistd.h>

namespace shipglass::testing {

namespace {

const QStringList searchPath{QStringLiteral("/usr/bin"), QStringLiteral("/bin"), QStringLiteral("/usr/sbin"),
                             QStringLiteral("/sbin"), QStringLiteral("/usr/local/bin")};
constexpr int askAgainAfterMs = 50, readyWithinMs = 60'000, prepareWithinMs = 60'000;

QString lastLines(const QByteArray& log) { return QString::fromUtf8(log.right(2000)).trimmed(); }

} // namespace

ServerProcess::ServerProcess(QString name) : m_name(std::move(name)) {
    const QString folder = m_folder.path();
    m_variables = {QStringLiteral("PATH=") + searchPath.join(u':'), QStringLiteral("HOME=") + folder,
                   QStringLiteral("TMPDIR=") + folder, QStringLiteral("LC_ALL=C.UTF-8")};
}

bool ServerProcess::write(const QString& file, const QByteArray& content) const {
    QFile target(path(file));
    return target.open(QIODevice::WriteOnly) && target.write(content) == content.size();
}

void ServerProcess::setUp(QProcess& process, const QStringList& argv) const {
    process.setProgram(QStandardPaths::findExecutable(argv.first(), searchPath));
    process.setArguments(argv.mid(1));
    process.setEnvironment(m_variables);
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setChildProcessModifier([parent = ::getpid()] { leadGroupAndDieWith(parent); });
}

bool ServerProcess::prepare(const QStringList& argv, QString* why) {
    QProcess process;
    setUp(process, argv);
    process.start();
    const bool good = process.waitForFinished(prepareWithinMs) &&
                      process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    if (!good) *why = argv.join(u' ') + QStringLiteral(" failed: ") + lastLines(process.readAll());
    return good;
}

bool ServerProcess::start(const QStringList& argv, QString* why) {
    setUp(m_process, argv);
    m_process.setStandardOutputFile(path(QStringLiteral("output.log")));
    m_process.start();
    if (m_process.waitForStarted()) return true;
    *why = m_name + QStringLiteral(" does not start: ") + m_process.errorString();
    return false;
}

bool ServerProcess::waitUntil(const std::function<bool()>& answersWell, QString* why) {
    const QDeadlineTimer deadline(readyWithinMs);
    while (!deadline.hasExpired()) {
        if (answersWell()) return true;
        // Waits for its end instead of sleeping: a server that gave up is noticed at once.
        if (m_process.waitForFinished(askAgainAfterMs) || m_process.state() == QProcess::NotRunning) {
            *why = m_name + QStringLiteral(" ended: ") + lastLines(log());
            return false;
        }
    }
    *why = m_name + QStringLiteral(" gave no good answer in a minute: ") + lastLines(log());
    return false;
}

void ServerProcess::stop() {
    if (m_process.state() == QProcess::NotRunning) return;
    const auto group = static_cast<pid_t>(-m_process.processId());
    // Nothing it holds is worth a farewell. Halted first, so that it starts nothing while its children are
    // listed.
    ::kill(group, SIGSTOP);
    const auto below = descendantsOf(m_process.processId());
    ::kill(group, SIGKILL);
    m_process.waitForFinished();
    killLeftovers(below);
}

QByteArray ServerProcess::log() const {
    QFile file(path(QStringLiteral("output.log")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool programsInstalled(const QStringList& programs, const QString& package, QString* why) {
    for (const QString& program : programs) {
        if (!QStandardPaths::findExecutable(program, searchPath).isEmpty()) continue;
        *why = QStringLiteral("%1 is not installed: apt-get install %2, or ./dev test").arg(program, package);
        return false;
    }
    return true;
}

} // namespace shipglass::testing
