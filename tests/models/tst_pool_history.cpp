// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fake_history.h"
#include "models/pool_history.h"
#include "models/run_table.h"
#include "store/writer.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace shipglass;

/// Models over a real file and real reader threads.
class PoolHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void tableReadsAFile();
    void saysWhyNothingCanBeRead();
};

void PoolHistoryTest::tableReadsAFile() {
    QTemporaryDir folder;
    const auto path = folder.filePath("history.sqlite").toStdString();
    auto writer = Writer::open(path);
    QVERIFY(writer.ok());
    std::vector<Record> runs;
    for (int at = 1; at <= 700; ++at) runs.emplace_back(makeRun(std::to_string(at), RunStatus::success, at));
    QVERIFY((*writer)->import(runs, worldNow()).ok());

    PoolHistory history(path);
    RunTable table(history, worldNow);
    QSignalSpy counted(&table, &RunTable::counted);
    table.select({});
    QVERIFY(counted.wait());
    QCOMPARE(table.rowCount(), 700);
    QCOMPARE(table.index(0, RunTable::TitleColumn).data().toString(), QString("Change 1"));
    QCOMPARE(table.index(0, 0).data(RunTable::RecentRole).value<RecentRuns>().front().durationMs, 300'000);
    QTRY_COMPARE(table.index(600, RunTable::TitleColumn).data().toString(), QString("Change 601"));

    QVERIFY((*writer)->import({makeRun("new", RunStatus::running, 0)}, worldNow()).ok());
    table.refresh();
    QTRY_COMPARE(table.rowCount(), 701);
}

void PoolHistoryTest::saysWhyNothingCanBeRead() {
    QTemporaryDir folder;
    PoolHistory history(folder.filePath("none/history.sqlite").toStdString());
    RunTable table(history, worldNow);
    QSignalSpy loaded(&table, &RunTable::loaded);
    table.select({});
    QVERIFY(loaded.wait());
    QVERIFY(!table.error().isEmpty());
}

QTEST_GUILESS_MAIN(PoolHistoryTest)
#include "tst_pool_history.moc"
