// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/keychain.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QMutex>
#include <QThread>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace shipglass {

namespace {

constexpr int patience = 120'000; // Milliseconds: somebody may have to type a password.

Error failed(std::string message) { return Error{Fault::config, std::move(message), 0, {}}; }

Error explain(const QKeychain::Job& job, const std::string& name) {
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return failed("the keychain has no entry " + name + " of the service shipglass");
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return failed("the keychain did not give its entry " + name);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return failed("no keychain answers in this session: use ${file:/path} instead");
    default:
        return failed("no keychain answers, or it is locked: ${file:/path} works without one");
    }
}

Result<Secret> readNow(const std::string& name) {
    QKeychain::ReadPasswordJob job(QStringLiteral("shipglass"));
    job.setAutoDelete(false);
    job.setInsecureFallback(false);
    job.setKey(QString::fromStdString(name));
    QEventLoop loop;
    bool answered = false;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, [&] {
        answered = true;
        loop.quit();
    });
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    job.start();
    loop.exec();
    if (!answered) return failed("the keychain did not answer within two minutes");
    if (job.error() != QKeychain::NoError) return explain(job, name);
    const auto bytes = job.binaryData();
    return Secret(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace

bool hasSessionBus() {
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")) return true;
    const auto runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus"));
}

/// The thread, with an object in it to hand work to.
class Keychain::Worker {
public:
    Worker() {
        m_door.moveToThread(&m_thread);
        m_thread.setObjectName(QStringLiteral("keychain"));
        m_thread.start();
    }
    ~Worker() {
        m_thread.quit();
        m_thread.wait();
    }
    Result<Secret> read(const std::string& name) {
        const QMutexLocker one(&m_mutex);
        Result<Secret> result = failed("the keychain could not be asked");
        QMetaObject::invokeMethod(
            &m_door, [&] { result = readNow(name); }, Qt::BlockingQueuedConnection);
        return result;
    }

private:
    QMutex m_mutex; ///< One question at a time.
    QThread m_thread;
    QObject m_door;
};

Keychain::Keychain() = default;
Keychain::~Keychain() = default;

Result<Secret> Keychain::read(const std::string& name) {
    if (!hasSessionBus())
        return failed("there is no session bus, so there is no keychain to ask: use ${file:/path} instead");
    std::call_once(m_started, [this] { m_worker = std::make_unique<Worker>(); });
    return m_worker->read(name);
}

} // namespace shipglass
