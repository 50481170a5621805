// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres.h"

#include <QDir>

#include <csignal>
#include <pwd.h>
#include <stdexcept>
#include <unistd.h>

namespace shipglass::bench {

namespace {

constexpr int patience = 600'000, toStart = 30'000; // milliseconds

/// Where Debian keeps the newest one; empty where there is none.
QString newestPrograms() {
    const QDir all(QStringLiteral("/usr/lib/postgresql"));
    auto versions = all.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::sort(versions.begin(), versions.end(),
              [](const QString& a, const QString& b) { return a.toInt() > b.toInt(); });
    for (const QString& version : versions)
        if (const QString programs = all.filePath(version + "/bin"); QFile::exists(programs + "/initdb"))
            return programs;
    return {};
}

/// The account in whose place the server runs; null where that is our own.
const passwd* otherAccount() { return ::geteuid() == 0 ? ::getpwnam("nobody") : nullptr; }

void give(const QString& path, const passwd* account) {
    if (account && ::chown(qPrintable(path), account->pw_uid, account->pw_gid) != 0)
        throw std::runtime_error("the folder cannot be given to the server");
}

} // namespace

std::unique_ptr<Postgres> Postgres::start() {
    const QString programs = newestPrograms();
    if (programs.isEmpty()) return nullptr;
    return std::unique_ptr<Postgres>(new Postgres(programs));
}

QStringList Postgres::asServer(const QString& program, const QStringList& arguments) const {
    QStringList all;
    if (const passwd* account = otherAccount())
        all << "setpriv"
            << "--reuid" << QString::number(account->pw_uid) << "--regid" << QString::number(account->pw_gid)
            << "--clear-groups";
    return all << m_programs + '/' + program << arguments;
}

Postgres::Postgres(QString programs) : m_programs(std::move(programs)) {
    give(m_folder.path(), otherAccount());
    const QString data = m_folder.filePath("data");
    QProcess making;
    QStringList make = asServer(
        "initdb", {"-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"});
    making.setWorkingDirectory(m_folder.path());
    making.start(make.takeFirst(), make);
    finish(making, "initdb");
    // What is lost with the machine is made again: the log is not waited for, and no table's first rows are
    // in it.
    QStringList run =
        asServer("postgres", {"-D", data, "-k", m_folder.path(), "-c", "listen_addresses=", "-c", "fsync=off",
                              "-c", "wal_level=minimal", "-c", "max_wal_senders=0", "-c",
                              "shared_buffers=512MB", "-c", "work_mem=256MB", "-c", "jit=off"});
    m_server.setWorkingDirectory(m_folder.path());
    m_server.setStandardErrorFile(m_folder.filePath("log"));
    m_server.start(run.takeFirst(), run);
    waitUntilItAnswers();
}

Postgres::~Postgres() {
    if (m_server.state() == QProcess::NotRunning) return;
    ::kill(static_cast<pid_t>(m_server.processId()), SIGINT); // ends its own children, too
    if (!m_server.waitForFinished(toStart)) m_server.kill();
}

void Postgres::waitUntilItAnswers() {
    for (int waited = 0; waited < toStart; waited += 100) {
        QProcess client;
        startClient(client, {"-c", "SELECT 1"});
        client.waitForFinished(toStart);
        if (client.exitCode() == 0) return;
        if (m_server.waitForFinished(100)) break;
    }
    QFile log(m_folder.filePath("log"));
    const bool read = log.open(QIODevice::ReadOnly);
    throw std::runtime_error("PostgreSQL does not start: " +
                             (read ? log.readAll().toStdString() : std::string()));
}

void Postgres::startClient(QProcess& client, const QStringList& arguments) const {
    client.start(m_programs + "/psql", QStringList{"-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h",
                                                   m_folder.path(), "-U", "bench", "-d", "postgres"}
                                           << arguments);
}

void Postgres::finish(QProcess& process, const std::string& what) {
    if (process.waitForFinished(patience) && process.exitStatus() == QProcess::NormalExit &&
        process.exitCode() == 0)
        return;
    throw std::runtime_error(what + " failed: " + process.readAllStandardError().toStdString());
}

std::string Postgres::ask(const std::string& sql) {
    QProcess client;
    startClient(client, {"-f", "-"});
    client.write(sql.data(), static_cast<qint64>(sql.size()));
    client.closeWriteChannel();
    finish(client, "psql");
    return client.readAllStandardOutput().toStdString();
}

void Postgres::copy(const std::string& table,
                    const std::function<void(const std::function<void(const std::string&)>&)>& fill) {
    constexpr qint64 most = 1 << 20;
    QProcess client;
    startClient(client, {"-c", QString::fromStdString("COPY " + table + " FROM STDIN")});
    fill([&client](const std::string& rows) {
        client.write(rows.data(), static_cast<qint64>(rows.size()));
        while (client.bytesToWrite() > most && client.waitForBytesWritten(patience)) {
        }
    });
    client.closeWriteChannel();
    finish(client, "COPY " + table);
}

std::string Postgres::version() {
    const auto said = ask("SHOW server_version");
    return said.substr(0, said.find_first_of(" \n"));
}

} // namespace shipglass::bench
