// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTemporaryDir>

namespace shipglass::testing {

/// A home for this process while it lives: configuration, history, cache and settings of its own, and no
/// session bus. To be made before the application.
class OwnFolders {
public:
    OwnFolders();

    QString path(const QString& file) const { return m_folder.filePath(file); }
    QString configPath() const { return path(QStringLiteral("config/shipglass/shipglass.yaml")); }
    /// Writes the user's own configuration, as an editor does.
    bool configure(const QByteArray& yaml) const;
    /// What lies in the folders `shipglass` of configuration, history and cache.
    QStringList written() const;

private:
    QTemporaryDir m_folder;
};

} // namespace shipglass::testing
