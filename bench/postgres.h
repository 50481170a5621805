// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <string>

namespace shipglass::bench {

/// A PostgreSQL of this machine with a cluster of its own in a temporary folder, reached through a socket in
/// it and gone with this. As root it runs as nobody, since it refuses root. What fails is thrown.
class Postgres {
public:
    /// Null where the program is not installed.
    static std::unique_ptr<Postgres> start();
    ~Postgres();
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;

    /// Runs statements, one transaction each, and gives the rows: fields apart by `|`, rows by line ends.
    std::string ask(const std::string& sql);
    /// Fills a table with what `fill` gives to its writer: rows as COPY reads them.
    void copy(const std::string& table,
              const std::function<void(const std::function<void(const std::string&)>&)>& fill);
    std::string version();

private:
    explicit Postgres(QString programs);
    QStringList asServer(const QString& program, const QStringList& arguments) const;
    void startClient(QProcess& client, const QStringList& arguments) const;
    static void finish(QProcess& process, const std::string& what);
    void waitUntilItAnswers();

    QString m_programs;
    QTemporaryDir m_folder;
    QProcess m_server;
};

} // namespace shipglass::bench
