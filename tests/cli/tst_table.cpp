// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"
#include "cli/table.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace shipglass;
using namespace shipglass::cli;

/// Tables for people: columns that line up, nothing from outside that moves the cursor.
class TableTest : public QObject {
    Q_OBJECT

private slots:
    void columnsLineUp();
    void wideColumnsAreCutFirst();
    void controlCharactersBecomeSpaces();
    void hiddenCharactersAreReplaced();
    void ages();
    void machineFormatsHoldOnlyRecords();
    void tablesOfMetricsCountPoints();
};

void TableTest::columnsLineUp() {
    Table table({"A", "LONGER"});
    table.add({"grün", "x"});
    table.add({"y", "z"});
    QCOMPARE(table.text(0), std::string("A     LONGER\ngrün  x\ny     z\n"));
}

void TableTest::wideColumnsAreCutFirst() {
    Table table({"ID", "TITLE"});
    table.add({"1", "a very long title that does not fit"});
    QCOMPARE(table.text(16), std::string("ID  TITLE\n1   a very long…\n"));
}

void TableTest::controlCharactersBecomeSpaces() {
    Table table({"T"});
    table.add({"a\x1b[2Jb\nc\tD\xC2\x9B"
               "1m"});
    QCOMPARE(table.text(0), std::string("T\na [2Jb c D 1m\n"));
}

void TableTest::hiddenCharactersAreReplaced() {
    Table table({"T"});
    table.add({"a\u202Eb\u2066c\u200Fd\u061Ce\uFEFFf\u2028g"});
    QCOMPARE(table.text(0), std::string("T\na\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg\n"));
}

void TableTest::ages() {
    const Time now = fromEpochSeconds(1'000'000);
    QCOMPARE(ageText(now - std::chrono::seconds{59}, now), std::string("59s"));
    QCOMPARE(ageText(now - std::chrono::minutes{61}, now), std::string("1h"));
    QCOMPARE(ageText(now - std::chrono::hours{49}, now), std::string("2d"));
    QCOMPARE(ageText(now + std::chrono::hours{1}, now), std::string("0s"));
    QCOMPARE(ageText(std::nullopt, now), std::string());
}

void TableTest::machineFormatsHoldOnlyRecords() {
    Run run;
    run.source = "ci";
    run.id = "1";
    run.title = "=2+3";
    const auto written = [&](Format format, std::vector<Record> records) {
        char* text = nullptr;
        std::size_t size = 0;
        std::FILE* out = open_memstream(&text, &size);
        writeRecords(out, records, Kind::run, format, Time{});
        std::fclose(out);
        const QByteArray bytes(text, static_cast<int>(size));
        std::free(text);
        return bytes;
    };
    QCOMPARE(written(Format::json, {}), QByteArray("[]\n"));
    const auto array = QJsonDocument::fromJson(written(Format::json, {run, run})).array();
    QCOMPARE(array.size(), 2);
    QCOMPARE(array[0].toObject()["title"].toString(), QString("=2+3"));
    QCOMPARE(written(Format::ndjson, {run, run}).count('\n'), 2);
    const auto csv = written(Format::csv, {run});
    QVERIFY(csv.startsWith("kind,source,id,"));
    QVERIFY(csv.contains("'=2+3"));
}

void TableTest::tablesOfMetricsCountPoints() {
    QVERIFY(needsDetails(Kind::metric, Format::table));
    QVERIFY(needsDetails(Kind::run, Format::ndjson));
    QVERIFY(!needsDetails(Kind::run, Format::table));
}

QTEST_APPLESS_MAIN(TableTest)
#include "tst_table.moc"
