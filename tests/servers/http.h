// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QUrl>

namespace shipglass::testing {

/// What a test server said; status 0 and an error text when it said nothing.
struct HttpAnswer {
    long status = 0;
    QByteArray body;
    QString error;

    bool good() const { return status >= 200 && status < 300; }
    QJsonDocument json() const { return QJsonDocument::fromJson(body); }
    /// The status and the beginning of the body, for a failed test's message.
    QString text() const;
};

/// Asks a server on loopback and blocks, at most 10 seconds. For tests: the program itself has its own
/// transport.
HttpAnswer httpGet(const QUrl& url);
HttpAnswer httpPost(const QUrl& url, const QJsonDocument& body);

} // namespace shipglass::testing
