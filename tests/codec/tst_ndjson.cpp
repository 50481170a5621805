// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"
#include "codec/ndjson.h"
#include "support/random_records.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
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
    void files();
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

void NdjsonTest::files() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("records.ndjson").toStdString();
    std::ofstream(path) << "{\"kind\":\"run\",\"id\":\"1\"}\n";
    QCOMPARE(readNdjsonFile(path)->records.size(), std::size_t{1});
    QCOMPARE(readNdjsonFile(path / "none").error().fault, Fault::config);
    QCOMPARE(readNdjsonFile(path.parent_path()).error().fault, Fault::config);
}

QTEST_APPLESS_MAIN(NdjsonTest)
#include "tst_ndjson.moc"
