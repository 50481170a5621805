// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "raw_file.h"
#include "test_history.h"

using namespace shipglass;
using namespace shipglass::testing;
using namespace std::chrono_literals;

namespace {

using Saved = std::map<std::string, std::string>;

std::function<std::string(std::string)> add(std::string text) {
    return [text = std::move(text)](const std::string& known) { return known + text; };
}

} // namespace

/// What the history keeps of the rate budgets of accounts.
class BudgetsTest : public QObject {
    Q_OBJECT
private slots:
    void areSharedAndJoined();
    void endAfterADay();
    void comeWithTheSecondVersion();
};

void BudgetsTest::areSharedAndJoined() {
    TestHistory history;
    const auto other = Writer::open(history.path).orThrow();
    QCOMPARE(other->budgets(history.now).orThrow(), Saved());
    history.writer->keepBudget("https://ci.example 5a", history.now, add("a")).orThrow();
    history.writer->keepBudget("https://ci.example 6b", history.now, add("x")).orThrow();
    other->keepBudget("https://ci.example 5a", history.now + 1s, add("b")).orThrow();
    const Saved expected{{"https://ci.example 5a", "ab"}, {"https://ci.example 6b", "x"}};
    QCOMPARE(history.writer->budgets(history.now).orThrow(), expected);
    QCOMPARE(other->budgets(history.now).orThrow(), expected);
}

void BudgetsTest::endAfterADay() {
    TestHistory history;
    history.writer->keepBudget("old", history.now, add("a")).orThrow();
    history.writer->keepBudget("new", history.now + 1h, add("b")).orThrow();
    QCOMPARE(history.writer->budgets(history.now + 24h).orThrow().size(), 2U);
    const Time later = history.now + 24h + 1ms;
    QCOMPARE(history.writer->budgets(later).orThrow(), (Saved{{"new", "b"}}));
    history.writer->keepBudget("new", later, add("c")).orThrow();
    QCOMPARE(rawAnswer(history.path, "SELECT count(*) FROM budgets"), std::string("1"));
}

void BudgetsTest::comeWithTheSecondVersion() {
    TestHistory history;
    history.poll<Run>({run("1", RunStatus::success)});
    history.writer.reset();
    history.reader.reset();
    // As the first version left it.
    rawAnswer(history.path, "ALTER TABLE sources ADD COLUMN budget TEXT");
    rawAnswer(history.path, "UPDATE sources SET budget = 'of a source'");
    rawAnswer(history.path, "DROP TABLE budgets");
    rawAnswer(history.path, "ALTER TABLE scopes DROP COLUMN \"refusedTo\"");
    rawAnswer(history.path, "PRAGMA user_version = 1");
    history.writer = Writer::open(history.path).orThrow();
    history.reader = Reader::open(history.path).orThrow();
    QCOMPARE(history.writer->budgets(history.now).orThrow(), Saved());
    history.writer->keepBudget("https://ci.example 5a", history.now, add("a")).orThrow();
    QCOMPARE(history.find<Run>("1").status, RunStatus::success);
    QCOMPARE(history.reader->sources(history.now).orThrow().front().source, std::string("acme"));
}

QTEST_APPLESS_MAIN(BudgetsTest)
#include "tst_budgets.moc"
