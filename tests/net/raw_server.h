// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QLocalServer>
#include <QTcpServer>

#include "net/curl_transport.h"

#include <functional>
#include <optional>
#include <string>

/// Answers requests on loopback with whatever bytes a test wants, on the test's own event loop.
class RawServer {
public:
    /// Called with each whole request (head and body); writes the answer to the connection, or does not.
    using Handler = std::function<void(QIODevice& connection, const QByteArray& request)>;

    explicit RawServer(Handler handler);
    /// Serves on a server of the test's own making, as one with TLS; lets it listen if it does not yet.
    RawServer(QTcpServer& server, Handler handler);
    /// Serves on a unix socket.
    RawServer(const QString& path, Handler handler);

    std::string url(const std::string& path = "/", const std::string& scheme = "http") const;
    int connections = 0, requests = 0, hangUps = 0;

private:
    void greet(QIODevice* connection);
    void read(QIODevice& connection);

    Handler m_handler;
    QTcpServer m_own;
    QTcpServer* m_server = &m_own;
    QLocalServer m_local;
    /// A server of the test's own, and its connections, may outlive this one; what they call must not.
    QObject m_life;
};

/// A whole answer with its Content-Length.
QByteArray answer(const QByteArray& body, const QByteArray& head = "HTTP/1.1 200 OK");

/// Turns the event loop until the answer is there; a timeout after 30 seconds.
shipglass::Result<shipglass::WireAnswer> ask(shipglass::CurlTransport& transport,
                                             shipglass::WireRequest request,
                                             shipglass::Transport::Piece piece = {});

/// A GET of an address.
shipglass::WireRequest get(std::string url);
