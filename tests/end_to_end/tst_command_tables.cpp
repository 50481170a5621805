// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"
#include "end_to_end/sample_records.h"

#include <QRegularExpression>
#include <QTest>

using namespace shipglass::testing;

/// The tables that `show` prints for people.
class CommandTablesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void tablesHoldNoControls();
    void tablesOfMetricsShowTheirPoints();
    void valuesThatAreNoneAreNotShown();
    void agesCountFromTheMoment();

private:
    Home m_home;
};

void CommandTablesTest::initTestCase() {
    m_home.write("records.ndjson", sampleRecords());
    VERIFY_EXIT(m_home.run({"import", "records.ndjson"}), 0);
}

void CommandTablesTest::tablesHoldNoControls() {
    const QByteArray table = m_home.run({"show", "runs"}).out;
    QVERIFY2(table.contains("[31mred"), table);
    for (const char letter : table) QVERIFY2(letter == '\n' || static_cast<uchar>(letter) >= 0x20, table);
}

void CommandTablesTest::tablesOfMetricsShowTheirPoints() {
    const Outcome table = m_home.run({"show", "metrics", "--format", "table"});
    VERIFY_EXIT(table, 0);
    QVERIFY2(QString(table.out).contains(QRegularExpression("\\nup +up +2 +0\\.5")), table.out);
}

void CommandTablesTest::valuesThatAreNoneAreNotShown() {
    Home home;
    home.write(
        "m.ndjson",
        R"({"kind":"metric","source":"prom","id":"m1","name":"up","query":"up","points":[[1777629600000,null]]})"
        "\n");
    VERIFY_EXIT(home.run({"import", "m.ndjson"}), 0);
    const Outcome table = home.run({"show", "metrics"});
    QVERIFY2(QString(table.out).contains(QRegularExpression("\\nup +up +1 +- ")), table.out);
}

void CommandTablesTest::agesCountFromTheMoment() {
    const auto table = [&](const char* plural) {
        return m_home.run({"show", plural, "--as-of", "2026-05-01T10:25:00Z"}).out;
    };
    QVERIFY2(table("runs").contains(" 25m "), table("runs"));
    QVERIFY2(table("deployments").contains(" 5m "), table("deployments"));
}

QTEST_GUILESS_MAIN(CommandTablesTest)
#include "tst_command_tables.moc"
