// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/saved_file.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace shipglass {

QString saveFile(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()) return {};
    return QCoreApplication::translate("savedFile", "%1 cannot be written: %2").arg(path, file.errorString());
}

} // namespace shipglass
