// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"

#include <QTest>

using namespace shipglass;

namespace {

Time at(int minute) { return fromEpochMs(1'777'629'600'000 + 60'000 * minute); } // 2026-05-01T10:00Z

} // namespace

/// The exact line of a record of every kind.
class CodecGoldenTest : public QObject {
    Q_OBJECT

private slots:
    void golden_data();
    void golden();
};

void CodecGoldenTest::golden_data() {
    QTest::addColumn<QByteArray>("actual");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const Record& record, const char* expected) {
        QTest::newRow(std::string(word(kindOf(record))).c_str())
            << QByteArray::fromStdString(toJson(record)) << QByteArray(expected);
    };
    Run run;
    run.source = "ci", run.id = "acme/web#12", run.project = run.repository = "acme/web",
    run.pipeline = "build";
    run.number = "12", run.attempt = 2, run.status = RunStatus::success, run.title = "Fix \"it\"",
    run.branch = "main";
    run.commit = "4f2a", run.commits = std::vector<std::string>{}, run.trigger = Trigger::pullRequest;
    run.createdAt = at(0), run.startedAt = at(1), run.finishedAt = at(3);
    run.stages = {{Stage{"7", "", "test", 1, RunStatus::failure, at(1), {}, "", true}}};
    run.attempts = {{Attempt{1, RunStatus::failure, at(1), at(2), ""}}};
    run.tests = TestCounts{10, 0, {}, {}};
    run.labels = {{"a", "b"}};
    run.history = {{at(1), RunStatus::running, true}, {at(3), RunStatus::success, false}};
    run.attributes = {{"rawStatus", std::string("completed/success")}, {"n", std::int64_t{3}}, {"r", 2.0}};
    row(run,
        R"({"kind":"run","source":"ci","id":"acme/web#12","project":"acme/web","repository":"acme/web",)"
        R"("pipeline":"build","number":"12","attempt":2,"status":"success","title":"Fix \"it\"","branch":"main",)"
        R"("commit":"4f2a","commits":[],"trigger":"pull_request","createdAt":"2026-05-01T10:00:00.000Z",)"
        R"("startedAt":"2026-05-01T10:01:00.000Z","finishedAt":"2026-05-01T10:03:00.000Z",)"
        R"("stages":[{"id":"7","name":"test","attempt":1,"status":"failure",)"
        R"("startedAt":"2026-05-01T10:01:00.000Z","hasLog":true}],"attempts":[{"attempt":1,"status":"failure",)"
        R"("startedAt":"2026-05-01T10:01:00.000Z","finishedAt":"2026-05-01T10:02:00.000Z"}],)"
        R"("tests":{"passed":10,"failed":0},"labels":["a","b"],)"
        R"("history":[{"at":"2026-05-01T10:01:00.000Z","status":"running","observed":true},)"
        R"({"at":"2026-05-01T10:03:00.000Z","status":"success"}],)"
        R"("attributes":{"n":3,"r":2.0,"rawStatus":"completed/success"}})");
    Deployment deployment;
    deployment.source = "ci", deployment.id = "9", deployment.environment = "prod",
    deployment.tier = Tier::production;
    deployment.commits = {{RepositoryCommit{"acme/web", "4f2a"}}};
    deployment.status = DeploymentStatus::inactive, deployment.rollback = false;
    deployment.finishedAt = at(0);
    row(deployment,
        R"({"kind":"deployment","source":"ci","id":"9","environment":"prod","tier":"production",)"
        R"("commits":[{"repository":"acme/web","sha":"4f2a"}],"status":"inactive","rollback":false,)"
        R"("finishedAt":"2026-05-01T10:00:00.000Z"})");
    Change change;
    change.source = "git", change.id = "c", change.commits = {{ChangeCommit{"4f2a", {}, at(0), true}}};
    change.mergedAt = at(1);
    row(change, R"({"kind":"change","source":"git","id":"c",)"
                R"("commits":[{"sha":"4f2a","committedAt":"2026-05-01T10:00:00.000Z","merge":true}],)"
                R"("mergedAt":"2026-05-01T10:01:00.000Z"})");
    Alert alert;
    alert.source = "am", alert.id = "k@1", alert.key = "k", alert.severity = Severity::critical;
    alert.state = AlertState::silenced, alert.incident = true, alert.labels = {{"app", "web"}};
    row(alert,
        R"({"kind":"alert","source":"am","id":"k@1","key":"k","severity":"critical","state":"silenced",)"
        R"("incident":true,"labels":{"app":"web"}})");
    Resource resource;
    resource.source = "bb", resource.id = "w1", resource.type = "buildbot.worker",
    resource.health = ResourceHealth::up;
    resource.observedAt = at(0);
    row(resource, R"({"kind":"resource","source":"bb","id":"w1","type":"buildbot.worker","health":"up",)"
                  R"("observedAt":"2026-05-01T10:00:00.000Z"})");
    Metric metric;
    metric.source = "prom", metric.id = "m", metric.points = {{at(0), 0.5}, {at(1), 3}};
    row(metric,
        R"({"kind":"metric","source":"prom","id":"m","points":[[1777629600000,0.5],[1777629660000,3.0]]})");
    LogLine line;
    line.source = "log", line.id = "1", line.time = at(0), line.seq = 4, line.message = "a\n\x01";
    row(line, R"({"kind":"log","source":"log","id":"1","time":"2026-05-01T10:00:00.000Z","seq":4,)"
              R"("severity":"unknown","message":"a\n\u0001"})");
    TestCase test;
    test.source = "junit", test.id = "t", test.className = "C", test.status = TestStatus::failed;
    test.durationMs = 7, test.flaky = true;
    row(test,
        R"({"kind":"test","source":"junit","id":"t","class":"C","status":"failed","durationMs":7,"flaky":true})");
}

void CodecGoldenTest::golden() {
    QFETCH(QByteArray, actual);
    QFETCH(QByteArray, expected);
    QCOMPARE(actual, expected);
    const auto again = fromJson(actual.toStdString());
    QVERIFY(again.ok());
    QCOMPARE(QByteArray::fromStdString(toJson(*again)), expected);
}

QTEST_APPLESS_MAIN(CodecGoldenTest)
#include "tst_codec_golden.moc"
