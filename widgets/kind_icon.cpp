// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kind_icon.h"

#include <QFile>
#include <QHash>

namespace shipglass {

/// Read once a kind: a list draws its icons again with every row.
const QIcon& kindIcon(const QString& kind) {
    static QHash<QString, QIcon> icons;
    auto found = icons.find(kind);
    if (found == icons.end()) {
        const auto path = QStringLiteral(":/icons/%1.svg").arg(kind);
        found = icons.insert(kind, QFile::exists(path) ? QIcon(path) : QIcon());
    }
    return *found;
}

} // namespace shipglass
