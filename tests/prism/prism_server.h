// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/server_process.h"

#include <memory>

namespace shipglass::testing {

/// GitHub's own description of its REST API behind prism, on a free loopback port: every request is checked
/// against the description and answered with its examples. Nothing is remembered from one request to the
/// next.
class PrismServer {
public:
    /// Installs the packages of package.json below the build folder if they are not there; this asks the npm
    /// registry and takes minutes.
    static bool install(QString* why);
    static std::unique_ptr<PrismServer> start(QString* why);

    explicit PrismServer(quint16 port);
    std::string url() const { return m_url.toStdString(); }

private:
    bool begin(QString* why);

    quint16 m_port;
    QString m_url;
    ServerProcess m_process;
};

} // namespace shipglass::testing
