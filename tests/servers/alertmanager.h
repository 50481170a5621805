// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/http.h"
#include "servers/server_process.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QUrl>

#include <memory>

namespace shipglass::testing {

/// Debian's prometheus-alertmanager with one receiver that tells nobody.
class AlertmanagerServer {
public:
    static bool installed(QString* why);
    static std::unique_ptr<AlertmanagerServer> start(QString* why);
    explicit AlertmanagerServer(quint16 port);

    QUrl url() const { return m_url; }
    QString target() const { return m_url.authority(); }
    /// All alerts as the API gives them, silenced ones too.
    QJsonArray alerts() const;
    /// Those with this `alertname`.
    QJsonArray alertsNamed(const QString& name) const;
    QJsonArray silences() const;
    /// Fires an alert for an hour, as a Prometheus would.
    bool fire(const QMap<QString, QString>& labels, const QMap<QString, QString>& annotations,
              QString* why) const;
    /// Says that an alert which was fired by hand is over.
    bool end(const QMap<QString, QString>& labels, QString* why) const;
    ServerProcess& process() { return m_process; }

private:
    bool begin(QString* why);
    bool post(QJsonObject alert, const QMap<QString, QString>& labels, QString* why) const;
    QUrl api(const QString& path) const { return QUrl(m_url.toString() + QStringLiteral("/api/v2/") + path); }

    QUrl m_url;
    ServerProcess m_process;
};

} // namespace shipglass::testing
