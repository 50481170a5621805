// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/digest.h"
#include "models/fake_history.h"
#include "models/print_tree.h"
#include "models/source_table.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace shipglass;

/// The table of sources, and the numbers that sum everything up.
class SourceTableTest : public QObject {
    Q_OBJECT

private slots:
    void showsSourcesByName();
    void followsSourcesThatComeAndGo();
    void digestCounts();
    void digestNamesTheStalest();
    void digestTellsErrors();
    void listsWhatIsConfiguredAndNotRead();
    void whatWasImportedIsNeitherWellNorIll();
};

void SourceTableTest::showsSourcesByName() {
    FakeHistory history;
    history.reader.states = {makeSource("web", SourceHealth::failing, 90),
                             makeSource("api", SourceHealth::fresh, 1)};
    SourceTable table(history, worldNow);
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.refresh();
    QCOMPARE(printTree(table, {SourceTable::NameColumn, SourceTable::AgeColumn, SourceTable::RequestsColumn,
                               SourceTable::ProblemColumn}),
             QString("api | 2026-05-04T09:59:00.000Z | 120 | \n"
                     "web | 2026-05-04T08:30:00.000Z | 120 | 401 from ci.example"));
    QCOMPARE(table.index(1, 0).data(SourceTable::HealthRole).value<SourceHealth>(), SourceHealth::failing);
    QCOMPARE(table.index(1, 0).data(SourceTable::FaultRole).value<Fault>(), Fault::unauthorized);
    QVERIFY(!table.index(0, 0).data(SourceTable::FaultRole).isValid());
}

void SourceTableTest::followsSourcesThatComeAndGo() {
    FakeHistory history;
    history.reader.states = {makeSource("b", SourceHealth::fresh, 1),
                             makeSource("c", SourceHealth::fresh, 1)};
    SourceTable table(history, worldNow);
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.refresh();
    const QPersistentModelIndex kept = table.index(1, 0);
    history.reader.states = {makeSource("a", SourceHealth::fresh, 1),
                             makeSource("c", SourceHealth::disabled, 1)};
    table.refresh();
    QCOMPARE(printTree(table, {SourceTable::NameColumn}), QString("a\nc"));
    QCOMPARE(kept.data().toString(), QString("c"));
    history.reader.states.clear();
    table.refresh();
    QCOMPARE(table.rowCount(), 0);
}

void SourceTableTest::digestCounts() {
    FakeReader reader;
    reader.put(makeRun("1", RunStatus::running, 1));
    reader.put(makeRun("2", RunStatus::queued, 1));
    reader.put(makeRun("3", RunStatus::waiting, 1));
    reader.put(makeRun("4", RunStatus::failure, 60));
    reader.put(makeRun("5", RunStatus::unstable, 60));
    reader.put(makeRun("6", RunStatus::failure, 60 * 30));
    reader.put(makeRun("7", RunStatus::unknown, 5)); // Never counts as success.
    reader.put(makeAlert("a", Severity::critical, AlertState::firing, 1));
    reader.put(makeAlert("b", Severity::unknown, AlertState::firing, 1));
    reader.put(makeAlert("c", Severity::critical, AlertState::silenced, 1));
    reader.put(makeAlert("d", Severity::critical, AlertState::resolved, 1));
    const auto digest = readDigest(reader, worldNow());
    QVERIFY(!digest.error);
    QCOMPARE(digest.running, 1);
    QCOMPARE(digest.waiting, 2);
    QCOMPARE(digest.failed, 2);
    QCOMPARE(digest.succeeded, 0);
    QCOMPARE(digest.firing(), 2);
    QCOMPARE(digest.firing(Severity::critical), 1);
    QCOMPARE(digest.handled, 1);
}

void SourceTableTest::digestNamesTheStalest() {
    FakeReader reader;
    reader.states = {
        makeSource("well", SourceHealth::fresh, 500), makeSource("late", SourceHealth::stale, 60),
        makeSource("later", SourceHealth::failing, 90), makeSource("off", SourceHealth::disabled, 900)};
    reader.states[0].backfill = "12 of 90 days";
    auto digest = readDigest(reader, worldNow());
    QCOMPARE(digest.stalest, QString("later"));
    QCOMPARE(digest.stalestAt, std::optional(worldNow() - std::chrono::minutes(90)));
    QCOMPARE(digest.unwell(), 2);
    QCOMPARE(digest.backfills.size(), std::size_t{1});
    reader.states.push_back(makeSource("never", SourceHealth::failing, 0));
    reader.states.back().okAt.reset();
    digest = readDigest(reader, worldNow());
    QCOMPARE(digest.stalest, QString("never"));
    QVERIFY(!digest.stalestAt);
}

void SourceTableTest::digestTellsErrors() {
    FakeReader reader;
    reader.error = Error{Fault::server, "no file", 0, {}};
    const auto digest = readDigest(reader, worldNow());
    QVERIFY(digest.error);
}

void SourceTableTest::listsWhatIsConfiguredAndNotRead() {
    FakeHistory history;
    history.reader.states = {makeSource("api", SourceHealth::fresh, 1)};
    history.reader.setSources({{"web", "github", true}, {"api", "buildbot", true}, {"off", "git", false}});
    SourceTable table(history, worldNow);
    table.refresh();
    QCOMPARE(printTree(table, {SourceTable::NameColumn, SourceTable::KindColumn}),
             QString("api | buildbot\noff | git\nweb | github"));
    QCOMPARE(table.sourceAt(2)->health, SourceHealth::unknown);
    QVERIFY(!table.index(2, 0).data(SourceTable::OkRole).isValid());
    const auto digest = readDigest(history.reader, worldNow());
    QCOMPARE(digest.sources(SourceHealth::fresh), 1);
    QCOMPARE(digest.sources(SourceHealth::unknown), 1);
    QCOMPARE(digest.sources(SourceHealth::disabled), 1);
}

void SourceTableTest::whatWasImportedIsNeitherWellNorIll() {
    FakeHistory history;
    SourceState imported, removed = makeSource("removed", SourceHealth::failing, 90);
    imported.source = "imported";
    imported.scopes.resize(1);
    imported.scopes[0].scope = importScope;
    imported.scopes[0].okAt = worldNow() - std::chrono::minutes(3);
    history.reader.states = {imported, removed, makeSource("web", SourceHealth::fresh, 1)};
    history.reader.setSources({{"web", "buildbot", true}});
    SourceTable table(history, worldNow);
    table.refresh();
    const auto standing = [&](int row) {
        return table.index(row, 0).data(SourceTable::StandingRole).value<SourceStanding>();
    };
    QCOMPARE(standing(0), SourceStanding::imported);
    QCOMPARE(standing(1), SourceStanding::removed);
    QCOMPARE(standing(2), SourceStanding::configured);
    QCOMPARE(table.index(0, SourceTable::AgeColumn).data().toString(), QString("2026-05-04T09:57:00.000Z"));
    const auto digest = readDigest(history.reader, worldNow());
    QCOMPARE(digest.sourceCount(), 1);
    QCOMPARE(digest.unwell(), 0);
    QCOMPARE(digest.otherSources, 2);
    QVERIFY(digest.stalest.isEmpty());
}

QTEST_GUILESS_MAIN(SourceTableTest)
#include "tst_source_table.moc"
