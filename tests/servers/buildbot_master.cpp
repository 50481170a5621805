// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/buildbot_master.h"

#include "servers/buildbot_config.h"
#include "servers/http.h"
#include "servers/start_server.h"

#include <QFile>

namespace shipglass::testing {

namespace {

const QString folder = QStringLiteral("master"), pages = QStringLiteral("pages");

qint64 idNamed(const QJsonArray& list, const QString& name, const QString& idKey) {
    for (const auto& entry : list) {
        if (entry[u"name"].toString() == name) return entry[idKey].toInteger();
    }
    return 0;
}

/// What the force scheduler is called with, as JSON-RPC.
QJsonDocument forceCall(qint64 builder, const QMap<QString, QString>& parameters) {
    QJsonObject params;
    params.insert(QStringLiteral("builderid"), builder);
    params.insert(QStringLiteral("username"), QStringLiteral("Ada Example <ada@example.org>"));
    for (auto entry = parameters.begin(); entry != parameters.end(); ++entry)
        params.insert(entry.key(), entry.value());
    QJsonObject call;
    call.insert(QStringLiteral("jsonrpc"), QStringLiteral("2.0"));
    call.insert(QStringLiteral("method"), QStringLiteral("force"));
    call.insert(QStringLiteral("id"), 1);
    call.insert(QStringLiteral("params"), params);
    return QJsonDocument(call);
}

} // namespace

bool BuildbotMaster::installed(QString* why) {
    return programsInstalled({QStringLiteral("buildbot"), QStringLiteral("python3")},
                             QStringLiteral("buildbot"), why);
}

std::unique_ptr<BuildbotMaster> BuildbotMaster::start(QString* why, int heartbeatSeconds) {
    if (!installed(why)) return nullptr;
    return startServer<BuildbotMaster>(
        [&](BuildbotMaster& server) { return server.begin(heartbeatSeconds, why); });
}

BuildbotMaster::BuildbotMaster(quint16 port)
    : m_url(QStringLiteral("http://127.0.0.1:%1").arg(port)), m_webPort(port), m_workerPort(freePort()),
      m_process(QStringLiteral("buildbot")) {}

bool BuildbotMaster::begin(int heartbeatSeconds, QString* why) {
    const QString directory = m_process.path(folder);
    const QString buildbot = QStringLiteral("buildbot");
    if (!m_process.prepare({buildbot, QStringLiteral("create-master"), QStringLiteral("--quiet"), directory},
                           why)) {
        return false;
    }
    m_process.write(folder + QStringLiteral("/master.cfg"),
                    buildbotConfiguration(m_webPort, m_workerPort, heartbeatSeconds));
    writePagesStandIn(m_process, pages);
    m_process.setVariable(QStringLiteral("PYTHONPATH"), m_process.path(pages));
    const QStringList argv{buildbot, QStringLiteral("start"), QStringLiteral("--nodaemon"), directory};
    return m_process.start(argv, why) &&
           m_process.waitUntil([this] { return list(QStringLiteral("builders")).size() == 8; }, why);
}

QJsonArray BuildbotMaster::list(const QString& path) const {
    const QString key = path.section(u'?', 0, 0).section(u'/', -1);
    return httpGet(api(path)).json()[key].toArray();
}

bool BuildbotMaster::hasWorker(const QString& name) const {
    for (const auto& worker : list(QStringLiteral("workers"))) {
        if (worker[u"name"].toString() == name) return !worker[u"connected_to"].toArray().isEmpty();
    }
    return false;
}

qint64 BuildbotMaster::force(const QString& builder, const QMap<QString, QString>& parameters, QString* why) {
    const qint64 id = idNamed(list(QStringLiteral("builders")), builder, QStringLiteral("builderid"));
    const HttpAnswer answer =
        httpPost(api(QStringLiteral("forceschedulers/force")), forceCall(id, parameters));
    // [build set, {builder: build request}]
    const QJsonValue request = answer.json()[u"result"].toArray().at(1)[QString::number(id)];
    if (!request.isDouble())
        *why = QStringLiteral("forcing ") + builder + QStringLiteral(": ") + answer.text();
    return request.toInteger();
}

QJsonObject BuildbotMaster::buildOf(qint64 request) const {
    const QJsonArray builds = list(QStringLiteral("buildrequests/%1/builds").arg(request));
    return builds.isEmpty() ? QJsonObject() : builds.last().toObject();
}

QJsonObject BuildbotMaster::waitForBuild(qint64 request, QString* why,
                                         const std::function<bool(const QJsonObject&)>& holds) {
    QJsonObject build;
    const auto reached = [&] {
        build = buildOf(request);
        return !build.isEmpty() && (!holds || holds(build));
    };
    return m_process.waitUntil(reached, why) ? build : QJsonObject();
}

QJsonObject BuildbotMaster::waitForResult(qint64 request, QString* why) {
    return waitForBuild(request, why, [](const QJsonObject& build) { return build[u"complete"].toBool(); });
}

QString BuildbotMaster::logOf(qint64 build, const QString& step) const {
    const QJsonArray steps = list(QStringLiteral("builds/%1/steps").arg(build));
    const qint64 id = idNamed(steps, step, QStringLiteral("stepid"));
    const HttpAnswer answer = httpGet(api(QStringLiteral("steps/%1/logs/stdio/contents").arg(id)));
    return answer.json()[u"logchunks"].toArray().at(0)[u"content"].toString();
}

QList<QByteArray> BuildbotMaster::accessLog() const {
    QFile file(m_process.path(folder + QStringLiteral("/http.log")));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeLast(); // What follows the last end of a line is not whole yet.
    return lines;
}

} // namespace shipglass::testing
