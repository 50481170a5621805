// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/alertmanager.h"
#include "servers/buildbot_worker.h"

namespace shipglass::testing {

/// What a small team has: a Buildbot with a worker, and an Alertmanager.
struct CiAndAlerts {
    std::unique_ptr<BuildbotMaster> master;
    std::unique_ptr<BuildbotWorker> worker;
    std::unique_ptr<AlertmanagerServer> alertmanager;

    static bool installed(QString* why);
    /// False and `why` when one of them does not start.
    bool start(QString* why);
    /// A configuration whose two arguments are the addresses of both.
    QByteArray configuration(const char* yaml) const;
};

} // namespace shipglass::testing
