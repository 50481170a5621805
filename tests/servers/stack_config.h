// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/alertmanager.h"
#include "servers/buildbot_worker.h"
#include "servers/git_repository.h"
#include "servers/node_exporter.h"
#include "servers/prometheus.h"

namespace shipglass::testing {

/// All servers of `./dev stack`.
struct Stack {
    std::unique_ptr<NodeExporterServer> nodeExporter;
    std::unique_ptr<AlertmanagerServer> alertmanager;
    std::unique_ptr<PrometheusServer> prometheus;
    std::unique_ptr<BuildbotMaster> master;
    std::unique_ptr<BuildbotWorker> worker;
    std::unique_ptr<GitRepository> repository;

    /// Starts them one after the other and says each on standard error; stops at the first that does not
    /// start.
    bool start(QString* why);
};

/// shipglass.yaml with a source for each of them, and actions allowed: nothing here is anybody's production.
QByteArray stackConfiguration(const Stack& stack);

} // namespace shipglass::testing
