// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::dora;

namespace {

using enum Key;

/// The links as `incident:deployment rule`, in the order of the incidents.
QStringList linksOf(const Facts& facts, const Question& question) {
    QStringList made;
    const Study study(facts, question);
    for (const Link& link : study.incidents) {
        const auto incident = facts.names[facts.incidents[link.incident].id];
        const auto deployment =
            link.place == kNone ? "-" : facts.names[facts.deployments[study.delivery(link.place).row].id];
        made << QString::fromStdString(std::string(incident) + ":" + std::string(deployment) + " " +
                                       std::string(word(link.rule)));
    }
    return made;
}

/// The remedies as `deployment fixes deployment, rule`.
QStringList remediesOf(const Facts& facts, const Question& question) {
    QStringList made;
    const Study study(facts, question);
    const auto id = [&](Place place) {
        return place == kNone ? std::string("-")
                              : std::string(facts.names[facts.deployments[study.delivery(place).row].id]);
    };
    for (const Remedy& each : study.remedies.all())
        made << QString::fromStdString(id(each.place) + " fixes " + id(each.failed) + ", " +
                                       std::string(word(each.rule)));
    return made;
}

const Question kMay = asked("dora.dev");

} // namespace

/// Which deployment an incident is held against, which deployments put others right, and corrections by hand.
class DoraLinksTest : public QObject {
    Q_OBJECT

private slots:
    void theFirstRuleThatAppliesWins();
    void byReferenceOnlyToWhatCounts();
    void byCommitTheLastBeforeIt();
    void byTimeWithinTheWindow();
    void byTimeInItsEnvironment();
    void rollbacks();
    void rollbacksToACommit();
    void aVersionIsTakenBack();
    void whatIsRecordedHoldsAgainstWhatIsSeen();
    void hotfixesThroughChanges();
    void theOverlayCorrectsLinks();
    void theOverlayCorrectsRemedies();
    void otherDialectsDoNotListen();
};

void DoraLinksTest::theFirstRuleThatAppliesWins() {
    World world;
    world.commit("c", "05-01 08:00");
    world.deploy("1", "05-01 10:00", "v1");
    world.deploy("2", "05-02 10:00", "v2", {"c"});
    world.deploy("3", "05-03 10:00", "v3");
    world.deploy("4", "05-04 10:00", "v4");
    IncidentRow row = world.incident("all", "05-04 11:00");
    row.deploymentId = world.builder.name("1"), row.commit = world.builder.commit("c");
    row.version = world.builder.name("v3");
    world.builder.add(row);
    row.id = world.builder.name("commit"), row.deploymentId = 0;
    world.builder.add(row);
    row.id = world.builder.name("version"), row.commit = kNone;
    world.builder.add(row);
    row.id = world.builder.name("time"), row.version = world.builder.name("v9");
    world.builder.add(row);
    QCOMPARE(linksOf(world.builder.finish(), kMay),
             (QStringList{"all:1 incident refers to it", "commit:2 incident names its commit",
                          "version:3 incident names its version", "time:4 incident soon after it"}));
}

void DoraLinksTest::byReferenceOnlyToWhatCounts() {
    World world;
    world.deploy("1", "05-04 10:00");
    world.fail("2", "05-04 10:30");
    IncidentRow row = world.incident("i", "05-04 11:00");
    row.deploymentId = world.builder.name("2");
    world.builder.add(row);
    row.id = world.builder.name("j"), row.deploymentId = world.builder.name("unheard of");
    world.builder.add(row);
    QCOMPARE(linksOf(world.builder.finish(), kMay),
             (QStringList{"i:- refers to a deployment that is not counted", "j:1 incident soon after it"}));
}

void DoraLinksTest::byCommitTheLastBeforeIt() {
    World world;
    world.deploy("1", "05-01 10:00", "v1", {"c"});
    world.deploy("2", "05-03 10:00", "v1", {"c"});
    world.deploy("3", "05-05 10:00", "v1", {"c"});
    const auto add = [&world](const char* id, const char* when) {
        IncidentRow row = world.incident(id, when);
        row.commit = world.builder.commit("c");
        world.builder.add(row);
    };
    add("between", "05-04 10:00");
    add("before all", "04-01 10:00");
    QCOMPARE(linksOf(world.builder.finish(), kMay),
             (QStringList{"between:2 incident names its commit", "before all:1 incident names its commit"}));
}

void DoraLinksTest::byTimeWithinTheWindow() {
    World world;
    world.deploy("1", "05-04 10:00");
    world.fail("2", "05-04 10:30");
    world.trouble("at once", "05-04 10:00");
    world.trouble("in time", "05-05 10:00");
    world.trouble("too late", "05-05 10:01");
    world.trouble("too early", "05-04 09:59");
    IncidentRow other = world.incident("other", "05-04 11:00");
    other.service = world.builder.name("api");
    world.builder.add(other);
    const Facts facts = world.builder.finish();
    QCOMPARE(linksOf(facts, kMay),
             (QStringList{"at once:1 incident soon after it", "in time:1 incident soon after it",
                          "too late:- no deployment matches", "too early:- no deployment matches",
                          "other:- no deployment matches"}));
    Question hour = kMay;
    hour.incidentWindow = kHour;
    QCOMPARE(linksOf(facts, hour)[1], QString("in time:- no deployment matches"));
}

void DoraLinksTest::byTimeInItsEnvironment() {
    World world;
    const auto deploy = [&world](const char* id, const char* when, const char* environment) {
        DeploymentRow row = world.deployment(id, when);
        row.environment = world.builder.name(environment);
        world.builder.add(row);
    };
    deploy("east", "05-04 10:00", "east");
    deploy("west", "05-04 10:30", "west");
    const auto trouble = [&world](const char* id, const char* environment) {
        IncidentRow row = world.incident(id, "05-04 11:00");
        row.environment = world.builder.name(environment);
        world.builder.add(row);
    };
    trouble("in the east", "east");
    trouble("anywhere", "");
    trouble("by another name", "live");
    trouble("on staging", "staging");
    const Name live = world.builder.name("live");
    const Facts facts = world.builder.finish();
    Question question = kMay;
    question.scope.environments = {live};
    QCOMPARE(
        linksOf(facts, question),
        (QStringList{"in the east:east incident soon after it", "anywhere:west incident soon after it",
                     "by another name:west incident soon after it", "on staging:- no deployment matches"}));
}

void DoraLinksTest::rollbacks() {
    World world;
    world.deploy("1", "05-01 10:00", "v1");
    world.deploy("2", "05-02 10:00", "v2");
    world.deploy("3", "05-03 10:00", "v3");
    world.fail("f", "05-03 12:00");
    world.deploy("4", "05-04 10:00", "v1"); // back behind 2
    world.deploy("5", "05-05 10:00", "v1"); // the same again
    world.deploy("6", "05-06 10:00", "");   // no version: never a redeploy
    world.deploy("7", "05-07 10:00", "");
    DeploymentRow said = world.deployment("8", "05-08 10:00");
    said.rollback = Known::yes, said.version = world.builder.name("v8"); // goes back to nothing known
    world.builder.add(said);
    QCOMPARE(remediesOf(world.builder.finish(), kMay),
             (QStringList{"4 fixes 2, redeploys an earlier version", "8 fixes 7, rollback"}));
}

// Some give every build a version of its own: the commit tells then.
void DoraLinksTest::rollbacksToACommit() {
    World world;
    const auto add = [&](const char* id, const char* when, const char* version, const char* commit) {
        DeploymentRow row = world.deployment(id, when);
        row.version = world.builder.name(version), row.commit = world.builder.commit(commit);
        world.builder.add(row);
    };
    add("1", "05-01 10:00", "b1", "A");
    add("2", "05-02 10:00", "b2", "B");
    add("3", "05-03 10:00", "b3", "B"); // built anew, not back
    add("4", "05-04 10:00", "b4", "A"); // back behind 2
    QCOMPARE(remediesOf(world.builder.finish(), kMay),
             (QStringList{"4 fixes 2, redeploys an earlier version"}));
}

void DoraLinksTest::aVersionIsTakenBack() {
    World world;
    const auto add = [&](const char* id, const char* when, const char* version, const char* commit) {
        DeploymentRow row = world.deployment(id, when);
        row.version = world.builder.name(version), row.commit = world.builder.commit(commit);
        world.builder.add(row);
    };
    add("1", "05-01 10:00", "1.0.1", "a");
    add("2", "05-01 11:00", "1.0.2", "b");
    add("3", "05-01 12:00", "1.0.3", "c");
    ChangeRow revert = world.change("!3", "c");
    revert.revert = true, revert.revertsVersion = world.builder.name("1.0.1");
    revert.hotfix = Hotfix::title;
    world.builder.add(revert);
    const Facts facts = world.builder.finish();
    QCOMPARE(remediesOf(facts, asked("datadog")), (QStringList{"3 fixes 1, a change of it was reverted"}));
    QCOMPARE(valueFor(facts, asked("datadog"), recoveryTime), 2 * 3600.0);
}

void DoraLinksTest::whatIsRecordedHoldsAgainstWhatIsSeen() {
    World world;
    world.deploy("1", "05-01 10:00", "v1");
    world.deploy("2", "05-02 10:00", "v2");
    DeploymentRow row = world.deployment("3", "05-03 10:00");
    row.version = world.builder.name("v1"), row.rollback = Known::no;
    world.builder.add(row);
    DeploymentRow first = world.deployment("4", "05-04 10:00");
    first.environment = world.builder.name("other"), first.unplanned = Known::yes; // nothing before it there
    world.builder.add(first);
    QCOMPARE(remediesOf(world.builder.finish(), kMay), (QStringList{"4 fixes -, unplanned"}));
}

void DoraLinksTest::hotfixesThroughChanges() {
    World world;
    world.deploy("1", "05-01 10:00", "v1", {"a"});
    world.fail("f", "05-01 12:00"); // never went live: not what was put right
    world.deploy("2", "05-02 10:00", "v2", {"b"});
    ChangeRow change = world.change("!1", "b");
    change.hotfix = Hotfix::branch;
    world.builder.add(change);
    QCOMPARE(remediesOf(world.builder.finish(), kMay), (QStringList{"2 fixes 1, hotfix branch"}));
}

void DoraLinksTest::theOverlayCorrectsLinks() {
    World world;
    const Row first = world.deploy("1", "05-04 10:00");
    world.deploy("2", "05-05 10:00");
    world.trouble("i", "05-05 11:00", "05-05 12:00");
    world.trouble("j", "05-05 11:00", "05-05 12:00");
    const Facts facts = world.builder.finish();
    QCOMPARE(valueFor(facts, kMay, changeFailureRate), 0.5);
    Question question = kMay;
    question.overlay = {{Says::causedBy, 0, first}, {Says::notCaused, 1, kNone}};
    QCOMPARE(linksOf(facts, question), (QStringList{"i:1 corrected by hand", "j:- corrected by hand"}));
    QCOMPARE(valueFor(facts, question, recoveryTime), 26 * 3600.0);
    question.overlay.push_back({Says::notCaused, 0, kNone}); // the later one holds
    QCOMPARE(valueFor(facts, question, changeFailureRate), 0.0);
    question.overlay = {{Says::causedBy, 99, 99}, {Says::causedBy, 0, 99}}; // rows that are not there
    QCOMPARE(linksOf(facts, question)[0], QString("i:- refers to a deployment that is not counted"));
}

void DoraLinksTest::theOverlayCorrectsRemedies() {
    World world;
    world.deploy("1", "05-01 10:00", "v1");
    world.deploy("2", "05-02 10:00", "v2");
    const Row back = world.deploy("3", "05-03 10:00", "v1");
    const Row last = world.deploy("4", "05-04 10:00", "v4");
    const Facts facts = world.builder.finish();
    Question question = kMay;
    QCOMPARE(remediesOf(facts, question), (QStringList{"3 fixes 2, redeploys an earlier version"}));
    question.overlay = {{Says::noRollback, back, kNone}, {Says::hotfix, last, kNone}};
    QCOMPARE(remediesOf(facts, question), (QStringList{"4 fixes 3, corrected by hand"}));
    question.overlay.push_back({Says::noHotfix, last, kNone});
    question.overlay.push_back({Says::rollback, last, kNone});
    QCOMPARE(remediesOf(facts, question), (QStringList{"4 fixes 3, corrected by hand"}));
    question.overlay.push_back({Says::noRollback, last, kNone});
    QVERIFY(remediesOf(facts, question).isEmpty());
}

void DoraLinksTest::otherDialectsDoNotListen() {
    World world;
    world.deploy("1", "05-04 10:00");
    world.trouble("i", "05-04 11:00");
    const Facts facts = world.builder.finish();
    Question question = asked("devlake-2023");
    question.overlay = {{Says::notCaused, 0, kNone}};
    QCOMPARE(valueFor(facts, question, changeFailureRate), 1.0);
}

QTEST_APPLESS_MAIN(DoraLinksTest)
#include "tst_dora_links.moc"
