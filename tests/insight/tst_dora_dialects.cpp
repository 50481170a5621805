// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::dora;

namespace {

using enum Key;

Figure figureIn(const Facts& facts, std::string_view dialect, Key key) {
    return figureFor(facts, asked(dialect), key);
}
double valueIn(const Facts& facts, std::string_view dialect, Key key) {
    return figureIn(facts, dialect, key).value.value_or(-1);
}
std::string levelIn(const Facts& facts, std::string_view dialect, Key key) {
    return std::string(figureIn(facts, dialect, key).level);
}

} // namespace

/// What the tools say of the same facts; DevLake and Four Keys, each case by hand.
class DoraDialectsTest : public QObject {
    Q_OBJECT

private slots:
    void sameFactsDifferentAnswers();
    void units();
    void devlakeFrequency();
    void devlakeLeadTime();
    void devlakeFailuresAndRecovery();
    void devlakePointsWithoutData();
    void fourKeysFrequency_data();
    void fourKeysFrequency();
    void fourKeysLeadTime();
    void fourKeysFailures();
    void fourKeysRecovery();
};

void DoraDialectsTest::sameFactsDifferentAnswers() {
    World world;
    world.deploy("1", "05-04 10:00", "v1");
    world.fail("2", "05-05 10:00");
    world.deploy("3", "05-06 10:00", "v2");
    world.deploy("4", "05-07 10:00", "v3");
    world.trouble("i1", "05-06 11:00", "05-06 12:00");
    world.trouble("i2", "05-06 12:00", "05-06 14:00");
    world.trouble("i3", "05-20 12:00", "05-20 13:00"); // long after the last deployment
    const Facts facts = world.builder.finish();
    QCOMPARE(valueIn(facts, "dora.dev", changeFailureRate), 1 / 3.0); // 3 of 1, 3, 4
    QCOMPARE(valueIn(facts, "devlake-2023", changeFailureRate),
             2 / 3.0);                                                  // i3 is held against 4: no time limit
    QCOMPARE(valueIn(facts, "gitlab", changeFailureRate), 3 / 3.0);     // incidents over deployments
    QCOMPARE(valueIn(facts, "middleware", changeFailureRate), 2 / 4.0); // the failed run is below the line
    QCOMPARE(valueIn(facts, "metrik", changeFailureRate), 1 / 4.0);     // and the failure itself
    QCOMPARE(valueIn(facts, "datadog", changeFailureRate), 0.0);        // nothing was put right
    QCOMPARE(valueIn(facts, "fourkeys", changeFailureRate), -1.0);      // no deployed commit is known
}

void DoraDialectsTest::units() {
    const Facts facts = World().builder.finish();
    const std::pair<const char*, const char*> expected[]{
        {"dora.dev", "1/d"}, {"devlake-2023", "d/wk"}, {"devlake-2021", "d/wk"}, {"fourkeys", "d/wk"},
        {"gitlab", "1/d"},   {"datadog", "1"},         {"middleware", "1/d"},    {"metrik", "1"}};
    for (const auto& [dialect, unit] : expected) {
        const Study study(facts, asked(dialect));
        QCOMPARE(unitOf(study, deploymentFrequency), std::string_view(unit));
        QCOMPARE(unitOf(study, changeLeadTime), std::string_view("s"));
        QCOMPARE(unitOf(study, changeFailureRate), std::string_view("ratio"));
        QCOMPARE(figureFor(facts, asked(dialect), reworkRate).value.has_value(), false);
    }
    QCOMPARE(std::size(dialects()), std::size(expected));
    QVERIFY(findDialect("dora") == nullptr);
}

// May 2026 begins on a Friday: the Monday weeks are 1-3, 4-10, 11-17, 18-24, 25-31.
void DoraDialectsTest::devlakeFrequency() {
    World world;
    for (const char* day :
         {"05-01 10:00", "05-01 11:00", "05-04 10:00", "05-05 10:00", "05-12 10:00", "05-13 10:00"})
        world.deploy(day, day);
    const Facts facts = world.builder.finish();
    // Days in the weeks: 1, 2, 2, 0, 0; in order 0 0 1 2 2, median 1.
    QCOMPARE(valueIn(facts, "devlake-2023", deploymentFrequency), 1.0);
    QCOMPARE(levelIn(facts, "devlake-2023", deploymentFrequency), std::string("high"));
    QCOMPARE(figureIn(facts, "devlake-2023", deploymentFrequency).n, std::size_t{6});
    // Four of the weeks: 1 2 2 0, in order 0 1 2 2: the lower of the middle two.
    QCOMPARE(valueFor(facts, asked("devlake-2023", "05-01 00:00", "05-25 00:00"), deploymentFrequency), 1.0);
    // April to June: 0 in most weeks and 0 5 0 in the months, median 0: low in 2023. In six months 5: medium
    // in 2021.
    const Question quarter = asked("devlake-2023", "04-01 00:00", "07-01 00:00");
    QCOMPARE(figureFor(facts, quarter, deploymentFrequency).level, std::string_view("low"));
    const Question quarter2021 = asked("devlake-2021", "04-01 00:00", "07-01 00:00");
    QCOMPARE(figureFor(facts, quarter2021, deploymentFrequency).level, std::string_view("medium"));
}

void DoraDialectsTest::devlakeLeadTime() {
    World world;
    world.deploy("0", "05-01 10:00", "v0", {"z"});
    world.deploy("1", "05-05 10:00", "v1", {"a", "b", "c", "d"});
    world.deploy("2", "05-06 10:00", "v2", {"a"}); // listed again: the first keeps it
    const auto add = [&world](const char* id, const char* commit, const char* first, const char* opened,
                              const char* merged) {
        ChangeRow change = world.change(id, commit);
        if (*first) change.firstCommitAt = at(first);
        if (*opened) change.openedAt = at(opened);
        if (*merged) change.mergedAt = at(merged);
        return change;
    };
    // Coding 60 min, to the merge 30 min and a second, so 31, to the deployment 30: 121 min.
    ChangeRow a = add("!a", "a", "05-05 08:00", "05-05 09:00", "05-05 09:30");
    a.mergedAt += 1000;
    world.builder.add(a);
    // Opened before the first commit: that part is left out. 60 + 60 = 120 min.
    world.builder.add(add("!b", "b", "05-05 09:30", "05-05 08:00", "05-05 09:00"));
    // 10 h + 1 h + 1 h = 720 min.
    world.builder.add(add("!c", "c", "05-04 22:00", "05-05 08:00", "05-05 09:00"));
    world.builder.add(add("!z", "z", "05-01 01:00", "05-01 02:00", "05-01 03:00")); // in the first deployment
    world.builder.add(add("!d", "d", "", "", "")); // a commit, no pull request
    world.builder.add(add("!e", "e", "05-01 01:00", "05-01 02:00", "05-01 03:00")); // never deployed
    const Facts facts = world.builder.finish();
    QCOMPARE(figureIn(facts, "devlake-2023", changeLeadTime).n, std::size_t{3});
    QCOMPARE(valueIn(facts, "devlake-2023", changeLeadTime), 121 * 60.0);
    QCOMPARE(levelIn(facts, "devlake-2023", changeLeadTime), std::string("elite"));
    QCOMPARE(levelIn(facts, "devlake-2021", changeLeadTime), std::string("high"));
    QCOMPARE(rulesOf(facts, asked("devlake-2023"), changeLeadTime),
             std::string("(first deployment), counted, counted, counted, (not merged)"));
}

void DoraDialectsTest::devlakeFailuresAndRecovery() {
    World world;
    world.deploy("1", "05-04 10:00");
    world.deploy("2", "05-05 10:00");
    world.trouble("before", "05-04 10:00", "05-04 10:10"); // not strictly after: dropped
    world.trouble("i1", "05-05 09:00", "05-05 10:30");     // against 1: 24 h 30 min after it, 90 min long
    world.trouble("i2", "05-05 11:00", "05-05 11:10");     // against 2: 70 min, 10 min long
    world.trouble("i3", "05-05 12:00");                    // against 2, open
    world.trouble("i4", "05-30 12:00", "06-02 12:00");     // against 2, resolved after the window
    const Facts facts = world.builder.finish();
    QCOMPARE(valueIn(facts, "devlake-2023", changeFailureRate), 1.0);
    // 70 and 1470 min: the lower one.
    QCOMPARE(valueIn(facts, "devlake-2023", recoveryTime), 70 * 60.0);
    QCOMPARE(figureIn(facts, "devlake-2023", recoveryTime).n, std::size_t{2});
    // 10, 10 and 90 min, by when they were resolved.
    QCOMPARE(valueIn(facts, "devlake-2021", recoveryTime), 10 * 60.0);
    QCOMPARE(figureIn(facts, "devlake-2021", recoveryTime).n, std::size_t{3});
    const Figure june = figureFor(facts, asked("devlake-2021", "06-01 00:00", "07-01 00:00"), recoveryTime);
    QCOMPARE(june.value, 72 * 3600.0);
    QVERIFY(!figureFor(facts, asked("devlake-2023", "06-01 00:00", "07-01 00:00"), changeFailureRate).value);
}

void DoraDialectsTest::devlakePointsWithoutData() {
    World world;
    world.deploy("1", "05-04 10:00");
    const Facts facts = world.builder.finish();
    Question question = asked("devlake-2023");
    question.by = By::week;
    const auto first = [&](Key key) { return answered(facts, question, key).series.front().value; };
    QCOMPARE(first(changeLeadTime), 0.0);
    QCOMPARE(first(recoveryTime), 0.0);
    QVERIFY(!first(changeFailureRate));
    QVERIFY(!figureFor(facts, question, changeLeadTime).value);
    question.dialect = findDialect("dora.dev");
    QVERIFY(!first(changeLeadTime));
}

void DoraDialectsTest::fourKeysFrequency_data() {
    QTest::addColumn<QStringList>("days");
    QTest::addColumn<double>("median");
    QTest::addColumn<QString>("word");
    // The Sunday weeks that touch May 2026: 1-2, 3-9, 10-16, 17-23, 24-30, 31.
    QTest::newRow("1 3 3 3 0 0: (1 + 3) / 2, four weeks of six")
        << QStringList{"01", "03", "05", "07", "10", "12", "14", "17", "19", "21"} << 2.0 << "Weekly";
    QTest::newRow("1 3 3 3 3 0: 3") << QStringList{"01", "03", "05", "07", "10", "12", "14",
                                                   "17", "19", "21", "24", "25", "26"}
                                    << 3.0 << "Daily";
    // Half of the weeks: the median of 0 0 0 1 1 1 is 0.5. Months: the week of 1 May began in April, so April
    // has 1 and May 2.
    QTest::newRow("1 1 1 0 0 0") << QStringList{"01", "03", "10"} << 0.5 << "Monthly";
    // April has none of one week, May one: median 0.5.
    QTest::newRow("0 1 0 0 0 0") << QStringList{"03"} << 0.0 << "Yearly";
}

void DoraDialectsTest::fourKeysFrequency() {
    QFETCH(QStringList, days);
    QFETCH(double, median);
    QFETCH(QString, word);
    World world;
    const auto add = [&world](const std::string& day, const char* commit) {
        DeploymentRow row = world.deployment(day, "05-" + day + " 10:00");
        row.commit = world.builder.commit(commit);
        world.builder.add(row);
    };
    for (const QString& day : days) add(day.toStdString(), "a");
    add("29", ""); // without a sha it is no deployment
    const Facts facts = world.builder.finish();
    QCOMPARE(valueIn(facts, "fourkeys", deploymentFrequency), median);
    QCOMPARE(levelIn(facts, "fourkeys", deploymentFrequency), word.toStdString());
}

void DoraDialectsTest::fourKeysLeadTime() {
    World world;
    world.commit("a", "05-01 10:00");
    world.commit("head", "05-01 11:00");
    world.commit("other", "05-01 09:00");
    world.commit("late", "05-01 12:00");
    ChangeRow push = world.change("!1", "head");
    push.commits = world.list({"a", "late", "head"});
    world.builder.add(push);
    world.builder.add(world.change("head", "head")); // the same landing, seen as a commit on the main line
    DeploymentRow one = world.deployment("1", "05-01 12:00");
    one.finishedAt += 59'999; // whole minutes only
    one.commit = world.builder.commit("head"), one.commits = world.list({"a", "head", "other", "late"});
    world.builder.add(one);
    DeploymentRow again = world.deployment("2", "05-02 10:00");
    again.commit = one.commit;
    world.builder.add(again);
    const Facts facts = world.builder.finish();
    // 1: a 120, head 60 min, late 0 (dropped), `other` was not in the push. 2, the same push again: a 24 h =
    // 1440, head 1380, late 1320 min. Of 60 120 1320 1380 1440 the middle one.
    QCOMPARE(figureIn(facts, "fourkeys", changeLeadTime).n, std::size_t{5});
    QCOMPARE(valueIn(facts, "fourkeys", changeLeadTime), 1320 * 60.0);
    QCOMPARE(levelIn(facts, "fourkeys", changeLeadTime), std::string("One day"));
    // No data is 0 there.
    const Figure june = figureFor(facts, asked("fourkeys", "06-01 00:00", "07-01 00:00"), changeLeadTime);
    QCOMPARE(june.value, 0.0);
    QCOMPARE(june.n, std::size_t{0});
}

void DoraDialectsTest::fourKeysFailures() {
    World world;
    ChangeRow push = world.change("!1", "head");
    push.commits = world.list({"bug", "head"});
    world.builder.add(push);
    for (const char* id : {"1", "2"}) {
        DeploymentRow row = world.deployment(id, id[0] == '1' ? "05-01 12:00" : "05-02 12:00");
        row.commit = world.builder.commit("head");
        world.builder.add(row);
    }
    for (const char* id : {"i1", "i2"}) {
        IncidentRow row = world.incident(id, "05-03 10:00");
        row.commit = world.builder.commit("bug");
        world.builder.add(row);
    }
    world.trouble("i3", "05-03 10:00"); // names no root cause
    const Facts facts = world.builder.finish();
    // Two incidents, each matching both deployments: 4 / 2.
    QCOMPARE(valueIn(facts, "fourkeys", changeFailureRate), 2.0);
    QVERIFY(!figureIn(facts, "fourkeys", changeFailureRate).interval);
    QCOMPARE(levelIn(facts, "fourkeys", changeFailureRate), std::string("46-60%"));
}

void DoraDialectsTest::fourKeysRecovery() {
    World world;
    DeploymentRow row = world.deployment("1", "05-01 08:00");
    row.commit = world.builder.commit("bug");
    world.builder.add(row);
    IncidentRow caused = world.incident("i1", "05-01 10:00", "05-01 11:30");
    caused.commit = row.commit; // from its deployment, 08:00: 3.5 h, whole hours 3
    world.builder.add(caused);
    world.trouble("i2", "05-02 10:00", "05-02 12:59"); // 2 h
    world.trouble("i3", "05-03 10:00");                // open
    world.trouble("i4", "05-31 10:00", "06-02 10:00"); // by creation: 48 h
    world.trouble("i5", "04-30 10:00", "05-02 10:00"); // created before the window
    const Facts facts = world.builder.finish();
    QCOMPARE(figureIn(facts, "fourkeys", recoveryTime).n, std::size_t{3});
    QCOMPARE(valueIn(facts, "fourkeys", recoveryTime), 3 * 3600.0); // of 2, 3 and 48
    QCOMPARE(levelIn(facts, "fourkeys", recoveryTime), std::string("One day"));
}

QTEST_APPLESS_MAIN(DoraDialectsTest)
#include "tst_dora_dialects.moc"
