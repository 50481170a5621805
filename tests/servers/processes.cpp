// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/processes.h"

#include <QDir>
#include <QFile>

#include <csignal>
#include <optional>
#include <sys/prctl.h>
#include <unistd.h>

namespace shipglass::testing {

namespace {

/// What of /proc/<pid>/stat is of use.
struct Stat {
    char state = 0;
    qint64 parent = 0;
    quint64 startTicks = 0;
};

std::optional<Stat> statOf(qint64 pid) {
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QByteArray text = file.readAll();
    // The program's name stands in brackets and may hold anything, brackets too.
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    if (fields.size() < 20) return {};
    return Stat{fields[0].front(), fields[1].toLongLong(), fields[19].toULongLong()};
}

} // namespace

bool isRunning(qint64 pid) {
    const auto stat = statOf(pid);
    return stat && stat->state != 'Z' && stat->state != 'X';
}

QList<ProcessId> descendantsOf(qint64 pid) {
    QMultiMap<qint64, ProcessId> children;
    const QStringList names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString& name : names) {
        const auto stat = statOf(name.toLongLong());
        if (stat) children.insert(stat->parent, {name.toLongLong(), stat->startTicks});
    }
    QList<ProcessId> found = children.values(pid);
    for (qsizetype i = 0; i < found.size(); ++i) found += children.values(found[i].pid);
    return found;
}

void killLeftovers(const QList<ProcessId>& processes) {
    for (const ProcessId& process : processes) {
        const auto stat = statOf(process.pid);
        if (stat && stat->startTicks == process.startTicks) ::kill(static_cast<pid_t>(process.pid), SIGKILL);
    }
}

void leadGroupAndDieWith(qint64 parent) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);
}

} // namespace shipglass::testing
