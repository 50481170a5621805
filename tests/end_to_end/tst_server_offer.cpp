// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"

#include "net/raw_server.h"

#include <QCoreApplication>
#include <QTest>

using namespace shipglass::testing;

namespace {

constexpr quint16 usualPort = 9093;
const QByteArray status = R"({"cluster": {"status": "disabled"}, "versionInfo": {"version": "0.25.0"}})";

} // namespace

/// The first look without a window: servers that are here are named, with the lines that watch them.
class ServerOfferTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_server.close(); }
    void aServerOnItsUsualPortIsOffered();
    void machineFormatsHoldNothingElse();
    void nobodyIsAskedOnceThereIsAConfiguration();

private:
    Outcome check(const QStringList& options);

    Home m_home;
    QTcpServer m_server;
    QList<QByteArray> m_requests;
};

/// The place is the whole point, so the port cannot be a free one; whoever has it already is left alone.
void ServerOfferTest::init() {
    m_requests.clear();
    if (!m_server.listen(QHostAddress::LocalHost, usualPort))
        QSKIP("port 9093 of this machine, Alertmanager's usual one, is taken");
}

Outcome ServerOfferTest::check(const QStringList& options) {
    const RawServer answering(m_server, [this](QIODevice& connection, const QByteArray& request) {
        m_requests.append(request);
        connection.write(answer(status));
    });
    const auto program = m_home.start(QStringList("check") + options, m_home.path("empty"));
    program->waitUntil([] {
        QCoreApplication::processEvents();
        return false;
    });
    return program->wait();
}

void ServerOfferTest::aServerOnItsUsualPortIsOffered() {
    m_home.write("empty/README", "nothing to watch");
    const Outcome outcome = check({});
    VERIFY_EXIT(outcome, 0);
    QVERIFY2(outcome.out.contains("  Alertmanager at http://127.0.0.1:9093\n"), outcome.out);
    QVERIFY2(outcome.out.contains(m_home.configPath().toUtf8()), outcome.out);
    QCOMPARE(m_requests.size(), 1);
    QVERIFY2(m_requests.first().startsWith("GET /api/v2/status HTTP/1.1\r\n"), m_requests.first());

    // The lines are a configuration as they stand.
    const auto lines = outcome.out.mid(outcome.out.indexOf("sources:\n"));
    const QString file = m_home.write("copied.yaml", lines);
    const Outcome copied = check({"--offline", "--config", file});
    VERIFY_EXIT(copied, 0);
    QVERIFY2(copied.out.contains("alertmanager"), copied.out);
}

void ServerOfferTest::machineFormatsHoldNothingElse() {
    const Outcome outcome = check({"--format", "json"});
    VERIFY_EXIT(outcome, 0);
    QCOMPARE(outcome.out.simplified(), QByteArray("[]"));
    QCOMPARE(m_requests.size(), 0);
}

void ServerOfferTest::nobodyIsAskedOnceThereIsAConfiguration() {
    m_home.configure("sources: []\n");
    const Outcome outcome = check({});
    VERIFY_EXIT(outcome, 0);
    QVERIFY2(!outcome.out.contains("Alertmanager"), outcome.out);
    QCOMPARE(m_requests.size(), 0);
}

QTEST_GUILESS_MAIN(ServerOfferTest)
#include "tst_server_offer.moc"
