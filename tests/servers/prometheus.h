// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/prometheus_config.h"
#include "servers/server_process.h"

#include <QJsonArray>
#include <QUrl>

#include <memory>

namespace shipglass::testing {

/// Debian's prometheus with rules that really fire; see prometheus_config.h for which.
class PrometheusServer {
public:
    static bool installed(QString* why);
    static std::unique_ptr<PrometheusServer> start(const PrometheusSetup& setup, QString* why);
    explicit PrometheusServer(quint16 port);

    QUrl url() const { return m_url; }
    QString target() const { return m_url.authority(); }
    /// The alerts of its own rules that are `pending` or `firing`.
    QJsonArray alerts() const;
    /// The state of an alert, empty when it is neither pending nor firing.
    QString stateOf(const QString& alertName) const;
    /// The result of an instant query.
    QJsonArray query(const QString& expression) const;
    ServerProcess& process() { return m_process; }

private:
    bool begin(const PrometheusSetup& setup, QString* why);

    QUrl m_url;
    ServerProcess m_process;
};

} // namespace shipglass::testing
