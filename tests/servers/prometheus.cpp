// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/prometheus.h"

#include "servers/http.h"
#include "servers/start_server.h"

#include <QUrlQuery>

namespace shipglass::testing {

bool PrometheusServer::installed(QString* why) {
    return programsInstalled({QStringLiteral("prometheus")}, QStringLiteral("prometheus"), why);
}

std::unique_ptr<PrometheusServer> PrometheusServer::start(const PrometheusSetup& setup, QString* why) {
    if (!installed(why)) return nullptr;
    return startServer<PrometheusServer>([&](PrometheusServer& server) { return server.begin(setup, why); });
}

PrometheusServer::PrometheusServer(quint16 port)
    : m_url(QStringLiteral("http://127.0.0.1:%1").arg(port)), m_process(QStringLiteral("prometheus")) {}

bool PrometheusServer::begin(const PrometheusSetup& setup, QString* why) {
    m_process.write(QStringLiteral("prometheus.yml"), prometheusConfiguration(setup, target()));
    m_process.write(QStringLiteral("rules.yml"), prometheusRules(setup));
    const QStringList argv{
        QStringLiteral("prometheus"),
        QStringLiteral("--config.file=") + m_process.path(QStringLiteral("prometheus.yml")),
        QStringLiteral("--storage.tsdb.path=") + m_process.path(QStringLiteral("data")),
        // What was sent before the Alertmanager was found is sent again soon.
        QStringLiteral("--rules.alert.resend-delay=2s"), QStringLiteral("--web.listen-address=") + target(),
        QStringLiteral("--web.external-url=") + m_url.toString()};
    const QUrl ready(m_url.toString() + QStringLiteral("/-/ready"));
    return m_process.start(argv, why) && m_process.waitUntil([&] { return httpGet(ready).good(); }, why);
}

QJsonArray PrometheusServer::alerts() const {
    const HttpAnswer answer = httpGet(QUrl(m_url.toString() + QStringLiteral("/api/v1/alerts")));
    return answer.json()[u"data"][u"alerts"].toArray();
}

QString PrometheusServer::stateOf(const QString& alertName) const {
    for (const auto& alert : alerts()) {
        if (alert[u"labels"][u"alertname"].toString() == alertName) return alert[u"state"].toString();
    }
    return {};
}

QJsonArray PrometheusServer::query(const QString& expression) const {
    QUrl url(m_url.toString() + QStringLiteral("/api/v1/query"));
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("query"), QString::fromUtf8(QUrl::toPercentEncoding(expression)));
    url.setQuery(query);
    return httpGet(url).json()[u"data"][u"result"].toArray();
}

} // namespace shipglass::testing
