// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>

namespace shipglass::testing {

/// A server of a test: a process group of its own in a temporary folder, with a minimal environment. It ends
/// with this object, and by the kernel's hand when the thread that started it dies without a word.
class ServerProcess {
public:
    explicit ServerProcess(QString name);
    ~ServerProcess() { stop(); }
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    QString path(const QString& file) const { return m_folder.filePath(file); }
    bool write(const QString& file, const QByteArray& content) const;
    void setVariable(const QString& name, const QString& value) { m_variables.append(name + u'=' + value); }

    /// Runs a command of preparation to its end, at most a minute.
    bool prepare(const QStringList& argv, QString* why);
    /// Starts the server; its output goes to `log()`.
    bool start(const QStringList& argv, QString* why);
    /// Asks again and again until the server gives a good answer, ends, or a minute is over.
    bool waitUntil(const std::function<bool()>& answersWell, QString* why);
    /// Kills the whole process group, and what it started in other groups.
    void stop();

    qint64 pid() const { return m_process.processId(); }
    QByteArray log() const;

private:
    void setUp(QProcess& process, const QStringList& argv) const;

    QString m_name;
    QTemporaryDir m_folder;
    QStringList m_variables;
    QProcess m_process;
};

/// Whether all programs are there; else `why` says which are missing and the Debian package that has them.
bool programsInstalled(const QStringList& programs, const QString& package, QString* why);

} // namespace shipglass::testing
