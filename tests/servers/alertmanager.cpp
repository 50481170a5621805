// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/alertmanager.h"

#include "servers/start_server.h"

#include <QDateTime>

namespace shipglass::testing {

namespace {

constexpr const char* configuration = R"(# No waiting: a test sees an alert at once.
route:
  receiver: nobody
  group_by: [alertname, job]
  group_wait: 1s
  group_interval: 5s
receivers:
  - name: nobody
)";

QJsonObject objectOf(const QMap<QString, QString>& values) {
    QJsonObject object;
    for (auto value = values.begin(); value != values.end(); ++value)
        object.insert(value.key(), value.value());
    return object;
}

} // namespace

bool AlertmanagerServer::installed(QString* why) {
    return programsInstalled({QStringLiteral("prometheus-alertmanager")},
                             QStringLiteral("prometheus-alertmanager"), why);
}

std::unique_ptr<AlertmanagerServer> AlertmanagerServer::start(QString* why) {
    if (!installed(why)) return nullptr;
    return startServer<AlertmanagerServer>([why](AlertmanagerServer& server) { return server.begin(why); });
}

AlertmanagerServer::AlertmanagerServer(quint16 port)
    : m_url(QStringLiteral("http://127.0.0.1:%1").arg(port)), m_process(QStringLiteral("alertmanager")) {}

bool AlertmanagerServer::begin(QString* why) {
    m_process.write(QStringLiteral("alertmanager.yml"), configuration);
    const QStringList argv{QStringLiteral("prometheus-alertmanager"),
                           QStringLiteral("--config.file=") +
                               m_process.path(QStringLiteral("alertmanager.yml")),
                           QStringLiteral("--storage.path=") + m_process.path(QStringLiteral("data")),
                           QStringLiteral("--web.listen-address=") + target(),
                           QStringLiteral("--web.external-url=") + m_url.toString(),
                           QStringLiteral("--cluster.listen-address=")};
    return m_process.start(argv, why) &&
           m_process.waitUntil([this] { return httpGet(api(QStringLiteral("status"))).good(); }, why);
}

QJsonArray AlertmanagerServer::alerts() const {
    return httpGet(api(QStringLiteral("alerts"))).json().array();
}

QJsonArray AlertmanagerServer::alertsNamed(const QString& name) const {
    QUrl url = api(QStringLiteral("alerts"));
    url.setQuery(QStringLiteral("filter=alertname%3D%22") + QString::fromUtf8(QUrl::toPercentEncoding(name)) +
                 QStringLiteral("%22"));
    return httpGet(url).json().array();
}

QJsonArray AlertmanagerServer::silences() const {
    return httpGet(api(QStringLiteral("silences"))).json().array();
}

bool AlertmanagerServer::fire(const QMap<QString, QString>& labels, const QMap<QString, QString>& annotations,
                              QString* why) const {
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QJsonObject alert;
    alert.insert(QStringLiteral("annotations"), objectOf(annotations));
    alert.insert(QStringLiteral("startsAt"), now.toString(Qt::ISODateWithMs));
    alert.insert(QStringLiteral("endsAt"), now.addSecs(3600).toString(Qt::ISODateWithMs));
    return post(alert, labels, why);
}

bool AlertmanagerServer::end(const QMap<QString, QString>& labels, QString* why) const {
    QJsonObject alert;
    alert.insert(QStringLiteral("endsAt"), QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
    return post(alert, labels, why);
}

bool AlertmanagerServer::post(QJsonObject alert, const QMap<QString, QString>& labels, QString* why) const {
    alert.insert(QStringLiteral("labels"), objectOf(labels));
    QJsonArray alerts;
    alerts.append(alert);
    const HttpAnswer answer = httpPost(api(QStringLiteral("alerts")), QJsonDocument(alerts));
    if (!answer.good()) *why = answer.text();
    return answer.good();
}

} // namespace shipglass::testing
