// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/single_window.h"

#include <QCryptographicHash>
#include <QLocalSocket>
#include <unistd.h>

namespace shipglass {

SingleWindow::SingleWindow(const std::string& storePath) {
    const auto place = QByteArray::fromStdString(storePath) + '/' + QByteArray::number(getuid());
    m_name = "shipglass-" + QCryptographicHash::hash(place, QCryptographicHash::Sha256).toHex().left(16);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
}

bool SingleWindow::raiseOther() {
    constexpr int patience = 500; // milliseconds; a window that answers does so at once
    QLocalSocket other;
    other.connectToServer(m_name);
    if (other.waitForConnected(patience)) return true;
    QLocalServer::removeServer(m_name);
    m_server.listen(m_name);
    return false;
}

void SingleWindow::onRaise(std::function<void()> raise) {
    QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this, raise = std::move(raise)] {
        while (QLocalSocket* socket = m_server.nextPendingConnection()) socket->deleteLater();
        raise();
    });
}

} // namespace shipglass
