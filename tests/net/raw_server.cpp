// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_server.h"

#include <QEventLoop>
#include <QHostAddress>
#include <QLocalSocket>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTimer>
#include <QVariant>

using namespace shipglass;

RawServer::RawServer(Handler handler) : RawServer(m_own, std::move(handler)) {}

RawServer::RawServer(QTcpServer& server, Handler handler) : m_handler(std::move(handler)), m_server(&server) {
    QObject::connect(m_server, &QTcpServer::pendingConnectionAvailable, &m_life, [this] {
        while (auto* const socket = m_server->nextPendingConnection()) {
            QObject::connect(socket, &QTcpSocket::disconnected, &m_life, [this] { ++hangUps; });
            greet(socket);
        }
    });
    if (!m_server->isListening()) m_server->listen(QHostAddress::LocalHost, 0);
}

RawServer::RawServer(const QString& path, Handler handler) : m_handler(std::move(handler)) {
    QObject::connect(&m_local, &QLocalServer::newConnection, &m_life, [this] {
        while (auto* const socket = m_local.nextPendingConnection()) greet(socket);
    });
    m_local.listen(path);
}

std::string RawServer::url(const std::string& path, const std::string& scheme) const {
    return scheme + "://127.0.0.1:" + std::to_string(m_server->serverPort()) + path;
}

void RawServer::greet(QIODevice* connection) {
    ++connections;
    QObject::connect(connection, &QIODevice::readyRead, &m_life, [this, connection] { read(*connection); });
    if (connection->bytesAvailable() > 0) read(*connection);
}

void RawServer::read(QIODevice& connection) {
    auto got = connection.property("got").toByteArray() + connection.readAll();
    for (auto end = got.indexOf("\r\n\r\n"); end >= 0; end = got.indexOf("\r\n\r\n")) {
        static const QRegularExpression length("\r\nContent-Length: (\\d+)",
                                               QRegularExpression::CaseInsensitiveOption);
        const auto head = QString::fromLatin1(got.left(end));
        const auto whole = end + 4 + length.match(head).captured(1).toLongLong();
        if (got.size() < whole) break;
        const auto request = got.left(whole);
        got.remove(0, whole);
        ++requests;
        m_handler(connection, request);
    }
    connection.setProperty("got", got);
}

QByteArray answer(const QByteArray& body, const QByteArray& head) {
    return head + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

Result<WireAnswer> ask(CurlTransport& transport, WireRequest request, Transport::Piece piece) {
    QEventLoop loop;
    std::optional<Result<WireAnswer>> got;
    QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
    const auto operation =
        transport.send(std::move(request), std::move(piece), [&](Result<WireAnswer> result) {
            got.emplace(std::move(result));
            loop.quit();
        });
    loop.exec();
    return got ? *got : Result<WireAnswer>(Error{Fault::timeout, "the test gave up", 0, {}});
}

WireRequest get(std::string url) {
    WireRequest request;
    request.url = std::move(url);
    return request;
}
