// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_history.h"

#include <QTest>

#include <cmath>

using namespace shipglass;
using namespace shipglass::testing;

/// What comes again is merged with what is there.
class StoreMergeTest : public QObject {
    Q_OBJECT

private slots:
    void whatWasNotReadStays();
    void earlierAttemptsStay();
    void anOlderPageChangesNothing();
    void partsOfADeploymentAreMerged();
    void amendedRecordsKeepTheirRest();
    void whatOnlyEndedBeganByThen();
    void pointsMergeByTime();
    void changesAreSteps();
    void unchangedRowsAreNotWritten();
};

void StoreMergeTest::whatWasNotReadStays() {
    TestHistory history;
    Run full = run("1", RunStatus::running, at("09:00:00"));
    full.title = "Ship it";
    full.stages = std::vector<Stage>(1);
    full.stages->front().name = "compile";
    full.tests = TestCounts{};
    full.tests->passed = 3;
    full.attributes["a"] = std::int64_t{1};
    history.poll<Run>({full});
    Run bare = run("1", RunStatus::success);
    bare.attributes["b"] = true;
    history.poll<Run>({bare});
    const Run read = history.find<Run>("1");
    QCOMPARE(read.title, std::string("Ship it"));
    QVERIFY(read.stages == full.stages);
    QVERIFY(read.tests == full.tests);
    QVERIFY(read.createdAt == full.createdAt);
    QVERIFY(read.status == RunStatus::success);
    QCOMPARE(read.attributes.size(), std::size_t{2});
}

void StoreMergeTest::earlierAttemptsStay() {
    TestHistory history;
    Run first = run("1", RunStatus::failure, at("09:00:00"));
    first.attempt = 1;
    first.startedAt = at("09:01:00");
    first.finishedAt = at("09:10:00");
    history.poll<Run>({first});
    Run second = run("1", RunStatus::running, at("09:00:00"));
    second.attempt = 2;
    second.startedAt = at("09:30:00");
    history.poll<Run>({second});
    const Run read = history.find<Run>("1");
    QVERIFY(read.attempt == 2);
    QVERIFY(!read.finishedAt);
    QCOMPARE(read.attempts->size(), std::size_t{1});
    QVERIFY(read.attempts->front().status == RunStatus::failure);
    QVERIFY(read.attempts->front().finishedAt == first.finishedAt);
    QCOMPARE(read.history.size(), std::size_t{2});
    QVERIFY(read.history.back().at == second.startedAt);
}

void StoreMergeTest::anOlderPageChangesNothing() {
    TestHistory history;
    Run newer = run("1", RunStatus::success, at("09:00:00"));
    newer.attempt = 2;
    history.poll<Run>({newer});
    Run older = run("1", RunStatus::failure, at("09:00:00"));
    older.attempt = 1;
    history.poll<Run>({older});
    const Run read = history.find<Run>("1");
    QVERIFY(read.status == RunStatus::success);
    QVERIFY(read.attempt == 2);
    QCOMPARE(read.attempts->size(), std::size_t{1});
}

void StoreMergeTest::partsOfADeploymentAreMerged() {
    TestHistory history;
    Deployment part;
    part.id = "7";
    part.repository = "acme/web";
    part.commit = "aaa";
    part.status = DeploymentStatus::success;
    part.finishedAt = at("09:00:00");
    part.commits = std::vector<RepositoryCommit>{{"acme/web", "aaa"}};
    history.poll<Deployment>({part});
    part.repository = "acme/infra";
    part.commit = "bbb";
    part.status = DeploymentStatus::inactive;
    part.finishedAt = at("09:59:00");
    part.commits = std::vector<RepositoryCommit>{{"acme/infra", "bbb"}};
    history.poll<Deployment>({part});
    const auto read = history.find<Deployment>("7");
    QCOMPARE(read.commits->size(), std::size_t{2});
    QCOMPARE(read.commit, std::string("aaa"));
    QVERIFY(read.finishedAt == at("09:00:00"));
    QCOMPARE(read.history.size(), std::size_t{2});
    QVERIFY(read.history.front().status == DeploymentStatus::success);
}

void StoreMergeTest::amendedRecordsKeepTheirRest() {
    TestHistory history;
    Deployment record;
    record.source = "acme", record.id = "1", record.repository = "acme/web", record.commit = "a1";
    record.status = DeploymentStatus::success;
    history.poll<Deployment>({record});
    const auto before = history.reader->version().orThrow();
    const auto amend = [&](const std::string& id) {
        history.writer
            ->amend(Kind::deployment, "acme", id,
                    [](Record& known) {
                        std::get<Deployment>(known).commits = {{{"acme/web", "a1"}}};
                    })
            .orThrow();
    };
    amend("1");
    amend("nobody");
    QVERIFY(history.reader->version().orThrow() > before);
    QCOMPARE(history.find<Deployment>("1").commits->front().sha, std::string("a1"));
    QCOMPARE(history.reader->changedSince(Kind::deployment, before, 10).orThrow().size(), std::size_t{1});
    record.status = DeploymentStatus::inactive; // who does not know the commits takes none away
    history.poll<Deployment>({record});
    const auto known = history.find<Deployment>("1");
    QCOMPARE(known.commits->size(), std::size_t{1});
    QCOMPARE(known.status, DeploymentStatus::inactive);
    QCOMPARE(known.history.size(), std::size_t{2});
}

void StoreMergeTest::whatOnlyEndedBeganByThen() {
    TestHistory history;
    Deployment ended;
    ended.source = "acme", ended.id = "1", ended.finishedAt = at("08:00:00");
    history.poll(std::vector{ended});
    Selection selection;
    selection.kind = Kind::deployment;
    QCOMPARE(history.reader->read(selection).orThrow().at(0).began, epochMs(at("08:00:00")));
    // What it says of its beginning goes before.
    ended.createdAt = at("07:00:00");
    history.poll(std::vector{ended});
    QCOMPARE(history.reader->read(selection).orThrow().at(0).began, epochMs(at("07:00:00")));
}

void StoreMergeTest::pointsMergeByTime() {
    TestHistory history;
    Metric metric;
    metric.id = "m";
    metric.points = {{at("09:00:00"), 1}, {at("09:01:00"), 2}};
    history.poll<Metric>({metric});
    metric.points = {{at("09:01:00"), 3}, {at("09:02:00"), std::nan("")}};
    history.poll<Metric>({metric});
    const auto read = history.find<Metric>("m");
    QCOMPARE(read.points.size(), std::size_t{3});
    QCOMPARE(read.points[1].value, 3.0);
    QVERIFY(std::isnan(read.points[2].value));
}

void StoreMergeTest::changesAreSteps() {
    TestHistory history;
    Run moving = run("1", RunStatus::queued, at("09:00:00"));
    history.poll<Run>({moving}, "*", at("09:00:30"));
    moving.status = RunStatus::waiting;
    history.poll<Run>({moving}, "*", at("09:01:00"));
    moving.status = RunStatus::success;
    moving.finishedAt = at("09:02:00");
    history.poll<Run>({moving}, "*", at("09:05:00"));
    const auto steps = history.find<Run>("1").history;
    QCOMPARE(steps.size(), std::size_t{3});
    QVERIFY((steps[0] == Moment<RunStatus>{at("09:00:00"), RunStatus::queued, false}));
    QVERIFY((steps[1] == Moment<RunStatus>{at("09:01:00"), RunStatus::waiting, true}));
    QVERIFY((steps[2] == Moment<RunStatus>{at("09:02:00"), RunStatus::success, false}));
}

void StoreMergeTest::unchangedRowsAreNotWritten() {
    TestHistory history;
    history.poll<Run>(
        {run("1", RunStatus::success, at("09:00:00")), run("2", RunStatus::success, at("09:00:00"))});
    const auto version = history.reader->version().orThrow();
    history.poll<Run>(
        {run("1", RunStatus::failure, at("09:00:00")), run("2", RunStatus::success, at("09:00:00"))});
    const auto changed = history.reader->changedSince(Kind::run, version, 10).orThrow();
    QCOMPARE(changed.size(), std::size_t{1});
    QVERIFY(history.reader->version().orThrow() > version);
}

QTEST_GUILESS_MAIN(StoreMergeTest)
#include "tst_store_merge.moc"
