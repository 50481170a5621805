// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/own_folders.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QSaveFile>

namespace shipglass::testing {

namespace {

const QStringList kinds{QStringLiteral("config"), QStringLiteral("data"), QStringLiteral("cache")};

} // namespace

OwnFolders::OwnFolders() {
    qputenv("HOME", m_folder.path().toUtf8());
    qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
    for (const QString& kind : kinds)
        qputenv(("XDG_" + kind.toUpper().toUtf8() + "_HOME").constData(), path(kind).toUtf8());
    // Without a word about it, a bus would be looked for through the display.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + path(QStringLiteral("no-bus")).toUtf8());
}

bool OwnFolders::configure(const QByteArray& yaml) const {
    QDir().mkpath(QFileInfo(configPath()).path());
    QSaveFile file(configPath());
    return file.open(QIODevice::WriteOnly) && file.write(yaml) == yaml.size() && file.commit();
}

QStringList OwnFolders::written() const {
    QStringList files;
    for (const QString& kind : kinds) {
        QDirIterator each(path(kind + QStringLiteral("/shipglass")), QDir::AllEntries | QDir::NoDotAndDotDot,
                          QDirIterator::Subdirectories);
        while (each.hasNext()) files.append(each.next());
    }
    return files;
}

} // namespace shipglass::testing
