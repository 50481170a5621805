// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/outcome.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace shipglass::testing {

QList<QJsonObject> Outcome::objects() const {
    QList<QJsonObject> objects;
    const QJsonArray array = QJsonDocument::fromJson(out).array();
    for (const auto& value : array) objects.append(value.toObject());
    return objects;
}

QList<QJsonObject> Outcome::lines() const {
    QList<QJsonObject> objects;
    for (const QByteArray& line : out.split('\n'))
        if (!line.isEmpty()) objects.append(QJsonDocument::fromJson(line).object());
    return objects;
}

QString Outcome::text() const {
    return QStringLiteral("exit %1\n%2%3")
        .arg(exit)
        .arg(QString::fromUtf8(err), QString::fromUtf8(out.left(4000)));
}

QList<QJsonObject> having(const QList<QJsonObject>& objects, const QJsonObject& values) {
    QList<QJsonObject> found;
    const auto fits = [&](const QJsonObject& object) {
        const QStringList keys = values.keys();
        return std::all_of(keys.begin(), keys.end(),
                           [&](const QString& key) { return object[key] == values[key]; });
    };
    std::copy_if(objects.begin(), objects.end(), std::back_inserter(found), fits);
    return found;
}

QStringList idsOf(const QList<QJsonObject>& objects) {
    QStringList ids;
    for (const QJsonObject& object : objects) ids.append(object["id"].toString());
    return ids;
}

} // namespace shipglass::testing
