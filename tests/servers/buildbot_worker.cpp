// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/buildbot_worker.h"

#include <QFile>

namespace shipglass::testing {

namespace {

/// A worker keeps output back for five seconds; half a one lets a log grow as it is looked at.
bool sendOutputSooner(const ServerProcess& process) {
    QFile file(process.path(QStringLiteral("worker/buildbot.tac")));
    return file.open(QIODevice::Append) && file.write("\ns.bot.buffer_timeout = 0.5\n") > 0;
}

} // namespace

bool BuildbotWorker::installed(QString* why) {
    return programsInstalled({QStringLiteral("buildbot-worker")}, QStringLiteral("buildbot-worker"), why);
}

std::unique_ptr<BuildbotWorker> BuildbotWorker::start(const BuildbotMaster& master, QString* why) {
    if (!installed(why)) return nullptr;
    auto worker = std::make_unique<BuildbotWorker>();
    ServerProcess& process = worker->m_process;
    const QString program = QStringLiteral("buildbot-worker"), name = QStringLiteral("steady");
    const QString directory = process.path(QStringLiteral("worker"));
    const QStringList create{program,
                             QStringLiteral("create-worker"),
                             QStringLiteral("--quiet"),
                             directory,
                             master.workerAddress(),
                             name,
                             QStringLiteral("for-this-test")};
    const QStringList run{program, QStringLiteral("start"), QStringLiteral("--nodaemon"), directory};
    const bool good = process.prepare(create, why) && sendOutputSooner(process) && process.start(run, why) &&
                      process.waitUntil([&] { return master.hasWorker(name); }, why);
    if (!good) return nullptr;
    return worker;
}

} // namespace shipglass::testing
