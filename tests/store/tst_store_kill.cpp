// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_file.h"
#include "test_history.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <random>

using namespace shipglass;
using namespace shipglass::testing;

namespace {

constexpr int runsABatch = 7;
constexpr int rounds = 200;

/// The writer that gets killed: writes batch after batch, and says each number once it is stored.
int writeFor(const std::string& path, int first) {
    const auto writer = Writer::open(path).orThrow();
    for (int number = first;; ++number) {
        Batch batch(Facet::run, "*");
        for (int index = 0; index < runsABatch; ++index) {
            Run one =
                run(std::to_string(number) + "-" + std::to_string(index), RunStatus::success, at("09:00:00"));
            one.title = "Batch " + std::to_string(number);
            one.stages = std::vector<Stage>(4);
            batch.add(one);
        }
        batch.setLast().setCursor(std::to_string(number));
        writer->write("acme", batch, at("10:00:00"), number).orThrow();
        std::printf("%d\n", number);
        std::fflush(stdout);
    }
}

/// Reads acknowledgements until the wanted one; -1 when the writer ended before.
int acknowledged(QProcess& writer, int wanted) {
    int last = -1;
    while (last < wanted) {
        if (!writer.canReadLine() && !writer.waitForReadyRead(30'000)) return -1;
        while (writer.canReadLine()) last = writer.readLine().trimmed().toInt();
    }
    return last;
}

} // namespace

/// A writer that is killed at any moment has lost nothing that it acknowledged.
class StoreKillTest : public QObject {
    Q_OBJECT

private slots:
    void acknowledgedBatchesSurvive();

private:
    static int killOnce(const std::string& path, int first, std::mt19937& random);
};

int StoreKillTest::killOnce(const std::string& path, int first, std::mt19937& random) {
    QProcess writer;
    writer.start(QCoreApplication::applicationFilePath(),
                 {QStringLiteral("--write"), QString::fromStdString(path), QString::number(first)});
    int last = acknowledged(writer, first + static_cast<int>(random() % 12));
    // Some way into the next batch, as far as a seeded number of turns takes it.
    volatile unsigned turns = random() % 400'000;
    while (turns > 0) turns = turns - 1;
    writer.kill();
    writer.waitForFinished();
    while (writer.canReadLine()) last = writer.readLine().trimmed().toInt();
    return last;
}

void StoreKillTest::acknowledgedBatchesSurvive() {
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("history.sqlite")).toStdString();
    std::mt19937 random(4711);
    int next = 1;
    for (int round = 0; round < rounds; ++round) {
        const int last = killOnce(path, next, random);
        QVERIFY2(last >= next, "the writer ended by itself");
        const auto reader = Reader::open(path).orThrow();
        const std::int64_t stored = reader->count({}).orThrow();
        QVERIFY(stored >= std::int64_t{runsABatch} * last);
        QCOMPARE(stored % runsABatch, std::int64_t{0});
        QVERIFY(reader->find(Kind::run, "acme", std::to_string(last) + "-6", at("10:00:00")).ok());
        QCOMPARE(rawAnswer(path, "PRAGMA integrity_check"), std::string("ok"));
        const int cursor = std::stoi(rawAnswer(path, "SELECT cursor FROM scopes"));
        QCOMPARE(stored, std::int64_t{runsABatch} * cursor);
        next = cursor + 1;
    }
    QVERIFY(isWhole(path));
}

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    if (argc == 4 && std::string(argv[1]) == "--write") return writeFor(argv[2], std::stoi(argv[3]));
    StoreKillTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_store_kill.moc"
