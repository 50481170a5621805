// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/server_process.h"

#include <QUrl>

#include <memory>

namespace shipglass::testing {

/// Debian's prometheus-node-exporter: real metrics of this machine.
class NodeExporterServer {
public:
    static bool installed(QString* why);
    static std::unique_ptr<NodeExporterServer> start(QString* why);
    explicit NodeExporterServer(quint16 port);

    QUrl url() const { return m_url; }
    /// `host:port`, as Prometheus names a target.
    QString target() const { return m_url.authority(); }
    ServerProcess& process() { return m_process; }

private:
    bool begin(QString* why);

    QUrl m_url;
    ServerProcess m_process;
};

} // namespace shipglass::testing
