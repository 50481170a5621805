// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "end_to_end/running_program.h"

#include <QTemporaryDir>

#include <memory>

namespace shipglass::testing {

/// A home for the program in a temporary folder: configuration, history and cache of its own, no display, no
/// session bus, and nothing of this process's environment but what sanitizers read.
class Home {
public:
    Home();

    QString path(const QString& file) const { return m_folder.filePath(file); }
    /// Writes a file and the folders above it.
    QString write(const QString& file, const QByteArray& content) const;
    QByteArray read(const QString& file) const;
    /// Where the user's own configuration lies, and writes it.
    QString configPath() const { return path(QStringLiteral("config/shipglass/shipglass.yaml")); }
    void configure(const QByteArray& yaml) const;
    void setVariable(const QString& name, const QString& value);

    /// Runs the program to its end, in this folder where no other is named.
    Outcome run(const QStringList& arguments, const QString& folder = {}) const;
    /// The same with a descriptor for its standard output.
    Outcome runInto(int output, const QStringList& arguments) const;
    std::unique_ptr<RunningProgram> start(const QStringList& arguments, const QString& folder = {},
                                          const QString& input = QProcess::nullDevice()) const;
    /// What `show` prints as JSON with these arguments; empty when it fails.
    QList<QJsonObject> show(const QStringList& arguments) const;

private:
    QTemporaryDir m_folder;
    QStringList m_variables;
};

} // namespace shipglass::testing
