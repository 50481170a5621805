// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fake_history.h"
#include "models/print_tree.h"
#include "models/run_table.h"
#include "query/queries.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace shipglass;

/// The table of runs over a history in memory.
class RunTableTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void showsRunsNewestFirst();
    void carriesValuesNotLooks();
    void laysOrderBehindTheFirstRows();
    void fetchesOnlyWhatIsLookedAt();
    void keepsMemoryBounded();
    void newRowsJoinAtTheTop();
    void changedRowsAreReadAgain();
    void rowsThatNoLongerMatchGo();
    void changesInTheMiddleKeepTheCurrentRow();
    void newSelectionDropsTheOldQuestion();
    void timeAloneMakesRowsStale();
    void tellsErrors();
    void rowsThatAreGoneAreNotAskedForEver();

private:
    void fill(int count);
    /// Lets the queued fetch run; with the fake reader it is answered at once.
    static void settle() { QCoreApplication::processEvents(); }

    std::unique_ptr<FakeHistory> m_history;
    std::unique_ptr<RunTable> m_table;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void RunTableTest::init() {
    m_tester.reset();
    m_table.reset();
    m_history = std::make_unique<FakeHistory>();
    m_table = std::make_unique<RunTable>(*m_history, worldNow);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void RunTableTest::fill(int count) {
    for (int at = count; at > 0; --at)
        m_history->reader.put(makeRun(std::to_string(at), RunStatus::success, at));
}

void RunTableTest::showsRunsNewestFirst() {
    m_history->reader.put(makeRun("1", RunStatus::failure, 30));
    m_history->reader.put(makeRun("2", RunStatus::running, 10, "deploy"));
    QSignalSpy loaded(m_table.get(), &RunTable::loaded);
    m_table->select({});
    QCOMPARE(loaded.size(), 1);
    QVERIFY(m_table->isCounted());
    QCOMPARE(printTree(*m_table, {RunTable::PipelineColumn, RunTable::TitleColumn, RunTable::DurationColumn,
                                  RunTable::BeganColumn}),
             QString("deploy | Change 2 |  | 2026-05-04T09:50:00.000Z\n"
                     "build | Change 1 | 5m | 2026-05-04T09:30:00.000Z"));
}

void RunTableTest::carriesValuesNotLooks() {
    m_history->reader.put(makeRun("1", RunStatus::failure, 30));
    m_table->select({});
    const auto index = m_table->index(0, 0);
    QCOMPARE(index.data(RunTable::StatusRole).value<RunStatus>(), RunStatus::failure);
    QCOMPARE(index.data(RunTable::RecentRole).value<RecentRuns>().size(), std::size_t{1});
    QCOMPARE(index.data(RunTable::LinkRole).toString(), QString("https://ci.example/1"));
    QVERIFY(!index.data(Qt::DecorationRole).isValid());
    QVERIFY(!index.data(Qt::ForegroundRole).isValid());
}

void RunTableTest::laysOrderBehindTheFirstRows() {
    fill(1000);
    m_history->held = true;
    m_table->select({});
    QVERIFY(m_history->answerOne());
    QCOMPARE(m_table->rowCount(), 200);
    QVERIFY(!m_table->isCounted());
    QSignalSpy counted(m_table.get(), &RunTable::counted);
    m_history->answerAll();
    QCOMPARE(counted.size(), 1);
    QCOMPARE(m_table->rowCount(), 1000);
    QCOMPARE(m_table->index(199, RunTable::TitleColumn).data().toString(), QString("Change 200"));
}

void RunTableTest::fetchesOnlyWhatIsLookedAt() {
    m_tester.reset(); // It looks at every row, which is just what must not happen here.
    fill(5000);
    m_table->select({});
    const auto far = m_table->index(4000, RunTable::TitleColumn);
    QCOMPARE(far.data(RunTable::LoadedRole).toBool(), false);
    QCOMPARE(far.data().toString(), QString());
    for (int row = 3000; row < 4030; ++row) m_table->index(row, 0).data(RunTable::StatusRole);
    for (int row = 4000; row < 4030; ++row) m_table->index(row, 0).data(RunTable::StatusRole);
    settle();
    QCOMPARE(far.data().toString(), QString("Change 4001"));
    QCOMPARE(m_history->reader.rowReads, 1);
    QVERIFY(m_history->reader.rowsRead <= 400);
}

void RunTableTest::keepsMemoryBounded() {
    m_tester.reset();
    fill(9000);
    m_table->select({});
    for (int row = 0; row < 9000; row += 30) {
        m_table->index(row, 0).data();
        settle();
    }
    int known = 0;
    for (int row = 0; row < 9000; ++row)
        known += m_table->index(row, 0).data(RunTable::LoadedRole).toBool() ? 1 : 0;
    QVERIFY2(known <= 4096, qPrintable(QString::number(known)));
    QVERIFY(known > 1000);
}

void RunTableTest::newRowsJoinAtTheTop() {
    fill(1000);
    m_table->select({});
    const QPersistentModelIndex looked = m_table->index(500, RunTable::TitleColumn);
    looked.data();
    settle();
    QCOMPARE(looked.data().toString(), QString("Change 501"));
    QSignalSpy inserted(m_table.get(), &RunTable::rowsInserted);
    QSignalSpy moved(m_table.get(), &RunTable::layoutChanged);
    QSignalSpy reset(m_table.get(), &RunTable::modelReset);
    for (int at = 0; at < 3; ++at)
        m_history->reader.put(makeRun("new" + std::to_string(at), RunStatus::running, -at));
    m_table->refresh();
    QCOMPARE(m_table->rowCount(), 1003);
    QCOMPARE(looked.row(), 503);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(moved.size() + reset.size(), 0);
    QCOMPARE(m_table->index(0, RunTable::TitleColumn).data().toString(), QString("Change new2"));
}

void RunTableTest::changedRowsAreReadAgain() {
    fill(1000);
    m_table->select({});
    const auto far = m_table->index(600, RunTable::TitleColumn);
    far.data();
    settle();
    auto run = makeRun("601", RunStatus::failure, 601);
    run.title = "Reworded";
    m_history->reader.put(run);
    m_table->refresh();
    QCOMPARE(far.data().toString(), QString("Change 601")); // What is known stays until the new is there.
    settle();
    QCOMPARE(far.data().toString(), QString("Reworded"));
    QCOMPARE(far.data(RunTable::StatusRole).value<RunStatus>(), RunStatus::failure);
}

void RunTableTest::rowsThatNoLongerMatchGo() {
    m_history->reader.put(makeRun("1", RunStatus::running, 3));
    m_history->reader.put(makeRun("2", RunStatus::running, 2));
    m_history->reader.put(makeRun("3", RunStatus::running, 1));
    Selection running;
    running.where = queries::with("status", {"running"});
    m_table->select(running);
    QCOMPARE(m_table->rowCount(), 3);
    m_history->reader.put(makeRun("2", RunStatus::success, 2));
    m_history->reader.put(makeRun("4", RunStatus::running, 0));
    m_table->refresh();
    QCOMPARE(printTree(*m_table, {RunTable::TitleColumn}), QString("Change 4\nChange 3\nChange 1"));
}

void RunTableTest::changesInTheMiddleKeepTheCurrentRow() {
    fill(1000);
    m_table->select({});
    const QPersistentModelIndex looked = m_table->index(700, 0);
    const auto id = m_table->idAt(700);
    m_history->reader.remove(m_table->idAt(300));
    m_history->reader.remove(m_table->idAt(650));
    m_history->reader.put(makeRun("late", RunStatus::success, 800));
    m_history->reader.put(makeRun("new", RunStatus::success, 0));
    m_table->refresh();
    m_table->tick();
    QTRY_COMPARE(m_table->rowCount(), 1000);
    QCOMPARE(looked.row(), 699);
    QCOMPARE(m_table->idAt(looked.row()), id);
}

void RunTableTest::newSelectionDropsTheOldQuestion() {
    fill(10);
    m_history->held = true;
    m_table->select({});
    Selection none;
    none.where = queries::with("status", {"failure"});
    m_table->select(none);
    QSignalSpy loaded(m_table.get(), &RunTable::loaded);
    m_history->answerAll();
    QCOMPARE(loaded.size(), 1);
    QCOMPARE(m_table->rowCount(), 0);
    QCOMPARE(m_history->reader.reads, 1); // The first question was never read.
}

void RunTableTest::timeAloneMakesRowsStale() {
    const auto row = m_history->reader.put(makeRun("1", RunStatus::success, 30));
    m_history->reader.setFreshUntil(row, worldNow() + std::chrono::minutes(15));
    Time now = worldNow();
    RunTable table(*m_history, [&now] { return now; });
    table.select({});
    const auto isStale = [&] { return table.index(0, 0).data(RunTable::StaleRole).toBool(); };
    now += std::chrono::minutes(15);
    QVERIFY(!isStale());
    now += Millis{1};
    QVERIFY(isStale());
    QCOMPARE(m_history->reader.reads, 1);
    Selection then;
    then.asOf = worldNow();
    table.select(then);
    QVERIFY(!isStale());
}

void RunTableTest::tellsErrors() {
    fill(10);
    m_table->select({});
    m_history->reader.error = Error{Fault::server, "the file\x1b[31m is away", 0, {}};
    QSignalSpy loaded(m_table.get(), &RunTable::loaded);
    m_table->refresh();
    QCOMPARE(loaded.size(), 1);
    QVERIFY(m_table->error().startsWith("the file"));
    QVERIFY(!m_table->error().contains(QChar(0x1b)));
    QCOMPARE(m_table->rowCount(), 10); // What was known is not lost.
}

void RunTableTest::rowsThatAreGoneAreNotAskedForEver() {
    m_tester.reset();
    fill(1000);
    m_table->select({});
    for (int row = 450; row <= 800; ++row) m_history->reader.remove(m_table->idAt(row));
    connect(m_table.get(), &RunTable::dataChanged, this, [this] { m_table->index(600, 0).data(); });
    m_table->index(600, 0).data();
    for (int turn = 0; turn < 20; ++turn) settle();
    QVERIFY(m_history->reader.rowReads <= 2);
}

QTEST_GUILESS_MAIN(RunTableTest)
#include "tst_run_table.moc"
