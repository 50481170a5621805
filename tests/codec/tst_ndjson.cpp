// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"
#include "codec/ndjson.h"
#include "support/random_records.h"

#include <QTest>
#include <sstream>

using namespace shipglass;

namespace {

ReadRecords readText(const std::string& text, const FileLimits& limits = {}) {
    std::istringstream in(text);
    return readNdjson(in, limits);
}

} // namespace

/// Files of one record a line.
class NdjsonTest : public QObject {
    Q_OBJECT

private slots:
    void everyRecordComesBack();
    void badLinesAreNamed();
    void limits();
    void fieldsOfAnotherTypeAreNamed();
};

void NdjsonTest::everyRecordComesBack() {
    testing::RandomRecords random(5);
    std::vector<Record> records;
    std::string text;
    for (int count = 0; count < 500; ++count) {
        records.push_back(random.record());
        text += toJson(records.back()) + (random.chance(50) ? "\n" : "\r\n");
    }
    const auto read = readText(text);
    QCOMPARE(read.badLines, std::size_t{0});
    QVERIFY(read.records == records);
}

void NdjsonTest::badLinesAreNamed() {
    const auto read = readText("\xEF\xBB\xBF{\"kind\":\"run\",\"id\":\"1\"}\n\n<html>\n{\"kind\":\"run\"}\n"
                               "{\"kind\":\"run\",\"id\":\"2\"}");
    QCOMPARE(read.records.size(), std::size_t{2});
    QCOMPARE(read.errors,
             (std::vector<LineError>{{3, "no valid JSON at byte 1"}, {4, "a record of kind run has no id"}}));
}

void NdjsonTest::limits() {
    FileLimits limits;
    limits.lineBytes = 100;
    limits.records = 1;
    const std::string good = "{\"kind\":\"run\",\"id\":\"1\"}\n";
    const auto read = readText(std::string(1 << 20, 'x') + '\n' + good + good + good, limits);
    QCOMPARE(read.records.size(), std::size_t{1});
    QCOMPARE(read.errors,
             (std::vector<LineError>{{1, "the line is over 100 bytes"}, {3, "the file has over 1 records"}}));
    std::string bad;
    for (int line = 0; line < 1000; ++line) bad += "?\n";
    QCOMPARE(readText(bad).badLines, std::size_t{1000});
    QCOMPARE(readText(bad).errors.size(), std::size_t{100});
}

void NdjsonTest::fieldsOfAnotherTypeAreNamed() {
    const auto read =
        readText("{\"kind\":\"deployment\",\"id\":\"1\",\"finishedAt\":\"notatime\"}\n"
                 "{\"kind\":\"deployment\",\"id\":\"2\",\"finishedAt\":1777888800}\n"
                 "{\"kind\":\"deployment\",\"id\":\"3\",\"status\":7}\n"
                 "{\"kind\":\"deployment\",\"id\":\"4\",\"commits\":\"c1\"}\n"
                 "{\"kind\":\"deployment\",\"id\":\"5\",\"rollback\":\"maybe\"}\n"
                 "{\"kind\":\"deployment\",\"id\":\"6\",\"status\":\"promoted\",\"url\":null}\n");
    std::vector<std::string> said;
    for (const auto& error : read.errors) said.push_back(std::to_string(error.line) + ": " + error.message);
    QCOMPARE(said, (std::vector<std::string>{
                       "1: finishedAt is not what the field holds",
                       "2: finishedAt is not what the field holds", "3: status is not what the field holds",
                       "4: commits is not what the field holds", "5: rollback is not what the field holds"}));
    QCOMPARE(read.records.size(), std::size_t{1}); // a system may have words of its own
}

QTEST_APPLESS_MAIN(NdjsonTest)
#include "tst_ndjson.moc"
