// SPDX-License-Identifier: GPL-3.0-or-later
#include "prism_server.h"

#include "servers/http.h"
#include "servers/start_server.h"

#include <QDir>
#include <QFile>
#include <QProcess>

namespace shipglass::testing {

namespace {

constexpr int installWithinMs = 900'000;

QString installed(const QString& file) { return QDir(SHIPGLASS_PRISM_FOLDER).filePath(file); }

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// npm finds its registry where the user has set it, so this keeps the environment.
bool runNpm(QString* why) {
    QProcess npm;
    npm.setWorkingDirectory(SHIPGLASS_PRISM_FOLDER);
    npm.setProcessChannelMode(QProcess::MergedChannels);
    npm.start(QStringLiteral("npm"), {QStringLiteral("install"), QStringLiteral("--no-package-lock"),
                                      QStringLiteral("--ignore-scripts"), QStringLiteral("--no-audit"),
                                      QStringLiteral("--no-fund")});
    if (npm.waitForFinished(installWithinMs) && npm.exitCode() == 0) return true;
    *why = QStringLiteral("npm install failed: ") + QString::fromUtf8(npm.readAll().right(2000));
    return false;
}

} // namespace

bool PrismServer::install(QString* why) {
    if (!programsInstalled({QStringLiteral("node"), QStringLiteral("npm")}, QStringLiteral("npm"), why))
        return false;
    const QByteArray wanted = contentOf(SHIPGLASS_PRISM_PACKAGE);
    // Written when all is there, so that a broken installation is begun again.
    const QString mark = installed(QStringLiteral("complete"));
    if (contentOf(mark) == wanted) return true;
    QDir().mkpath(SHIPGLASS_PRISM_FOLDER);
    QFile package(installed(QStringLiteral("package.json"))), complete(mark);
    if (!package.open(QIODevice::WriteOnly) || package.write(wanted) != wanted.size() || !package.flush()) {
        *why = package.errorString();
        return false;
    }
    return runNpm(why) && complete.open(QIODevice::WriteOnly) && complete.write(wanted) == wanted.size();
}

std::unique_ptr<PrismServer> PrismServer::start(QString* why) {
    if (!install(why)) return nullptr;
    return startServer<PrismServer>([&](PrismServer& server) { return server.begin(why); });
}

PrismServer::PrismServer(quint16 port)
    : m_port(port), m_url(QStringLiteral("http://127.0.0.1:%1").arg(port)),
      m_process(QStringLiteral("prism")) {}

bool PrismServer::begin(QString* why) {
    const QStringList argv{
        QStringLiteral("node"),
        installed(QStringLiteral("node_modules/.bin/prism")),
        QStringLiteral("mock"),
        QStringLiteral("--host"),
        QStringLiteral("127.0.0.1"),
        QStringLiteral("--port"),
        QString::number(m_port),
        QStringLiteral("--multiprocess"),
        QStringLiteral("false"),
        installed(QStringLiteral("node_modules/@octokit/openapi/generated/api.github.com.json"))};
    const QUrl ready(m_url + QStringLiteral("/zen"));
    return m_process.start(argv, why) && m_process.waitUntil([&] { return httpGet(ready).good(); }, why);
}

} // namespace shipglass::testing
