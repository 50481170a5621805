// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/csv.h"
#include "codec/json.h"
#include "support/random_records.h"

#include <QTest>
#include <sstream>

using namespace shipglass;

namespace {

ReadRecords readText(const std::string& text, Kind kind, const FileLimits& limits = {}) {
    std::istringstream in(text);
    return readCsv(in, kind, limits);
}

} // namespace

/// Records to and from comma separated values.
class CsvTest : public QObject {
    Q_OBJECT

private slots:
    void header();
    void cellsAreQuotedAndDisarmed();
    void everyRecordComesBack();
    void filesWrittenByPeople();
    void badRowsAreNamed_data();
    void badRowsAreNamed();
    void badHeadersEndTheReading();
    void hostileFilesStaySmall();
};

void CsvTest::header() {
    QCOMPARE(csvHeader(Kind::log),
             std::string("kind,source,id,time,seq,severity,stream,message,service,observedAt,attributes"));
    for (std::size_t kind = 0; kind < Words<Kind>::list.size(); ++kind)
        QVERIFY(csvHeader(static_cast<Kind>(kind)).starts_with("kind,source,id,"));
}

void CsvTest::cellsAreQuotedAndDisarmed() {
    LogLine line;
    line.source = "a,b", line.id = "-1", line.seq = -5, line.stream = "'=x",
    line.message = "say \"hi\"\nthere";
    line.attributes = {{"n", std::int64_t{1}}};
    QCOMPARE(csvRow(line),
             std::string("log,\"a,b\",'-1,,'-5,unknown,''=x,\"say \"\"hi\"\"\nthere\",,,\"{\"\"n\"\":1}\""));
    line.message = "=cmd|' /C calc'!A0,x";
    QVERIFY(csvRow(line).find(",\"'=cmd|' /C calc'!A0,x\",") != std::string::npos);
}

void CsvTest::everyRecordComesBack() {
    testing::RandomRecords random(11);
    for (std::size_t index = 0; index < Words<Kind>::list.size(); ++index) {
        const Kind kind = static_cast<Kind>(index);
        std::vector<Record> records;
        std::string text = csvHeader(kind) + '\n';
        for (int count = 0; count < 300; ++count) {
            records.push_back(random.record(kind));
            text += csvRow(records.back()) + (random.chance(50) ? "\n" : "\r\n");
        }
        const auto read = readText(text, kind);
        QVERIFY2(read.errors.empty(), read.errors.empty() ? "" : read.errors.front().message.c_str());
        QCOMPARE(read.records.size(), records.size());
        for (std::size_t row = 0; row < records.size(); ++row)
            QVERIFY2(read.records[row] == records[row],
                     (toJson(records[row]) + '\n' + toJson(read.records[row])).c_str());
    }
}

void CsvTest::filesWrittenByPeople() {
    const auto read = readText("\xEF\xBB\xBF\"id\",service,status,startedAt,finishedAt,rollback,ticket\r\n"
                               "1,web,success,2026-05-01T10:00:00+02:00,2026-05-01 09:00,TRUE,OPS-1\r\n\r\n"
                               "2,web,exploded,,,,\r\n",
                               Kind::deployment);
    QVERIFY(read.errors.empty());
    QCOMPARE(read.records.size(), std::size_t{2});
    const auto& first = std::get<Deployment>(read.records[0]);
    QCOMPARE(formatTime(*first.startedAt), std::string("2026-05-01T08:00:00.000Z"));
    QCOMPARE(first.rollback, std::optional(true));
    QCOMPARE(first.attributes.at("ticket"), Value("OPS-1"));
    const auto& second = std::get<Deployment>(read.records[1]);
    QCOMPARE(second.status, DeploymentStatus::unknown);
    QVERIFY(!second.rollback && !second.startedAt);
}

void CsvTest::badRowsAreNamed_data() {
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("cells") << QByteArray("1,x") << QByteArray("2 cells where the header has 4");
    QTest::newRow("id") << QByteArray(",web,,") << QByteArray("has no id");
    QTest::newRow("time") << QByteArray("1,web,yesterday,") << QByteArray("the cell of mergedAt is not");
    QTest::newRow("list") << QByteArray("1,web,,hotfix") << QByteArray("the cell of labels is not");
    QTest::newRow("open") << QByteArray("1,\"web,,") << QByteArray("a quote is not closed");
}

void CsvTest::badRowsAreNamed() {
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, message);
    const auto read =
        readText("id,title,mergedAt,labels\n0,\"two\nlines\",,[]\n" + row.toStdString() + '\n', Kind::change);
    QCOMPARE(read.records.size(), std::size_t{1});
    QCOMPARE(read.badLines, std::size_t{1});
    QCOMPARE(read.errors.front().line, std::size_t{4});
    QVERIFY2(read.errors.front().message.find(message.toStdString()) != std::string::npos,
             read.errors.front().message.c_str());
}

void CsvTest::badHeadersEndTheReading() {
    const auto mistake = [](const std::string& text) {
        const auto read = readText(text, Kind::alert);
        return read.records.empty() && read.errors.size() == 1 ? read.errors.front().message : "";
    };
    QCOMPARE(mistake(""), std::string("the file is empty"));
    QCOMPARE(mistake("title,state\na,firing\n"), std::string("there is no column id"));
    QCOMPARE(mistake("id,id\n1,2\n"), std::string("the column id is there twice"));
    QCOMPARE(mistake("id,\n1,2\n"), std::string("a column has no name"));
    QCOMPARE(mistake("kind,id\nrun,1\n"), std::string("the row is not of kind alert"));
}

void CsvTest::hostileFilesStaySmall() {
    FileLimits limits;
    limits.lineBytes = 1000;
    limits.records = 2;
    const auto longRow = readText("id,title\n1," + std::string(5000, 'x') + "\n2,b\n", Kind::change, limits);
    QCOMPARE(longRow.records.size(), std::size_t{1});
    QCOMPARE(longRow.errors, (std::vector<LineError>{{2, "the row is too long"}}));
    const auto commas = readText("id,title\n" + std::string(900'000, ',') + "\n2,b\n", Kind::change);
    QCOMPARE(commas.errors, (std::vector<LineError>{{2, "the row is too long"}}));
    const auto many = readText("id\n1\n2\n3\n4\n", Kind::change, limits);
    QCOMPARE(many.records.size(), std::size_t{2});
    QCOMPARE(many.errors, (std::vector<LineError>{{4, "the file has over 2 records"}}));
    const auto bytes = readText(std::string("id,title\n1,\xFF\0\n", 14), Kind::change);
    QCOMPARE(std::get<Change>(bytes.records.at(0)).title, std::string("\xEF\xBF\xBD\0", 4));
}

QTEST_APPLESS_MAIN(CsvTest)
#include "tst_csv.moc"
