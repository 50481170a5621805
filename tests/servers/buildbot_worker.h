// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/buildbot_master.h"

namespace shipglass::testing {

/// Debian's buildbot-worker, connected to a master as `steady`, which runs up to four builds at once. It
/// knows nothing of this process's environment: build logs print all of theirs.
class BuildbotWorker {
public:
    static bool installed(QString* why);
    /// Returns when the master sees the worker.
    static std::unique_ptr<BuildbotWorker> start(const BuildbotMaster& master, QString* why);

    ServerProcess& process() { return m_process; }

private:
    ServerProcess m_process{QStringLiteral("buildbot-worker")};
};

} // namespace shipglass::testing
