// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"
#include "end_to_end/sample_records.h"

#include <QTest>

#include <array>

#include <fcntl.h>
#include <unistd.h>

using namespace shipglass::testing;

/// What happens to standard output when it cannot be written, and to the window when there is no display.
class CommandOutputTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void refusedOutputIsAFailure_data();
    void refusedOutputIsAFailure();
    void outputThatIsCutIsAFailure();
    void readerWhoLeavesIsNone();
    void windowNeedsADisplay_data();
    void windowNeedsADisplay();

private:
    Home m_home;
};

namespace {

bool saysSoInOneLine(const Outcome& outcome) {
    return outcome.err.startsWith("standard output cannot be written") && outcome.err.count('\n') == 1;
}

} // namespace

void CommandOutputTest::initTestCase() {
    m_home.write("records.ndjson", sampleRecords());
    VERIFY_EXIT(m_home.run({"import", "records.ndjson"}), 0);
}

void CommandOutputTest::refusedOutputIsAFailure_data() {
    QTest::addColumn<QString>("line");
    for (const char* line : {"show runs", "show runs --format json", "show runs --format ndjson",
                             "show alerts --format csv", "show sources", "dora", "dora --format json",
                             "connectors", "connectors github", "export -", "--help", "--version"})
        QTest::newRow(line) << QString(line);
}

void CommandOutputTest::refusedOutputIsAFailure() {
    QFETCH(QString, line);
    // Open for reading only: every write fails, as on a full disk, which not every machine has a device for.
    const int refusing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    QVERIFY(refusing >= 0);
    const Outcome outcome = m_home.runInto(refusing, line.split(' '));
    ::close(refusing);
    VERIFY_EXIT(outcome, 1);
    QVERIFY2(saysSoInOneLine(outcome), outcome.err);
}

/// A pipe takes some, and when nobody reads nothing more: the error is not that of the last write.
void CommandOutputTest::outputThatIsCutIsAFailure() {
    QByteArray lines;
    for (int line = 0; line < 2'000; ++line)
        lines += R"({"kind":"log","source":"app","id":")" + QByteArray::number(line) +
                 R"(","severity":"info","message":")" + QByteArray(500, 'x') + "\"}\n";
    Home home;
    home.write("many.ndjson", lines);
    VERIFY_EXIT(home.run({"import", "many.ndjson"}), 0);
    for (const char* line : {"show logs --limit 0 --format ndjson", "export -"}) {
        std::array<int, 2> ends{};
        QCOMPARE(::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK), 0);
        const Outcome outcome = home.runInto(ends[1], QString(line).split(' '));
        ::close(ends[0]);
        ::close(ends[1]);
        VERIFY_EXIT(outcome, 1);
        QVERIFY2(saysSoInOneLine(outcome), outcome.err);
    }
}

void CommandOutputTest::readerWhoLeavesIsNone() {
    std::array<int, 2> ends{};
    QCOMPARE(::pipe2(ends.data(), O_CLOEXEC), 0);
    ::close(ends[0]);
    const Outcome outcome = m_home.runInto(ends[1], {"show", "runs", "--format", "json"});
    ::close(ends[1]);
    VERIFY_EXIT(outcome, 0);
    QCOMPARE(outcome.err, QByteArray());
}

void CommandOutputTest::windowNeedsADisplay_data() {
    QTest::addColumn<QString>("display");
    QTest::newRow("none") << QString();
    QTest::newRow("one that is not there") << QString(":9999");
}

void CommandOutputTest::windowNeedsADisplay() {
    QFETCH(QString, display);
    Home home;
    if (!display.isEmpty()) home.setVariable("DISPLAY", display);
    const Outcome outcome = home.run({});
    VERIFY_EXIT(outcome, 1);
    for (const char* way : {"display", "shipglass show", "shipglass render"})
        QVERIFY2(outcome.err.contains(way), outcome.err);
    QCOMPARE(outcome.err.count('\n'), 1);
}

QTEST_GUILESS_MAIN(CommandOutputTest)
#include "tst_command_output.moc"
