// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/node_exporter.h"

#include "servers/http.h"
#include "servers/start_server.h"

namespace shipglass::testing {

bool NodeExporterServer::installed(QString* why) {
    return programsInstalled({QStringLiteral("prometheus-node-exporter")},
                             QStringLiteral("prometheus-node-exporter"), why);
}

std::unique_ptr<NodeExporterServer> NodeExporterServer::start(QString* why) {
    if (!installed(why)) return nullptr;
    return startServer<NodeExporterServer>([why](NodeExporterServer& server) { return server.begin(why); });
}

NodeExporterServer::NodeExporterServer(quint16 port)
    : m_url(QStringLiteral("http://127.0.0.1:%1").arg(port)), m_process(QStringLiteral("node_exporter")) {}

bool NodeExporterServer::begin(QString* why) {
    const QStringList argv{QStringLiteral("prometheus-node-exporter"),
                           QStringLiteral("--web.listen-address=") + target()};
    const QUrl metrics(m_url.toString() + QStringLiteral("/metrics"));
    return m_process.start(argv, why) && m_process.waitUntil([&] { return httpGet(metrics).good(); }, why);
}

} // namespace shipglass::testing
