// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/server_process.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QUrl>

#include <functional>
#include <memory>

namespace shipglass::testing {

/// Debian's buildbot master with the builders that buildbot_config.h lists. Nothing is built without a
/// worker.
class BuildbotMaster {
public:
    static bool installed(QString* why);
    static std::unique_ptr<BuildbotMaster> start(QString* why, int heartbeatSeconds = 3600);
    explicit BuildbotMaster(quint16 port);

    QUrl url() const { return m_url; }
    /// Where workers connect to, as `127.0.0.1:port`.
    QString workerAddress() const { return QStringLiteral("127.0.0.1:%1").arg(m_workerPort); }
    bool hasWorker(const QString& name) const;

    /// The list that `/api/v2/<path>` answers with; the key is the path's last word.
    QJsonArray list(const QString& path) const;
    /// Asks for a build with parameters as `branch`, `revision`, `reason`, `username`, `lines`,
    /// `environment`. Gives the id of the build request, 0 when it was refused.
    qint64 force(const QString& builder, const QMap<QString, QString>& parameters, QString* why);
    /// The newest build of a request, empty while it is queued.
    QJsonObject buildOf(qint64 request) const;
    /// Waits until the build of a request began, or until `holds` is true of it; at most a minute.
    QJsonObject waitForBuild(qint64 request, QString* why,
                             const std::function<bool(const QJsonObject&)>& holds = {});
    QJsonObject waitForResult(qint64 request, QString* why);
    /// The log `stdio` of one of a build's steps, as it is now.
    QString logOf(qint64 build, const QString& step) const;
    /// Its access log, a line for each request that it answered: `"GET /api/v2/builders HTTP/1.1" 200 ...`,
    /// and last who asked.
    QList<QByteArray> accessLog() const;
    ServerProcess& process() { return m_process; }

private:
    bool begin(int heartbeatSeconds, QString* why);
    QUrl api(const QString& path) const { return QUrl(m_url.toString() + QStringLiteral("/api/v2/") + path); }

    QUrl m_url;
    quint16 m_webPort, m_workerPort;
    ServerProcess m_process;
};

} // namespace shipglass::testing
