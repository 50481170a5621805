// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alert_table.h"
#include "models/fake_history.h"
#include "models/plain_text.h"
#include "models/print_tree.h"
#include "query/queries.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace shipglass;

/// The table of alerts over a history in memory.
class AlertTableTest : public QObject {
    Q_OBJECT

private slots:
    void urgentFirst();
    void followsAlertsAsTheyChange();
    void staysWithTheSelection();
    void timeAloneMakesRowsStale();
    void hostileTextIsHarmless();
    void tellsErrors();
};

void AlertTableTest::urgentFirst() {
    FakeHistory history;
    history.reader.put(makeAlert("info", Severity::info, AlertState::firing, 1));
    history.reader.put(makeAlert("silent", Severity::critical, AlertState::silenced, 2));
    history.reader.put(makeAlert("old", Severity::critical, AlertState::firing, 90));
    history.reader.put(makeAlert("new", Severity::critical, AlertState::firing, 3));
    history.reader.put(makeAlert("over", Severity::critical, AlertState::resolved, 4));
    AlertTable table(history, worldNow);
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.select({});
    QCOMPARE(printTree(table, {AlertTable::SeverityColumn, AlertTable::TitleColumn, AlertTable::StateColumn,
                               AlertTable::LabelsColumn}),
             QString("critical | Alert new | firing | instance=web-1 job=node\n"
                     "critical | Alert old | firing | instance=web-1 job=node\n"
                     "info | Alert info | firing | instance=web-1 job=node\n"
                     "critical | Alert silent | silenced | instance=web-1 job=node\n"
                     "critical | Alert over | resolved | instance=web-1 job=node"));
    QCOMPARE(table.index(0, 0).data(AlertTable::SeverityRole).value<Severity>(), Severity::critical);
}

void AlertTableTest::followsAlertsAsTheyChange() {
    FakeHistory history;
    history.reader.put(makeAlert("a", Severity::warning, AlertState::firing, 1));
    const auto gone = history.reader.put(makeAlert("b", Severity::warning, AlertState::firing, 2));
    history.reader.put(makeAlert("c", Severity::warning, AlertState::firing, 3));
    AlertTable table(history, worldNow);
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.select({});
    const QPersistentModelIndex kept = table.index(2, 0);
    history.reader.put(makeAlert("c", Severity::critical, AlertState::firing, 3));
    history.reader.put(makeAlert("d", Severity::info, AlertState::firing, 0));
    history.reader.remove(gone);
    table.refresh();
    QCOMPARE(printTree(table, {AlertTable::TitleColumn}), QString("Alert c\nAlert a\nAlert d"));
    QCOMPARE(kept.row(), 0);
}

void AlertTableTest::staysWithTheSelection() {
    FakeHistory history;
    history.reader.put(makeAlert("a", Severity::warning, AlertState::firing, 1));
    history.reader.put(makeAlert("b", Severity::warning, AlertState::resolved, 2));
    AlertTable table(history, worldNow);
    Selection open;
    open.where = queries::without("state", "resolved");
    table.select(open);
    QCOMPARE(table.rowCount(), 1);
    history.reader.put(makeAlert("a", Severity::warning, AlertState::resolved, 1));
    table.refresh();
    QCOMPARE(table.rowCount(), 0);
}

void AlertTableTest::timeAloneMakesRowsStale() {
    FakeHistory history;
    const auto row = history.reader.put(makeAlert("a", Severity::critical, AlertState::firing, 1));
    history.reader.setFreshUntil(row, worldNow() + std::chrono::minutes(15));
    Time now = worldNow();
    AlertTable table(history, [&now] { return now; });
    table.select({});
    QVERIFY(!table.index(0, 0).data(AlertTable::StaleRole).toBool());
    now += std::chrono::minutes(16);
    QVERIFY(table.index(0, 0).data(AlertTable::StaleRole).toBool());
    QCOMPARE(history.reader.reads, 1);
}

void AlertTableTest::hostileTextIsHarmless() {
    FakeHistory history;
    auto alert = makeAlert("x", Severity::high, AlertState::firing, 1);
    alert.title = "<b>bold</b>\n\x1b[31m\xff\xe2\x80\xae" + std::string(1'000'000, 'A');
    alert.url = "javascript:alert(1)";
    alert.labels = {{"a\nb", "c\x01"}};
    history.reader.put(alert);
    AlertTable table(history, worldNow);
    table.select({});
    const auto title = table.index(0, AlertTable::TitleColumn).data().toString();
    QVERIFY(title.startsWith("<b>bold</b> \ufffd[31m\ufffd\ufffdAAA"));
    QCOMPARE(title.size(), longestLine);
    QCOMPARE(table.index(0, 0).data(AlertTable::LinkRole).toString(), QString());
    QCOMPARE(table.index(0, AlertTable::LabelsColumn).data().toString(), QString("a b=c\ufffd"));
}

void AlertTableTest::tellsErrors() {
    FakeHistory history;
    history.reader.error = Error{Fault::server, "no file", 0, {}};
    AlertTable table(history, worldNow);
    QSignalSpy loaded(&table, &AlertTable::loaded);
    table.select({});
    QCOMPARE(loaded.size(), 1);
    QCOMPARE(table.error(), QString("no file"));
}

QTEST_GUILESS_MAIN(AlertTableTest)
#include "tst_alert_table.moc"
