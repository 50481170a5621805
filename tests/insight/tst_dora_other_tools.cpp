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

/// GitLab, Datadog, Middleware and Metrik, each case by hand.
class DoraOtherToolsTest : public QObject {
    Q_OBJECT

private slots:
    void gitlab();
    void gitlabCountsEnvironments();
    void aSquashedChangeShipsWithItsFirstCommit();
    void datadogLeadTime();
    void datadogLimits();
    void datadogFailures();
    void datadogReverts();
    void middlewareFrequency();
    void middlewareLeadTime();
    void middlewareFailures();
    void metrik();
    void metrikStreaks();
};

void DoraOtherToolsTest::gitlab() {
    World world;
    for (int day = 10; day < 20; ++day)
        world.deploy(std::to_string(day), "05-" + std::to_string(day) + " 10:00");
    for (const char* id : {"i1", "i2", "i3"}) world.trouble(id, "05-15 10:00", "05-15 12:00");
    world.trouble("i4", "04-15 10:00", "05-01 10:00"); // 16 days, resolved in May
    const Facts facts = world.builder.finish();
    // The example of its manual: 3 incidents, 10 deployments.
    QCOMPARE(valueIn(facts, "gitlab", changeFailureRate), 0.3);
    QCOMPARE(valueIn(facts, "gitlab", deploymentFrequency), 10 / 31.0);
    QCOMPARE(valueIn(facts, "gitlab", recoveryTime), 2 * 3600.0);
    QCOMPARE(figureIn(facts, "gitlab", recoveryTime).n, std::size_t{4});
    QCOMPARE(levelIn(facts, "gitlab", changeFailureRate), std::string("medium"));
    QCOMPARE(levelIn(facts, "gitlab", recoveryTime), std::string("high"));
}

void DoraOtherToolsTest::gitlabCountsEnvironments() {
    World world;
    DeploymentRow east = world.deployment("1", "05-05 12:00");
    east.environment = world.builder.name("east"), east.commits = world.list({"a"});
    DeploymentRow west = world.deployment("2", "05-05 16:00");
    west.environment = world.builder.name("west"), west.commits = world.list({"a"});
    DeploymentRow again = world.deployment("3", "05-06 16:00");
    again.environment = west.environment, again.commits = world.list({"a"});
    for (const auto& row : {east, west, again}) world.builder.add(row);
    ChangeRow change = world.change("!1", "a");
    change.firstCommitAt = at("05-01 10:00"); // coding does not count
    change.mergedAt = at("05-05 10:00");
    world.builder.add(change);
    const Facts facts = world.builder.finish();
    // 2 h in the east, 6 h in the west: (2 + 6) / 2.
    QCOMPARE(figureIn(facts, "gitlab", changeLeadTime).n, std::size_t{2});
    QCOMPARE(valueIn(facts, "gitlab", changeLeadTime), 4 * 3600.0);
    QCOMPARE(levelIn(facts, "gitlab", changeLeadTime), std::string("high"));
}

// What landed is in no list, its commits are.
void DoraOtherToolsTest::aSquashedChangeShipsWithItsFirstCommit() {
    World world;
    world.deploy("1", "05-05 10:00", "v1", {"p2"});
    world.deploy("2", "05-06 10:00", "v2", {"p1"});
    ChangeRow change = world.change("!1", "squashed");
    change.commits = world.list({"p1", "p2"});
    change.mergedAt = at("05-05 09:00");
    world.builder.add(change);
    QCOMPARE(valueIn(world.builder.finish(), "gitlab", changeLeadTime), 3600.0);
}

void DoraOtherToolsTest::datadogLeadTime() {
    World world;
    world.commit("z", "04-30 10:00");
    world.commit("a", "05-02 09:00");
    world.commit("m", "05-02 08:00", true);
    world.deploy("1", "05-01 10:00", "v1", {"z"});      // the first: n/a
    world.deploy("2", "05-02 10:00", "v2", {"a", "m"}); // 1 h
    world.deploy("3", "05-02 11:00", "v1");
    world.deploy("4", "05-03 10:00", "v3", {"a"}); // listed again after the rollback: 25 h
    const Facts facts = world.builder.finish();
    QCOMPARE(figureIn(facts, "datadog", changeLeadTime).n, std::size_t{2});
    QCOMPARE(valueIn(facts, "datadog", changeLeadTime), 13 * 3600.0);
    QCOMPARE(valueIn(facts, "datadog", deploymentFrequency), 4.0);
    QCOMPARE(levelIn(facts, "datadog", changeLeadTime), std::string());
}

void DoraOtherToolsTest::datadogLimits() {
    World world;
    world.commit("old", "04-01 10:00");
    world.deploy("1", "03-01 10:00", "v1");
    world.deploy("2", "05-01 10:00", "v2", {"old"}); // 61 days after the one before
    std::vector<Row> many;
    for (int i = 0; i < 5001; ++i) many.push_back(world.commit("c" + std::to_string(i), "05-02 09:00"));
    DeploymentRow row = world.deployment("3", "05-02 10:00");
    row.commits = world.builder.list(many);
    world.builder.add(row);
    const Facts facts = world.builder.finish();
    QCOMPARE(figureIn(facts, "datadog", changeLeadTime).n, std::size_t{5000});
    const Study study(facts, asked("datadog"));
    const Samples rows = explain(study, changeLeadTime, study.question.window);
    QCOMPARE(std::ranges::count(rows, Rule::previousTooOld, &Sample::rule), 1);
    QCOMPARE(std::ranges::count(rows, Rule::beyondCommitLimit, &Sample::rule), 1);
}

void DoraOtherToolsTest::datadogFailures() {
    World world;
    world.deploy("1", "05-01 10:00", "v1");
    world.deploy("2", "05-02 10:00", "v2"); // V1 V2 V3 V1: this one failed
    world.deploy("3", "05-03 10:00", "v3");
    world.deploy("4", "05-04 10:00", "v1");
    world.deploy("5", "05-05 10:00", "v1"); // the same again is no rollback
    DeploymentRow hotfix = world.deployment("6", "05-05 12:00");
    hotfix.hotfix = Hotfix::label; // fails the one just before
    world.builder.add(hotfix);
    world.trouble("i1", "05-05 13:00"); // incidents do not count
    const Facts facts = world.builder.finish();
    QCOMPARE(valueIn(facts, "datadog", changeFailureRate), 2 / 6.0);
    // 2 to 4: 48 h; 5 to 6: 2 h.
    QCOMPARE(valueIn(facts, "datadog", recoveryTime), 25 * 3600.0);
    QCOMPARE(rulesOf(facts, asked("datadog"), changeFailureRate),
             std::string("counted, redeploys an earlier version, counted, counted, hotfix label, counted"));
}

void DoraOtherToolsTest::datadogReverts() {
    World world;
    const auto add = [&world](const char* id, const char* commit, Row reverts) {
        ChangeRow change = world.change(id, commit);
        change.reverts = reverts, change.revert = id[0] == 'r';
        if (change.revert) change.hotfix = Hotfix::title;
        return world.builder.add(change);
    };
    const Row a = add("a", "a", kNone), b = add("b", "b", kNone);
    add("r1", "ra", a);     // reverts what the first deployment shipped
    add("r2", "rb", b);     // together with what it reverts: nothing
    add("r3", "rx", kNone); // what it reverts is not known: nothing
    world.deploy("1", "05-01 10:00", "v1", {"a"});
    world.deploy("2", "05-02 10:00", "v2", {"b", "rb"});
    world.deploy("3", "05-03 10:00", "v3", {"ra", "rx"});
    const Facts facts = world.builder.finish();
    QCOMPARE(valueIn(facts, "datadog", changeFailureRate), 1 / 3.0);
    QCOMPARE(valueIn(facts, "datadog", recoveryTime), 48 * 3600.0);
    // By our rules both deployments with a revert are hotfixes by their titles, of those just before them.
    QCOMPARE(valueIn(facts, "dora.dev", changeFailureRate), 2 / 3.0);
    QCOMPARE(valueIn(facts, "dora.dev", reworkRate), 2 / 3.0);
}

void DoraOtherToolsTest::middlewareFrequency() {
    World world;
    for (int i = 0; i < 6; ++i) world.deploy(std::to_string(i), "05-0" + std::to_string(4 + i) + " 10:00");
    const Facts facts = world.builder.finish();
    // 6 in the 7 days from Monday 4 May: 0 a day, 6 a week; a month has 6.
    const Figure week =
        figureFor(facts, asked("middleware", "05-04 00:00", "05-11 00:00"), deploymentFrequency);
    QCOMPARE(week.value, 0.0);
    QCOMPARE(week.weekly, 6.0);
    QCOMPARE(week.monthly, 6.0);
    QCOMPARE(week.level, std::string_view("high"));
    // 2 in two days: 1 a day, so 7 a week and 30 a month.
    const Figure days =
        figureFor(facts, asked("middleware", "05-04 00:00", "05-06 00:00"), deploymentFrequency);
    QCOMPARE(days.value, 1.0);
    QCOMPARE(days.weekly, 7.0);
    QCOMPARE(days.monthly, 30.0);
    // 6 in six months: one a month.
    const Figure half =
        figureFor(facts, asked("middleware", "01-01 00:00", "07-01 00:00"), deploymentFrequency);
    QCOMPARE(half.monthly, 1.0);
    QCOMPARE(half.level, std::string_view("medium"));
}

void DoraOtherToolsTest::middlewareLeadTime() {
    World world;
    world.deploy("1", "05-05 12:00", "v1", {"a", "b", "c"});
    world.deploy("2", "06-05 12:00", "v2", {"d"});
    ChangeRow full = world.change("!1", "a");
    full.firstCommitAt = at("05-05 00:00"), full.openedAt = at("05-05 02:00"),
    full.reviewedAt = at("05-05 03:00");
    full.approvedAt = at("05-05 05:00"), full.mergedAt = at("05-05 06:00"); // 2 + 1 + 2 + 1 + 6 = 12 h
    ChangeRow bare = world.change("!2", "b");
    bare.openedAt = at("05-05 01:00"), bare.mergedAt = at("05-05 10:00"); // unknown parts are 0: 2 h
    ChangeRow lost = world.change("!3", "x");
    lost.mergedAt = at("05-05 10:00"); // never deployed
    ChangeRow later = world.change("!4", "d");
    later.mergedAt = at("05-30 12:00"); // merged in May, deployed in June: 6 days = 144 h
    for (const auto& each : {full, bare, lost, later}) world.builder.add(each);
    const Facts facts = world.builder.finish();
    // (12 + 2 + 144) / 3 h.
    QCOMPARE(figureIn(facts, "middleware", changeLeadTime).n, std::size_t{3});
    QCOMPARE(valueIn(facts, "middleware", changeLeadTime), 158 * 3600.0 / 3);
    QCOMPARE(levelIn(facts, "middleware", changeLeadTime), std::string("high"));
}

void DoraOtherToolsTest::middlewareFailures() {
    World world;
    world.trouble("i0", "05-04 09:00", "05-04 09:30"); // before the first: ignored
    world.deploy("1", "05-04 10:00");
    world.fail("2", "05-05 10:00");
    world.deploy("3", "05-30 10:00");
    world.trouble("i1", "05-05 10:00", "05-05 12:00"); // exactly then: against the failed run
    world.trouble("i2", "05-06 10:00", "05-06 11:00"); // the same run
    world.trouble("i3", "06-03 10:00");                // after the window
    const Facts facts = world.builder.finish();
    QCOMPARE(valueIn(facts, "middleware", changeFailureRate), 1 / 3.0);
    QCOMPARE(valueFor(facts, asked("middleware", "05-01 00:00", "07-01 00:00"), changeFailureRate), 2 / 3.0);
    // Of 1 and 2; the second incident of 2 comes after this window, the first does not.
    QCOMPARE(valueFor(facts, asked("middleware", "05-01 00:00", "05-06 00:00"), changeFailureRate), 1 / 2.0);
    // Mean of 30 min, 2 h and 1 h.
    QCOMPARE(valueIn(facts, "middleware", recoveryTime), 70 * 60.0);
    const Figure none =
        figureFor(facts, asked("middleware", "01-01 00:00", "02-01 00:00"), changeFailureRate);
    QCOMPARE(none.value, 0.0);
}

void DoraOtherToolsTest::metrik() {
    World world;
    world.commit("a", "05-01 08:00"), world.commit("b", "05-01 09:00"), world.commit("c", "05-03 09:00");
    DeploymentRow failed = world.deployment("1", "05-01 10:00");
    failed.outcome = Outcome::failure, failed.commits = world.list({"a"});
    world.builder.add(failed);
    world.deploy("2", "05-01 12:00", "v1", {"b", "a"}); // with the failed build, each once: a 4 h, b 3 h
    DeploymentRow canceled = world.deployment("3", "05-02 10:00");
    canceled.outcome = Outcome::canceled, canceled.commits = world.list({});
    world.builder.add(canceled);
    world.deploy("4", "05-03 10:00", "v2", {"c"}); // 1 h
    const Facts facts = world.builder.finish();
    QCOMPARE(valueIn(facts, "metrik", deploymentFrequency), 2.0);
    QCOMPARE(levelIn(facts, "metrik", deploymentFrequency), std::string("medium")); // 2 / 31 > 1 / 30
    QCOMPARE(valueIn(facts, "metrik", changeLeadTime), (4 + 3 + 1) * 3600.0 / 3);
    QCOMPARE(valueIn(facts, "metrik", changeFailureRate), 1 / 3.0); // the canceled one is not there
    QCOMPARE(levelIn(facts, "metrik", changeFailureRate), std::string("medium"));
    QVERIFY(!figureFor(facts, asked("metrik", "06-01 00:00", "07-01 00:00"), changeFailureRate).value);
}

void DoraOtherToolsTest::metrikStreaks() {
    World world;
    world.fail("1", "04-30 22:00"); // begun before the window
    world.fail("2", "05-01 01:00"); // the same streak
    world.deploy("3", "05-01 02:00");
    world.fail("4", "05-02 10:00");
    world.deploy("5", "05-02 12:00");
    world.fail("6", "05-30 10:00"); // open
    const Facts facts = world.builder.finish();
    // 4 h and 2 h.
    QCOMPARE(valueIn(facts, "metrik", recoveryTime), 3 * 3600.0);
    QCOMPARE(figureIn(facts, "metrik", recoveryTime).open, std::size_t{1});
    QCOMPARE(levelIn(facts, "metrik", recoveryTime), std::string("high"));
}

QTEST_APPLESS_MAIN(DoraOtherToolsTest)
#include "tst_dora_other_tools.moc"
