// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/ci_and_alerts.h"

namespace shipglass::testing {

bool CiAndAlerts::installed(QString* why) {
    return BuildbotMaster::installed(why) && BuildbotWorker::installed(why) &&
           AlertmanagerServer::installed(why);
}

bool CiAndAlerts::start(QString* why) {
    master = BuildbotMaster::start(why);
    worker = master ? BuildbotWorker::start(*master, why) : nullptr;
    alertmanager = worker ? AlertmanagerServer::start(why) : nullptr;
    return alertmanager != nullptr;
}

QByteArray CiAndAlerts::configuration(const char* yaml) const {
    return QString(yaml).arg(master->url().toString(), alertmanager->url().toString()).toUtf8();
}

} // namespace shipglass::testing
