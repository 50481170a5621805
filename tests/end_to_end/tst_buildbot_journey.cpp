// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/access_log.h"
#include "end_to_end/home.h"

#include "servers/buildbot_worker.h"
#include "servers/require_server.h"

using namespace shipglass::testing;

namespace {

constexpr int canceledResult = 6;

/// Without the time of the last good poll, which every poll changes.
QList<QJsonObject> lasting(QList<QJsonObject> records) {
    for (QJsonObject& record : records) record.remove("observedAt");
    return records;
}

} // namespace

/// Builds of a real Buildbot as the program shows them, and what it does to them; the master itself is asked
/// whether that is so.
class BuildbotJourneyTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void buildsAreShown_data();
    void buildsAreShown();
    void everyRequestIsCounted();
    void nextPollGoesOn();
    void refusedActionSendsNothing();
    void dryRunSendsNothing();
    void rerunBuildsAgain();
    void canceledBuildStops();
    void silentMasterChangesNothing();

private:
    Outcome poll() { return m_home.run({"poll", "--once", "--format", "json"}); }
    void allow(const QString& actions);
    QString forced(const QString& builder);
    QJsonObject run(const QString& id) const;

    QString m_why;
    Home m_home;
    std::unique_ptr<BuildbotMaster> m_master;
    std::unique_ptr<BuildbotWorker> m_worker;
    QMap<QString, QString> m_builds; ///< The id of the build of each builder.
};

void BuildbotJourneyTest::allow(const QString& actions) {
    m_home.configure(("sources:\n  - name: builds\n    kind: buildbot\n    url: " +
                      m_master->url().toString() + "\n    actions: " + actions + '\n')
                         .toUtf8());
}

/// Forces a build and waits for its end; gives its id.
QString BuildbotJourneyTest::forced(const QString& builder) {
    const qint64 request =
        m_master->force(builder, {{"branch", "main"}, {"revision", "4f2c"}, {"lines", "1"}}, &m_why);
    const QJsonObject build = m_master->waitForResult(request, &m_why);
    return build.isEmpty() ? QString() : QString::number(build[u"buildid"].toInteger());
}

QJsonObject BuildbotJourneyTest::run(const QString& id) const {
    return having(m_home.show({"runs"}), {{"id", id}}).value(0);
}

void BuildbotJourneyTest::initTestCase() {
    REQUIRE_SERVER(BuildbotMaster);
    REQUIRE_SERVER(BuildbotWorker);
    m_master = BuildbotMaster::start(&m_why);
    QVERIFY2(m_master, qPrintable(m_why));
    m_worker = BuildbotWorker::start(*m_master, &m_why);
    QVERIFY2(m_worker, qPrintable(m_why));
    for (const char* builder : {"pass", "fail", "unstable"}) {
        m_builds[builder] = forced(builder);
        QVERIFY2(!m_builds[builder].isEmpty(), qPrintable(m_why));
    }
    allow("none");
    VERIFY_EXIT(poll(), 0);
}

void BuildbotJourneyTest::buildsAreShown_data() {
    QTest::addColumn<QString>("status");
    QTest::addColumn<QStringList>("stages");
    QTest::newRow("pass") << "success" << QStringList{"compile success", "test success", "package success"};
    QTest::newRow("fail") << "failure" << QStringList{"compile success", "test failure"};
    QTest::newRow("unstable") << "unstable" << QStringList{"check style unstable"};
}

void BuildbotJourneyTest::buildsAreShown() {
    QFETCH(QString, status);
    QFETCH(QStringList, stages);
    const QString builder = QTest::currentDataTag(), id = m_builds[builder];
    const QJsonObject shown = run(id);
    const QJsonValue build = m_master->list("builds?buildid__eq=" + id).first();
    QCOMPARE(shown["pipeline"].toString(), builder);
    QCOMPARE(shown["status"].toString(), status);
    QCOMPARE(shown["number"].toString(), QString::number(build[u"number"].toInt()));
    QCOMPARE(shown["branch"].toString(), "main");
    QCOMPARE(shown["commit"].toString(), "4f2c");
    QVERIFY(shown["actor"].toString().contains("ada@example.org"));
    const auto started = QDateTime::fromString(shown["startedAt"].toString(), Qt::ISODateWithMs);
    QCOMPARE(started.toSecsSinceEpoch(), build[u"started_at"].toInteger());
    QStringList steps;
    for (const auto& stage : shown["stages"].toArray())
        if (stage[u"name"].toString() != "worker_preparation")
            steps.append(stage[u"name"].toString() + ' ' + stage[u"status"].toString());
    QCOMPARE(steps, stages);
    QVERIFY(shown["url"].toString().startsWith(m_master->url().toString()));
}

void BuildbotJourneyTest::everyRequestIsCounted() {
    const qsizetype before = requestsOfTheProgram(*m_master).size();
    const Outcome outcome = poll();
    VERIFY_EXIT(outcome, 0);
    const auto seen = [&] {
        const qint64 counted = outcome.objects().value(0)["requests"].toInteger();
        return counted > 0 && requestsOfTheProgram(*m_master).size() - before == counted;
    };
    QVERIFY2(m_master->process().waitUntil(seen, &m_why), qPrintable(m_why + outcome.text()));
}

void BuildbotJourneyTest::nextPollGoesOn() {
    const auto before = m_home.show({"runs"});
    const Outcome outcome = poll();
    VERIFY_EXIT(outcome, 0);
    const QJsonObject report = outcome.objects().value(0);
    QVERIFY2(!report["records"].toObject().contains("run"), "what is over was read before");
    QVERIFY2(report["requests"].toInt() <= 4, qPrintable(outcome.text()));
    QCOMPARE(lasting(m_home.show({"runs"})), lasting(before));
    QVERIFY(!forced("pass").isEmpty());
    QCOMPARE(poll().objects().value(0)["records"][u"run"].toInt(), 1);
    QCOMPARE(m_home.show({"runs"}).size(), before.size() + 1);
}

void BuildbotJourneyTest::refusedActionSendsNothing() {
    const qsizetype before = requestsOfTheProgram(*m_master).size();
    const Outcome outcome = m_home.run({"act", "rerun", "builds", m_builds["fail"]});
    VERIFY_EXIT(outcome, 2);
    QVERIFY2(outcome.err.contains("actions: [rerun]"), "it names the line that is missing");
    allow("[cancel]");
    const Outcome another = m_home.run({"act", "rerun", "builds", m_builds["fail"]});
    VERIFY_EXIT(another, 2);
    QVERIFY2(another.err.contains("actions: [cancel, rerun]"), another.err);
    QCOMPARE(requestsOfTheProgram(*m_master).size(), before);
}

void BuildbotJourneyTest::dryRunSendsNothing() {
    allow("all");
    const auto before = requestsOfTheProgram(*m_master).size(),
               requests = m_master->list("buildrequests").size();
    const Outcome outcome = m_home.run({"act", "rerun", "builds", m_builds["fail"], "--dry-run"});
    VERIFY_EXIT(outcome, 0);
    const QString address = m_master->url().toString() + "/api/v2/builds/" + m_builds["fail"];
    QVERIFY2(outcome.out.startsWith("POST " + address.toUtf8() + '\n'), outcome.out);
    QVERIFY2(outcome.out.contains("\"rebuild\""), outcome.out);
    QCOMPARE(requestsOfTheProgram(*m_master).size(), before);
    QCOMPARE(m_master->list("buildrequests").size(), requests);
}

void BuildbotJourneyTest::rerunBuildsAgain() {
    const auto requests = m_master->list("buildrequests").size();
    VERIFY_EXIT(m_home.run({"act", "rerun", "builds", m_builds["fail"]}), 0);
    const auto asked = [&] { return m_master->list("buildrequests").size() == requests + 1; };
    QVERIFY2(m_master->process().waitUntil(asked, &m_why), qPrintable(m_why));
    const qint64 request =
        m_master->list("buildrequests?order=-buildrequestid").first()[u"buildrequestid"].toInteger();
    const QJsonObject again = m_master->waitForResult(request, &m_why);
    QVERIFY2(!again.isEmpty(), qPrintable(m_why));
    const QString id = QString::number(again[u"buildid"].toInteger());
    VERIFY_EXIT(poll(), 0);
    QCOMPARE(run(id)["pipeline"].toString(), "fail");
    QCOMPARE(run(id)["status"].toString(), "failure");
    QCOMPARE(m_master->list("buildrequests").size(), requests + 1);
}

void BuildbotJourneyTest::canceledBuildStops() {
    const qint64 request = m_master->force("slow", {}, &m_why);
    const qint64 build = m_master->waitForBuild(request, &m_why)[u"buildid"].toInteger();
    const auto works = [&] { return m_master->logOf(build, "work").contains("line 1"); };
    QVERIFY2(m_master->process().waitUntil(works, &m_why), qPrintable(m_why));
    VERIFY_EXIT(poll(), 0);
    const QString id = QString::number(build);
    QCOMPARE(run(id)["status"].toString(), "running");
    VERIFY_EXIT(m_home.run({"act", "cancel", "builds", id}), 0);
    QCOMPARE(m_master->waitForResult(request, &m_why)[u"results"].toInt(), canceledResult);
    VERIFY_EXIT(poll(), 0);
    QCOMPARE(run(id)["status"].toString(), "canceled");
    QVERIFY(run(id).contains("finishedAt"));
}

void BuildbotJourneyTest::silentMasterChangesNothing() {
    const qint64 request = m_master->force("slow", {}, &m_why);
    const QJsonObject build = m_master->waitForBuild(request, &m_why);
    QVERIFY2(!build.isEmpty(), qPrintable(m_why));
    VERIFY_EXIT(poll(), 0);
    const auto before = m_home.show({"runs"});
    QCOMPARE(having(before, {{"status", "running"}}).size(), 1);
    m_worker.reset();
    m_master->process().stop();
    const Outcome outcome = poll();
    VERIFY_EXIT(outcome, 1);
    QVERIFY2(outcome.err.startsWith("builds: "), outcome.err);
    QCOMPARE(m_home.show({"runs"}), before);
    QCOMPARE(m_home.show({"runs", "--where", "stale:true"}).size(), before.size());
    QCOMPARE(having(m_home.show({"sources"}), {{"source", "builds"}, {"health", "fresh"}}).size(), 0);
}

QTEST_GUILESS_MAIN(BuildbotJourneyTest)
#include "tst_buildbot_journey.moc"
