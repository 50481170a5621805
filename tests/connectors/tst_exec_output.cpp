// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "connectors/generic/exec/output.h"

using namespace shipglass;

/// The limits of what a program may say, which are too large for a case folder.
class ExecOutputTest : public QObject {
    Q_OBJECT
private slots:
    void refusesALineOverAMegabyte();
    void refusesTooManyLines();
    void readsTheLinesOfOtherSystems();
};

namespace {

const std::string closed = R"({"kind":"run","id":"1","status":"success"})"
                           "\n"
                           R"({"kind":"batch","facet":"run","scope":"acme/web","last":true})"
                           "\n";

std::string runTitled(std::size_t letters) {
    return R"({"kind":"run","id":"2","title":")" + std::string(letters, 'x') + "\"}\n";
}

} // namespace

void ExecOutputTest::refusesALineOverAMegabyte() {
    const auto fits = exec::readOutput(closed + runTitled(1'000'000));
    QVERIFY(!fits.fault);
    const auto said = exec::readOutput(closed + runTitled(1'100'000) + closed);
    QVERIFY(said.fault);
    QCOMPARE(word(said.fault->fault), std::string_view("too_large"));
    QCOMPARE(said.fault->message, std::string("line 3 of the program's output: it is longer than 1 MB"));
    QCOMPARE(said.steps.size(), std::size_t(1));
}

void ExecOutputTest::refusesTooManyLines() {
    const auto fits = exec::readOutput(std::string(99'998, '\n') + closed);
    QVERIFY(!fits.fault);
    QCOMPARE(fits.steps.size(), std::size_t(1));
    const auto said = exec::readOutput(closed + std::string(99'998, '\n') + closed);
    QVERIFY(said.fault);
    QCOMPARE(word(said.fault->fault), std::string_view("too_large"));
    QCOMPARE(said.steps.size(), std::size_t(1));
}

void ExecOutputTest::readsTheLinesOfOtherSystems() {
    std::string text = closed.substr(0, closed.size() - 1);
    text.replace(text.find('\n'), 1, "\r\n \t\r\n");
    const auto said = exec::readOutput(text);
    QVERIFY(!said.fault);
    QCOMPARE(said.steps.size(), std::size_t(1));
    QCOMPARE(said.steps.front().batch.records().size(), std::size_t(1));
}

QTEST_APPLESS_MAIN(ExecOutputTest)
#include "tst_exec_output.moc"
