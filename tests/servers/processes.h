// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QtGlobal>

namespace shipglass::testing {

/// A process as the kernel knows it; the start time tells it from a later one of the same id.
struct ProcessId {
    qint64 pid = 0;
    quint64 startTicks = 0;
};

/// Whether the process runs; one that ended and was not yet waited for does not.
bool isRunning(qint64 pid);

/// The children of a process, theirs, and so on.
QList<ProcessId> descendantsOf(qint64 pid);

/// Ends those that still run and are still the same.
void killLeftovers(const QList<ProcessId>& processes);

/// For a child between fork and exec, so it calls nothing that could take a lock: makes it a process group of
/// its own, which the kernel ends when the thread that started it does.
void leadGroupAndDieWith(qint64 parent);

} // namespace shipglass::testing
