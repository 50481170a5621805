// SPDX-License-Identifier: GPL-3.0-or-later
#include "child_home.h"

#include <QFile>

#include <fstream>
#include <stdexcept>

namespace shipglass::bench {

void writeFile(const QString& path, const std::string& text) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0)
        throw std::runtime_error("cannot write " + path.toStdString());
}

QProcessEnvironment environmentIn(const QString& folder) {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    for (const char* name :
         {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QString::fromLatin1(name), folder);
    // A screen that is none has no tray, of which Qt warns.
    environment.insert(QStringLiteral("QT_LOGGING_RULES"),
                       QStringLiteral("qt.core.qobject.connect.warning=false"));
    return environment;
}

double peakMemory(const std::string& status) {
    std::ifstream file(status);
    for (std::string word; file >> word;)
        if (double kilobytes = 0; word == "VmHWM:" && file >> kilobytes) return kilobytes / 1024;
    return 0;
}

} // namespace shipglass::bench
