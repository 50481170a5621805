// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/access_log.h"
#include "end_to_end/home.h"

#include "servers/ci_and_alerts.h"
#include "servers/require_server.h"

using namespace shipglass::testing;

namespace {

constexpr const char* configuration = R"YAML(sources:
  - name: builds
    kind: buildbot
    url: %1
    every: 3s
  - name: alerts
    kind: alertmanager
    url: %2
    every: 3s
)YAML";

const QString firstOfPoll = "/api/v2/builders", lastOfPoll = "/api/v2/workers";

bool isLong() { return qEnvironmentVariableIsSet("SHIPGLASS_LONG"); }

} // namespace

/// Two processes on one history, as a window beside the collector: one truth, and no system is asked twice.
class TwoProgramsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void oneOfThemPolls();
    void bothShowTheSame();
    void pollOnceWaitsItsTurn();
    void everyRequestIsCounted();
    void theOtherGoesOnAlone();
    void neitherComplained();

private:
    qsizetype polls() const { return count(requestsOfTheProgram(*m_servers.master), "GET", lastOfPoll); }
    bool waitForPolls(RunningProgram& program, qsizetype number);

    QString m_why;
    Home m_home;
    CiAndAlerts m_servers;
    std::unique_ptr<RunningProgram> m_first, m_second;
    qint64 m_request = 0;
};

bool TwoProgramsTest::waitForPolls(RunningProgram& program, qsizetype number) {
    return program.waitUntil([&] { return polls() >= number; });
}

void TwoProgramsTest::initTestCase() {
    REQUIRE_SERVER(CiAndAlerts);
    QVERIFY2(m_servers.start(&m_why), qPrintable(m_why));
    QVERIFY2(m_servers.alertmanager->fire({{"alertname", "ByHand"}}, {}, &m_why), qPrintable(m_why));
    m_request = m_servers.master->force("deploy", {{"lines", "8"}}, &m_why);
    QVERIFY2(!m_servers.master->waitForBuild(m_request, &m_why).isEmpty(), qPrintable(m_why));
    m_home.configure(m_servers.configuration(configuration));
    m_first = m_home.start({"poll"});
    m_second = m_home.start({"poll"});
}

/// By the server's own log. One process asks 3 s after it was answered, give or take a tenth, so two whole
/// seconds lie between its polls; of two that do not know of each other one comes sooner than that.
void TwoProgramsTest::oneOfThemPolls() {
    QVERIFY(waitForPolls(*m_first, isLong() ? 20 : 6));
    QVERIFY(m_first->isRunning() && m_second->isRunning());
    QCOMPARE(firstTooSoon(requestsOfTheProgram(*m_servers.master), firstOfPoll, 2), QString());
}

void TwoProgramsTest::bothShowTheSame() {
    QVERIFY2(!m_servers.master->waitForResult(m_request, &m_why).isEmpty(), qPrintable(m_why));
    const auto shown = [&] {
        return m_home.show({"runs", "--where", "pipeline:deploy status:success"}).size() == 1;
    };
    QVERIFY(m_second->waitUntil(shown));
    const QJsonObject run = m_home.show({"runs", "--where", "pipeline:deploy"}).value(0);
    QStringList history;
    for (const auto& moment : run["history"].toArray()) history.append(moment[u"status"].toString());
    QCOMPARE(history, (QStringList{"running", "success"}));
    QCOMPARE(m_home.show({"alerts", "--where", "state:firing"}).size(), 1);
    QCOMPARE(having(m_home.show({"sources"}), {{"health", "fresh"}}).size(), 2);
}

void TwoProgramsTest::pollOnceWaitsItsTurn() {
    for (int time = 0; time < 3; ++time) {
        const Outcome outcome = m_home.run({"poll", "--once", "--format", "json"});
        VERIFY_EXIT(outcome, 0);
        QCOMPARE(outcome.err, QByteArray());
        QCOMPARE(having(outcome.objects(), {{"ok", true}}).size(), 2);
    }
    bool polling = false;
    for (const LoggedRequest& request : requestsOfTheProgram(*m_servers.master)) {
        if (request.path == firstOfPoll)
            QVERIFY2(!std::exchange(polling, true), "two polls at the same time");
        if (request.path == lastOfPoll) polling = false;
    }
}

/// What the server answered is what the history says was asked, by whichever process.
void TwoProgramsTest::everyRequestIsCounted() {
    const auto agrees = [&] {
        const auto source = having(m_home.show({"sources"}), {{"source", "builds"}}).value(0);
        return source["requestsLastHour"].toInteger() == requestsOfTheProgram(*m_servers.master).size();
    };
    // While a poll is under way the server is ahead.
    QVERIFY(m_first->waitUntil(agrees));
}

void TwoProgramsTest::theOtherGoesOnAlone() {
    const Outcome ended = m_first->terminate();
    VERIFY_EXIT(ended, 0);
    QCOMPARE(ended.out + ended.err, QByteArray());
    QVERIFY(waitForPolls(*m_second, polls() + 2));
}

void TwoProgramsTest::neitherComplained() {
    const Outcome ended = m_second->terminate();
    VERIFY_EXIT(ended, 0);
    QCOMPARE(ended.out + ended.err, QByteArray());
}

QTEST_GUILESS_MAIN(TwoProgramsTest)
#include "tst_two_programs.moc"
