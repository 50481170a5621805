// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/buildbot_master.h"

#include <QDateTime>

namespace shipglass::testing {

/// A request as the server wrote it down.
struct LoggedRequest {
    QDateTime at; ///< To the second.
    QString method, path;
};

/// What the program has asked a Buildbot master, and nobody else, in the order of its access log.
QList<LoggedRequest> requestsOfTheProgram(const BuildbotMaster& master);

/// Of requests for a path the first that came less than `seconds` whole seconds after the one before; empty
/// when all kept apart.
QString firstTooSoon(const QList<LoggedRequest>& requests, const QString& path, int seconds);

/// How many of them have this method and path, query and all before it left out.
qsizetype count(const QList<LoggedRequest>& requests, const QString& method, const QString& path);

} // namespace shipglass::testing
