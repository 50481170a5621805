// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_file.h"
#include "test_history.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;
using namespace std::chrono_literals;

namespace {

constexpr int batches = 150;
constexpr int turns = 40;

/// One of the processes: writes a source of its own, and takes turns at a shared one under its lease.
int work(const std::string& path, const std::string& name) {
    const auto writer = Writer::open(path).orThrow();
    const auto reader = Reader::open(path).orThrow();
    for (int number = 0; number < batches; ++number) {
        Batch batch(Facet::run, "*");
        for (int index = 0; index < 5; ++index)
            batch.add(run(std::to_string(number * 5 + index), RunStatus::success, at("09:00:00")));
        writer->write(name, batch.setLast(), at("10:00:00"), number).orThrow();
    }
    Selection shared;
    shared.where = query::parse("source=shared").orThrow();
    for (int done = 0; done < turns;) {
        if (!writer->lease("shared", name, std::chrono::minutes(1)).orThrow()) continue;
        const auto before = reader->count(shared).orThrow();
        Batch batch(Facet::run, "*");
        batch.add(run("turn " + std::to_string(before), RunStatus::success, at("09:00:00")));
        writer->write("shared", batch.setLast(), at("10:00:00"), done).orThrow();
        writer->release("shared", name).orThrow();
        ++done;
    }
    return 0;
}

} // namespace

/// A window and a headless poll on one file: no error, nothing lost, one at a time at a source.
class TwoProcessesTest : public QObject {
    Q_OBJECT

private slots:
    void bothWriteAndSeeTheSame();
    void bothBeginOnAnEmptyFile();
};

void TwoProcessesTest::bothWriteAndSeeTheSame() {
    TestHistory history;
    QProcess first, second;
    for (QProcess* process : {&first, &second}) {
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(QCoreApplication::applicationFilePath(),
                       {QStringLiteral("--work"), QString::fromStdString(history.path),
                        process == &first ? QStringLiteral("first") : QStringLiteral("second")});
    }
    std::int64_t seen = 0;
    while (first.state() != QProcess::NotRunning || second.state() != QProcess::NotRunning) {
        const auto count = history.reader->count({}).orThrow();
        QVERIFY(count >= seen);
        seen = count;
        first.waitForFinished(10);
        second.waitForFinished(10);
    }
    QCOMPARE(first.exitCode(), 0);
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(history.reader->count({}).orThrow(), std::int64_t{2 * batches * 5 + 2 * turns});
    QVERIFY(isWhole(history.path));
}

void TwoProcessesTest::bothBeginOnAnEmptyFile() {
    for (int round = 0; round < 10; ++round) {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("history.sqlite"));
        QProcess first, second;
        for (QProcess* process : {&first, &second}) {
            process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
            process->start(QCoreApplication::applicationFilePath(), {QStringLiteral("--open"), path});
        }
        QVERIFY(first.waitForFinished() && second.waitForFinished());
        QCOMPARE(first.exitCode() + second.exitCode(), 0);
    }
}

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    const std::string verb = argc > 2 ? argv[1] : "";
    if (verb == "--work") return work(argv[2], argv[3]);
    if (verb == "--open") return Writer::open(argv[2]).orThrow() ? 0 : 1;
    TwoProcessesTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_two_processes.moc"
