// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/alertmanager.h"
#include "servers/buildbot_worker.h"
#include "servers/git_repository.h"
#include "servers/node_exporter.h"
#include "servers/processes.h"
#include "servers/prometheus.h"
#include "servers/require_server.h"

#include <csignal>
#include <cstdio>

using namespace shipglass::testing;

/// The servers that the other integration tests stand on: real answers, and nothing left behind.
class ServersTest : public QObject {
    Q_OBJECT

private slots:
    void nodeExporterMeasures();
    void alertmanagerTakesAnAlert();
    void prometheusFiresAndAlertmanagerHears();
    void buildbotBuilds_data();
    void buildbotBuilds();
    void buildbotLogGrowsAndRequestsWait();
    void buildbotStepWaitsForALock();
    void buildbotTakesBranchRevisionAndOwner();
    void repositoryHasAHistory();
    void stoppedServersAreGone();
    void crashedTestLeavesNoServer();

private:
    bool startBuildbot();

    QString m_why;
    std::unique_ptr<BuildbotMaster> m_master;
    std::unique_ptr<BuildbotWorker> m_worker;
};

void ServersTest::nodeExporterMeasures() {
    REQUIRE_SERVER(NodeExporterServer);
    const auto exporter = NodeExporterServer::start(&m_why);
    QVERIFY2(exporter, qPrintable(m_why));
    const auto answer = httpGet(QUrl(exporter->url().toString() + QStringLiteral("/metrics")));
    QVERIFY2(answer.body.contains("\nnode_cpu_seconds_total"), qPrintable(answer.text()));
}

void ServersTest::alertmanagerTakesAnAlert() {
    REQUIRE_SERVER(AlertmanagerServer);
    const auto alertmanager = AlertmanagerServer::start(&m_why);
    QVERIFY2(alertmanager, qPrintable(m_why));
    QCOMPARE(alertmanager->alerts().size(), 0);
    QVERIFY2(
        alertmanager->fire({{"alertname", "ByHand"}, {"severity", "warning"}}, {{"summary", "A"}}, &m_why),
        qPrintable(m_why));
    QVERIFY(alertmanager->process().waitUntil([&] { return alertmanager->alertsNamed("ByHand").size() == 1; },
                                              &m_why));
    QCOMPARE(alertmanager->alertsNamed("Other").size(), 0);
}

void ServersTest::prometheusFiresAndAlertmanagerHears() {
    REQUIRE_SERVER(PrometheusServer);
    REQUIRE_SERVER(AlertmanagerServer);
    const auto alertmanager = AlertmanagerServer::start(&m_why);
    QVERIFY2(alertmanager, qPrintable(m_why));
    const auto prometheus = PrometheusServer::start({alertmanager->target(), {}, false}, &m_why);
    QVERIFY2(prometheus, qPrintable(m_why));
    const auto arrived = [&] { return !alertmanager->alertsNamed("TargetDown").isEmpty(); };
    QVERIFY2(prometheus->process().waitUntil(arrived, &m_why), qPrintable(m_why));
    const auto allArrived = [&] { return alertmanager->alerts().size() == 4; };
    QVERIFY2(prometheus->process().waitUntil(allArrived, &m_why), qPrintable(m_why));
    const QJsonValue alert = alertmanager->alertsNamed("TargetDown").first();
    QCOMPARE(alert[u"labels"][u"severity"].toString(), "critical");
    QCOMPARE(alert[u"labels"][u"job"].toString(), "database");
    QCOMPARE(prometheus->stateOf("TargetDown"), "firing");
    QCOMPARE(prometheus->stateOf("ErrorBudgetSpent"), "firing");
    QCOMPARE(prometheus->stateOf("SlowBurn"), "pending");
    QCOMPARE(prometheus->stateOf("QueueBacklog"), QString());
    QCOMPARE(prometheus->query("up{job=\"prometheus\"}").first()[u"value"][1].toString(), "1");
}

bool ServersTest::startBuildbot() {
    if (!m_master) m_master = BuildbotMaster::start(&m_why);
    if (m_master && !m_worker) m_worker = BuildbotWorker::start(*m_master, &m_why);
    return m_master && m_worker;
}

void ServersTest::buildbotBuilds_data() {
    QTest::addColumn<int>("results");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("says");
    QTest::newRow("pass") << 0 << "test"
                          << "12 tests passed";
    QTest::newRow("unstable") << 1 << "check style"
                              << "a line is long";
    QTest::newRow("fail") << 2 << "test"
                          << "3 != 4";
    QTest::newRow("deploy") << 0 << "roll out"
                            << "to production";
}

void ServersTest::buildbotBuilds() {
    REQUIRE_SERVER(BuildbotMaster);
    REQUIRE_SERVER(BuildbotWorker);
    QVERIFY2(startBuildbot(), qPrintable(m_why));
    QFETCH(int, results);
    QFETCH(QString, step);
    QFETCH(QString, says);
    const qint64 request = m_master->force(QTest::currentDataTag(), {}, &m_why);
    QVERIFY2(request, qPrintable(m_why));
    const QJsonObject build = m_master->waitForResult(request, &m_why);
    QVERIFY2(!build.isEmpty(), qPrintable(m_why));
    QCOMPARE(build[u"results"].toInt(-1), results);
    const QString log = m_master->logOf(build[u"buildid"].toInteger(), step);
    QVERIFY2(log.contains(says), qPrintable(log));
}

void ServersTest::buildbotLogGrowsAndRequestsWait() {
    REQUIRE_SERVER(BuildbotMaster);
    REQUIRE_SERVER(BuildbotWorker);
    QVERIFY2(startBuildbot(), qPrintable(m_why));
    const qint64 waiting = m_master->force("wait", {}, &m_why);
    const qint64 slow = m_master->force("slow", {{"lines", "30"}}, &m_why);
    QVERIFY2(waiting && slow, qPrintable(m_why));
    const qint64 build = m_master->waitForBuild(slow, &m_why)[u"buildid"].toInteger();
    QString seen;
    const auto says = [&] { return (seen = m_master->logOf(build, "work")).contains("line 1 of"); };
    QVERIFY2(m_master->process().waitUntil(says, &m_why), qPrintable(m_why));
    const auto grows = [&] { return m_master->logOf(build, "work").size() > seen.size(); };
    QVERIFY2(m_master->process().waitUntil(grows, &m_why), qPrintable(m_why));
    QVERIFY(m_master->buildOf(waiting).isEmpty());
}

void ServersTest::buildbotStepWaitsForALock() {
    REQUIRE_SERVER(BuildbotMaster);
    REQUIRE_SERVER(BuildbotWorker);
    QVERIFY2(startBuildbot(), qPrintable(m_why));
    const qint64 first = m_master->force("deploy", {{"lines", "8"}}, &m_why);
    QVERIFY2(!m_master->waitForBuild(first, &m_why).isEmpty(), qPrintable(m_why));
    const qint64 second = m_master->force("migrate", {{"lines", "1"}}, &m_why);
    const auto firstStep = [&](qint64 request) {
        const QJsonObject build = m_master->waitForResult(request, &m_why);
        return m_master->list(QStringLiteral("builds/%1/steps").arg(build[u"buildid"].toInteger())).first();
    };
    const QJsonValue rollOut = firstStep(first), change = firstStep(second);
    QVERIFY(rollOut[u"complete_at"].toInteger() > 0);
    // Eight lines take longer than one, so only the lock lets this one end later.
    QVERIFY(change[u"complete_at"].toInteger() >= rollOut[u"complete_at"].toInteger());
}

void ServersTest::buildbotTakesBranchRevisionAndOwner() {
    REQUIRE_SERVER(BuildbotMaster);
    REQUIRE_SERVER(BuildbotWorker);
    QVERIFY2(startBuildbot(), qPrintable(m_why));
    const qint64 request = m_master->force("pass", {{"branch", "main"}, {"revision", "4f2c"}}, &m_why);
    const QJsonObject build = m_master->waitForResult(request, &m_why);
    QVERIFY2(!build.isEmpty(), qPrintable(m_why));
    const auto answer =
        httpGet(QUrl(m_master->url().toString() +
                     QStringLiteral("/api/v2/builds/%1/properties").arg(build[u"buildid"].toInt())));
    const QJsonValue properties = answer.json()[u"properties"].toArray().first();
    QCOMPARE(properties[u"branch"][0].toString(), "main");
    QCOMPARE(properties[u"revision"][0].toString(), "4f2c");
    QVERIFY2(properties[u"owner"][0].toString().contains("ada@example.org"), qPrintable(answer.text()));
}

void ServersTest::repositoryHasAHistory() {
    REQUIRE_SERVER(GitRepository);
    const auto end = QDateTime::fromString("2026-05-01T12:00:00Z", Qt::ISODate);
    const auto repository = GitRepository::create(end, &m_why);
    QVERIFY2(repository, qPrintable(m_why));
    QCOMPARE(repository->git({"tag", "--list"}), "v1.0.0\nv1.1.0\nv1.1.1");
    QCOMPARE(repository->git({"cat-file", "-t", "v1.0.0"}), "tag");
    QCOMPARE(repository->git({"cat-file", "-t", "v1.1.0"}), "commit");
    QCOMPARE(repository->git({"rev-list", "--count", "--merges", "main"}), "2");
    const QString behind = repository->git({"-C", repository->clonePath(), "rev-parse", "HEAD"});
    QCOMPARE(repository->git({"rev-list", "--count", behind + "..main"}), "3");
    QCOMPARE(repository->git({"log", "-1", "--format=%ct"}).toLongLong(), end.toSecsSinceEpoch() - 60);
    QCOMPARE(GitRepository::create(end, &m_why)->head(), repository->head());
}

void ServersTest::stoppedServersAreGone() {
    REQUIRE_SERVER(BuildbotMaster);
    REQUIRE_SERVER(BuildbotWorker);
    QVERIFY2(startBuildbot(), qPrintable(m_why));
    const qint64 request = m_master->force("slow", {}, &m_why);
    const qint64 build = m_master->waitForBuild(request, &m_why)[u"buildid"].toInteger();
    QVERIFY(m_master->process().waitUntil([&] { return m_master->logOf(build, "work").contains("line 2"); },
                                          &m_why));
    QList<qint64> processes{m_master->process().pid(), m_worker->process().pid()};
    for (const ProcessId& process : descendantsOf(m_worker->process().pid())) processes.append(process.pid);
    QVERIFY2(processes.size() > 2, "the slow build runs below the worker");
    const QUrl url = m_master->url();
    const QString folder = m_master->process().path({});
    m_worker.reset();
    m_master.reset();
    QTRY_VERIFY(std::none_of(processes.begin(), processes.end(), &isRunning));
    QCOMPARE(httpGet(url).status, 0);
    QVERIFY(!QFile::exists(folder));
}

void ServersTest::crashedTestLeavesNoServer() {
    REQUIRE_SERVER(AlertmanagerServer);
    QProcess crashing;
    crashing.start(QCoreApplication::applicationFilePath(), {"--start-and-crash"});
    QVERIFY(crashing.waitForFinished());
    QCOMPARE(crashing.exitStatus(), QProcess::CrashExit);
    const qint64 pid = crashing.readAllStandardOutput().trimmed().toLongLong();
    QVERIFY(pid > 0);
    QTRY_VERIFY(!isRunning(pid));
}

namespace {

/// What the test above starts: dies without a chance to clean up.
int startAndCrash() {
    QString why;
    const auto alertmanager = AlertmanagerServer::start(&why);
    if (!alertmanager) return 1;
    std::printf("%lld\n", alertmanager->process().pid());
    std::fflush(stdout);
    return std::raise(SIGKILL);
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    if (argc > 1 && qstrcmp(argv[1], "--start-and-crash") == 0) return startAndCrash();
    ServersTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_servers.moc"
