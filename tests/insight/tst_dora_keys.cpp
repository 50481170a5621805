// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

#include "insight/dora/lead_stages.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::dora;

namespace {

const Question kMay = asked("dora.dev");
using enum Key;

} // namespace

/// The five keys as `dora.dev`, our own dialect, defines them.
class DoraKeysTest : public QObject {
    Q_OBJECT

private slots:
    void nothingKnown();
    void oneDeployment();
    void frequency();
    void frequencyKeepsToTheWindow();
    void leadTime();
    void leadTimeCountsACommitOnce();
    void leadTimeOverTwoEnvironments();
    void leadTimeWithoutCommits();
    void failureRate();
    void recovery();
    void recoveryAfterTheWindowIsOpen();
    void recoveryWaitsForEveryIncident();
    void rework();
    void seriesByMonthInAZone();
    void stages();
    void services();
    void environments();
};

void DoraKeysTest::nothingKnown() {
    const Facts facts = World().builder.finish();
    for (const auto& dialect : dialects()) {
        const Answer all = answer(Study(facts, asked(dialect.name)));
        for (const auto& key : all) {
            QCOMPARE(key.figure.n, std::size_t{0});
            // Some tools say 0 where there is nothing; the others give a reason.
            QVERIFY(key.figure.value ? *key.figure.value == 0 && key.figure.reason.empty()
                                     : !key.figure.reason.empty());
        }
    }
    for (const auto& key : answer(Study(facts, kMay))) QVERIFY(!key.figure.value);
}

void DoraKeysTest::oneDeployment() {
    World world;
    world.commit("a", "05-01 10:00");
    world.deploy("1", "05-02 10:00", "v1", {"a"});
    const Answer all = answer(Study(world.builder.finish(), kMay));
    const auto& of = [&all](Key key) { return all[static_cast<std::size_t>(key)].figure; };
    QCOMPARE(of(deploymentFrequency).value, 1 / 31.0);
    QCOMPARE(of(changeLeadTime).value, 86400.0);
    QCOMPARE(of(changeLeadTime).p90, 86400.0);
    QVERIFY(!of(changeLeadTime).interval);
    QCOMPARE(of(changeFailureRate).value, 0.0);
    QCOMPARE(of(reworkRate).value, 0.0);
    QVERIFY(!of(recoveryTime).value && !of(recoveryTime).reason.empty());
    for (const Key key : {deploymentFrequency, changeLeadTime, changeFailureRate})
        QCOMPARE(of(key).level, kTooFew);
    QCOMPARE(of(reworkRate).level, std::string_view());
}

void DoraKeysTest::frequency() {
    World world;
    world.deploy("1", "05-01 00:00");
    world.deploy("2", "05-31 23:59");
    world.deploy("3", "05-10 10:00");
    world.fail("4", "05-11 10:00");
    DeploymentRow staging = world.deployment("5", "05-12 10:00");
    staging.environment = world.builder.name("staging"), staging.tier = Tier::staging;
    world.builder.add(staging);
    const Facts facts = world.builder.finish();
    // 3 in 31 days.
    QCOMPARE(valueFor(facts, kMay, deploymentFrequency), 3 / 31.0);
    QCOMPARE(rulesOf(facts, kMay, deploymentFrequency),
             std::string("counted, counted, (not successful), (not a production environment), counted"));
}

void DoraKeysTest::frequencyKeepsToTheWindow() {
    World world;
    world.deploy("1", "05-01 00:00");
    world.deploy("2", "06-01 00:00"); // `until` is not in it
    world.deploy("3", "04-30 23:59");
    const Facts facts = world.builder.finish();
    QCOMPARE(figureFor(facts, kMay, deploymentFrequency).n, std::size_t{1});
    // Known to deploy, though not now: that is 0 a day, not unknown.
    QCOMPARE(valueFor(facts, asked("dora.dev", "07-01 00:00", "07-02 00:00"), deploymentFrequency), 0.0);
}

void DoraKeysTest::leadTime() {
    World world;
    world.commit("a", "05-01 10:00"); // to 05-02 10:00: 24 h
    world.commit("b", "05-02 09:00"); // 1 h
    world.commit("c", "05-02 07:00"); // 3 h
    world.commit("d", "05-02 11:00"); // authored after it was deployed: left out
    world.commit("m", "05-02 09:30", true);
    world.commit("e", "05-03 08:00"); // to 05-03 10:00: 2 h
    world.deploy("1", "05-02 10:00", "v1", {"a", "b", "c", "d", "m", "nobody knows"});
    world.deploy("2", "05-03 10:00", "v2", {"e"});
    const Facts facts = world.builder.finish();
    const Figure figure = figureFor(facts, kMay, changeLeadTime);
    // 1, 2, 3, 24 h: median (2 + 3) / 2 = 2.5 h; p90 at rank 0.9 * 3 = 2.7: 3 + 0.7 * 21 = 17.7 h.
    QCOMPARE(figure.n, std::size_t{4});
    QCOMPARE(figure.value, 2.5 * 3600);
    QCOMPARE(figure.median, 2.5 * 3600);
    QCOMPARE(figure.p90.value_or(0), 17.7 * 3600);
    QCOMPARE(figure.negative, std::size_t{1});
    QCOMPARE(figure.unknown, std::size_t{1});
}

void DoraKeysTest::leadTimeCountsACommitOnce() {
    World world;
    world.commit("a", "05-01 10:00");
    world.commit("b", "05-02 10:00");
    world.deploy("1", "05-01 11:00", "v1", {"a", "a"}); // 1 h
    world.deploy("2", "05-02 12:00", "v2", {"b"});      // 2 h
    world.deploy("3", "05-02 13:00", "v1");             // back
    world.deploy("4", "05-03 10:00", "v3", {"b", "a"}); // listed again: nothing new
    const Facts facts = world.builder.finish();
    QCOMPARE(figureFor(facts, kMay, changeLeadTime).n, std::size_t{2});
    QCOMPARE(valueFor(facts, kMay, changeLeadTime), 1.5 * 3600);
}

void DoraKeysTest::leadTimeOverTwoEnvironments() {
    World world;
    world.commit("a", "05-01 10:00");
    DeploymentRow east = world.deployment("1", "05-01 12:00");
    east.environment = world.builder.name("prod-east"), east.commits = world.list({"a"});
    DeploymentRow west = world.deployment("2", "05-01 11:00");
    west.environment = world.builder.name("prod-west"), west.commits = world.list({"a"});
    world.builder.add(east);
    world.builder.add(west);
    // The first of both environments that holds it: 1 h.
    QCOMPARE(valueFor(world.builder.finish(), kMay, changeLeadTime), 3600.0);
}

void DoraKeysTest::leadTimeWithoutCommits() {
    World world;
    DeploymentRow row = world.deployment("1", "05-05 10:00");
    row.commit = world.builder.commit("landed");
    world.builder.add(row);
    DeploymentRow other = world.deployment("2", "05-06 10:00");
    world.builder.add(other);
    ChangeRow change = world.change("!1", "landed");
    change.firstCommitAt = at("05-05 04:00"); // 6 h
    world.builder.add(change);
    ChangeRow referring = world.change("!2", "elsewhere");
    referring.firstCommitAt = at("05-05 00:00"); // 10 h
    referring.deploymentId = world.builder.name("1");
    world.builder.add(referring);
    const Facts facts = world.builder.finish();
    QCOMPARE(valueFor(facts, kMay, changeLeadTime), 8 * 3600.0);
    QCOMPARE(rulesOf(facts, kMay, changeLeadTime), std::string("counted, counted, (commits unknown)"));
}

void DoraKeysTest::failureRate() {
    World world;
    world.deploy("1", "05-01 10:00", "v1");
    world.deploy("2", "05-02 10:00", "v2"); // two incidents: failed once
    world.deploy("3", "05-03 10:00", "v3"); // rolled back
    world.deploy("4", "05-03 11:00", "v2"); // the rollback itself
    world.deploy("5", "05-05 10:00", "v4"); // put right by a hotfix
    DeploymentRow hotfix = world.deployment("6", "05-06 10:00");
    hotfix.hotfix = Hotfix::label;
    world.builder.add(hotfix);
    world.trouble("i1", "05-02 11:00", "05-02 12:00");
    world.trouble("i2", "05-02 12:00");
    world.trouble("i3", "05-20 12:00"); // two weeks after the last one: no link
    const Facts facts = world.builder.finish();
    const Figure figure = figureFor(facts, kMay, changeFailureRate);
    // 2, 3 and 5 of 6.
    QCOMPARE(figure.n, std::size_t{6});
    QCOMPARE(figure.hits, std::size_t{3});
    QCOMPARE(figure.value, 0.5);
    QVERIFY(figure.interval && figure.interval->low < 0.5 && figure.interval->high > 0.5);
}

void DoraKeysTest::recovery() {
    World world;
    world.deploy("1", "05-01 10:00", "v1");
    world.deploy("2", "05-02 10:00", "v2"); // incident resolved after 5 h, rolled back after 3 h: 3 h
    world.deploy("3", "05-02 13:00", "v1");
    world.trouble("i1", "05-02 11:00", "05-02 15:00");
    world.deploy("4", "05-05 10:00", "v3"); // incident resolved after 1 h: 1 h
    world.trouble("i2", "05-05 10:30", "05-05 11:00");
    world.deploy("5", "05-10 10:00", "v4"); // still open
    world.trouble("i3", "05-10 10:30");
    const Facts facts = world.builder.finish();
    const Figure figure = figureFor(facts, kMay, recoveryTime);
    QCOMPARE(figure.n, std::size_t{2});
    QCOMPARE(figure.value, 2 * 3600.0);
    QCOMPARE(figure.open, std::size_t{1});
}

void DoraKeysTest::recoveryAfterTheWindowIsOpen() {
    World world;
    world.deploy("1", "05-31 10:00", "v1");
    world.trouble("i1", "05-31 11:00", "06-01 11:00");
    const Facts facts = world.builder.finish();
    const Figure may = figureFor(facts, kMay, recoveryTime);
    QVERIFY(!may.value);
    QCOMPARE(may.open, std::size_t{1});
    QCOMPARE(valueFor(facts, kMay, changeFailureRate), 1.0);
    // June holds its end, but not the deployment.
    QVERIFY(!figureFor(facts, asked("dora.dev", "06-01 00:00", "07-01 00:00"), recoveryTime).value);
    QCOMPARE(valueFor(facts, asked("dora.dev", "05-01 00:00", "07-01 00:00"), recoveryTime), 25 * 3600.0);
}

void DoraKeysTest::recoveryWaitsForEveryIncident() {
    World world;
    world.deploy("1", "05-02 10:00", "v1");
    world.trouble("i1", "05-02 10:10", "05-02 10:20");
    world.trouble("i2", "05-02 10:10", "05-02 13:00");
    world.deploy("2", "05-10 10:00", "v2");
    world.trouble("i3", "05-10 10:10", "05-10 10:20");
    world.trouble("i4", "05-10 10:10");
    const Facts facts = world.builder.finish();
    QCOMPARE(valueFor(facts, kMay, recoveryTime), 3 * 3600.0);
    QCOMPARE(figureFor(facts, kMay, recoveryTime).open, std::size_t{1});
}

void DoraKeysTest::rework() {
    World world;
    world.deploy("1", "05-01 10:00", "v1");
    world.deploy("2", "05-02 10:00", "v2");
    world.deploy("3", "05-03 10:00", "v1"); // rollback
    DeploymentRow unplanned = world.deployment("4", "05-04 10:00");
    unplanned.unplanned = Known::yes;
    world.builder.add(unplanned);
    DeploymentRow planned = world.deployment("5", "05-05 10:00");
    planned.unplanned = Known::no, planned.hotfix = Hotfix::branch; // what is recorded holds against the rule
    world.builder.add(planned);
    const Facts facts = world.builder.finish();
    QCOMPARE(valueFor(facts, kMay, reworkRate), 2 / 5.0);
    QCOMPARE(rulesOf(facts, kMay, reworkRate),
             std::string("counted, counted, redeploys an earlier version, unplanned, counted"));
}

void DoraKeysTest::seriesByMonthInAZone() {
    World world;
    world.deploy("1", "03-31 22:30"); // 1 April 00:30 in Berlin
    world.deploy("2", "03-29 00:30"); // in March anywhere
    world.deploy("3", "04-30 22:00"); // 1 May 00:00 in Berlin
    Question question = asked("dora.dev", "02-28 23:00", "05-31 22:00");
    question.calendar.zone = Zone(kHour, {{at("03-29 01:00"), 2 * kHour}});
    question.by = By::month;
    const auto series = answered(world.builder.finish(), question, deploymentFrequency).series;
    QCOMPARE(series.size(), std::size_t{3});
    // March has 31 days on the clock though it lacks an hour.
    QCOMPARE(series[0].value, 1 / 31.0);
    QCOMPARE(series[1].value, 1 / 30.0);
    QCOMPARE(series[2].value, 1 / 31.0);
    QCOMPARE(series[0].window.until, at("03-31 22:00"));
}

void DoraKeysTest::stages() {
    World world;
    world.deploy("1", "05-05 10:00", "v1", {"a"});
    ChangeRow change = world.change("!1", "a");
    change.firstCommitAt = at("05-04 10:00"), change.openedAt = at("05-04 12:00"); // 2 h
    change.reviewedAt = at("05-04 13:00"), change.approvedAt = at("05-04 15:00");  // 3 h
    change.mergedAt = at("05-04 15:30"); // half an hour, then 18.5 h
    world.builder.add(change);
    ChangeRow bare = world.change("!2", "b");
    bare.deploymentId = world.builder.name("1"), bare.mergedAt = at("05-05 11:00"); // after the deployment
    world.builder.add(bare);
    const Facts facts = world.builder.finish();
    const auto stages = leadStages(Study(facts, kMay), kMay.window);
    QCOMPARE(stages[0].median, 2 * 3600.0);
    QCOMPARE(stages[1].median, 3 * 3600.0);
    QCOMPARE(stages[2].median, 0.5 * 3600);
    QCOMPARE(stages[3].median, 18.5 * 3600);
    QCOMPARE(stages[3].negative, std::size_t{1});
    QVERIFY(!leadStages(Study(facts, kMay), {at("06-01 00:00"), at("07-01 00:00")})[0].value);
}

void DoraKeysTest::services() {
    World world;
    world.deploy("1", "05-01 10:00");
    DeploymentRow api = world.deployment("2", "05-02 10:00");
    api.service = world.builder.name("api");
    world.builder.add(api);
    const Name web = world.builder.name("web"), other = world.builder.name("other");
    const Facts facts = world.builder.finish();
    Question question = kMay;
    QCOMPARE(figureFor(facts, question, deploymentFrequency).n, std::size_t{2});
    question.scope.services = std::vector{web};
    QCOMPARE(figureFor(facts, question, deploymentFrequency).n, std::size_t{1});
    question.scope.services = std::vector{other};
    QVERIFY(!figureFor(facts, question, deploymentFrequency).value);
    question.scope.services = std::vector{web, api.service};
    QCOMPARE(figureFor(facts, question, deploymentFrequency).n, std::size_t{2});
}

void DoraKeysTest::environments() {
    World world;
    DeploymentRow live = world.deployment("1", "05-01 10:00");
    live.environment = world.builder.name("live"), live.tier = Tier::unknown;
    world.builder.add(live);
    world.deploy("2", "05-02 10:00");
    const Facts facts = world.builder.finish();
    Question question = kMay;
    QCOMPARE(figureFor(facts, question, deploymentFrequency).n, std::size_t{1});
    question.scope.environments = {live.environment};
    QCOMPARE(figureFor(facts, question, deploymentFrequency).n, std::size_t{2});
    question.scope.productionTier = false;
    QCOMPARE(figureFor(facts, question, deploymentFrequency).n, std::size_t{1});
}

QTEST_APPLESS_MAIN(DoraKeysTest)
#include "tst_dora_keys.moc"
