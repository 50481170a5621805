// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/server_process.h"

namespace shipglass::testing {

/// master.cfg for these ports. Builders, all but the last on the worker `steady`:
///   pass      compile, test and package succeed
///   fail      test fails with exit code 3, package is not reached
///   unstable  ends with warnings
///   slow      writes a line of its log every half second, property `lines` of them (240 without it)
///   deploy    rolls out to property `environment`, `lines` long (4 without it), and holds a lock meanwhile
///   migrate   needs the same lock: while deploy rolls out, its step waits
///   heartbeat runs by itself every `heartbeatSeconds`, the first time at once
///   wait      for the worker `away`, which never comes: its requests stay queued
/// The scheduler `force` takes all but heartbeat, with `branch`, `revision`, `reason` and `username`.
QByteArray buildbotConfiguration(quint16 webPort, quint16 workerPort, int heartbeatSeconds);

/// Debian has no package with Buildbot's web pages, and without one the master serves no API either. This
/// writes a Python package into `folder` that stands in for it and serves an empty page.
bool writePagesStandIn(const ServerProcess& process, const QString& folder);

} // namespace shipglass::testing
