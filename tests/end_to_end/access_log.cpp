// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/access_log.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace shipglass::testing {

QList<LoggedRequest> requestsOfTheProgram(const BuildbotMaster& master) {
    static const QRegularExpression pattern(
        QStringLiteral(R"(\[([^ ]+) [^\]]*\] "([A-Z]+) ([^ ?]+)[^"]*" .*"shipglass/[^"]*"$)"));
    QList<LoggedRequest> requests;
    for (const QByteArray& line : master.accessLog()) {
        const auto match = pattern.match(QString::fromUtf8(line));
        if (!match.hasMatch()) continue;
        const QDateTime at =
            QLocale::c().toDateTime(match.captured(1), QStringLiteral("dd/MMM/yyyy:HH:mm:ss"));
        requests.append({at, match.captured(2), match.captured(3)});
    }
    return requests;
}

QString firstTooSoon(const QList<LoggedRequest>& requests, const QString& path, int seconds) {
    QDateTime before;
    for (const LoggedRequest& request : requests) {
        if (request.path != path) continue;
        if (!request.at.isValid()) return QStringLiteral("a request without a time");
        if (before.isValid() && before.secsTo(request.at) < seconds) return request.at.toString();
        before = request.at;
    }
    return {};
}

qsizetype count(const QList<LoggedRequest>& requests, const QString& method, const QString& path) {
    return std::count_if(requests.begin(), requests.end(), [&](const LoggedRequest& request) {
        return request.method == method && request.path == path;
    });
}

} // namespace shipglass::testing
