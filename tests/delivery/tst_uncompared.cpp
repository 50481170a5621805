// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/compared.h"
#include "delivery/reading.h"
#include "delivery/uncompared.h"
#include "records.h"
#include "store/writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;
using namespace std::chrono_literals;
using delivery::Compared;

namespace {

Deployment shipped(const std::string& id, const std::string& finishedAt, const std::string& commit) {
    Deployment made = deployed(id, finishedAt);
    made.commit = commit;
    return made;
}

Compared asked(const std::string& from, const std::string& to, Time at) {
    Compared made;
    made.from = from, made.to = to, made.at = at, made.by = "clone";
    return made;
}

Compared answered(const std::string& from, const std::string& to) {
    Compared made = asked(from, to, at("05-05 00:00"));
    made.commits = {{to, at("05-01 09:00"), at("05-01 10:00"), false}};
    return made;
}

Compared inVain(Fault fault, Time at) {
    Compared made = asked("a1", "a2", at);
    made.fault = fault, made.message = "no such commit";
    return made;
}

/// A history of these records, and what is uncompared in it, as `id from..to`.
struct Stored {
    explicit Stored(const std::vector<Record>& records) { writer->import(records, now).orThrow(); }

    std::string questions(const ServiceRules& services = {}) {
        delivery::Rules rules;
        rules.services = services;
        std::string all;
        for (const auto& each : delivery::uncompared(*reader, rules, wish()).orThrow())
            all += (all.empty() ? "" : ", ") + each.id + " " + each.from + ".." + each.to;
        return all;
    }
    dora::Facts facts(const ServiceRules& services) {
        delivery::Rules rules;
        rules.services = services;
        return delivery::readFacts(*reader, rules, now).orThrow();
    }
    delivery::UncomparedWish wish() const { return {now, std::chrono::days(30), {"live"}}; }

    QTemporaryDir folder;
    std::string path = folder.filePath(QStringLiteral("history.sqlite")).toStdString();
    std::unique_ptr<Writer> writer = Writer::open(path).orThrow();
    std::unique_ptr<Reader> reader = Reader::open(path).orThrow();
    Time now = at("05-10 00:00");
};

ServiceRule ruleFrom(DeploymentOrigin origin) {
    ServiceRule rule;
    rule.name = "web", rule.repositories = {"acme/web"}, rule.from = origin;
    rule.deployPipelines = {"deploy-*"}, rule.deployTags = "v*", rule.deployEnvironment = "live";
    return rule;
}

} // namespace

/// Which deployments somebody has to be asked about, and what becomes of the answers.
class UncomparedTest : public QObject {
    Q_OBJECT

private slots:
    void answersAreKeptAsTheyAre();
    void eachWithTheSuccessBefore();
    void onlyWithinAPlace();
    void whatIsKnownIsNotAsked();
    void productionFirstThenTheNewest();
    void anOlderSuccessMayLieOutsideTheWindow();
    void askedInVain_data();
    void askedInVain();
    void anotherDeploymentBetween();
    void tagsAndRuns();
    void anAnswerOfARunIsWhole();
};

void UncomparedTest::answersAreKeptAsTheyAre() {
    for (const Compared& compared : {answered("a1", "a2"), inVain(Fault::notFound, at("05-05 00:00"))}) {
        Deployment record = shipped("d", "05-04 10:00", "a2");
        record.attributes["region"] = std::string("north");
        delivery::keepCompared(record.attributes, compared);
        Stored stored({record});
        const auto row = stored.reader->find(Kind::deployment, "cd", "d", stored.now).orThrow();
        QVERIFY(delivery::comparedOf(common(row.record).attributes) == compared);
        QCOMPARE(common(row.record).attributes.size(), std::size_t{2});
    }
    QVERIFY(!delivery::comparedOf({{"compared", std::string("by hand")}}));
    QVERIFY(!delivery::comparedOf({{"compared", JsonText{"[1]"}}}));
}

void UncomparedTest::eachWithTheSuccessBefore() {
    Deployment failed = shipped("d2", "05-03 10:00", "a2"), none = shipped("d4", "05-05 10:00", "");
    failed.status = DeploymentStatus::failure;
    none.ref = "main";
    Deployment byRef = shipped("d5", "05-06 10:00", "");
    byRef.ref = "abcdef0123";
    Stored stored(
        {shipped("d1", "05-02 10:00", "a1"), failed, shipped("d3", "05-04 10:00", "a3"), none, byRef});
    QCOMPARE(stored.questions(), std::string("d5 a3..abcdef0123, d3 a1..a3"));
}

void UncomparedTest::onlyWithinAPlace() {
    Deployment staging = shipped("s1", "05-03 10:00", "b1"), other = shipped("o1", "05-03 11:00", "c1");
    staging.environment = "staging";
    other.repository = "acme/web-infra";
    Deployment nowhere = shipped("t1", "05-03 12:00", "e1");
    nowhere.environment.clear();
    Stored stored(
        {shipped("d1", "05-02 10:00", "a1"), staging, other, nowhere, shipped("d2", "05-04 10:00", "a2")});
    QCOMPARE(stored.questions(), std::string("d2 a1..a2"));
}

void UncomparedTest::whatIsKnownIsNotAsked() {
    Deployment said = shipped("d2", "05-03 10:00", "a2"), empty = shipped("d3", "05-04 10:00", "a3");
    said.commits = listed({"a2"});
    empty.commits.emplace();
    Deployment compared = shipped("d4", "05-05 10:00", "a4");
    delivery::keepCompared(compared.attributes, answered("a3", "a4"));
    compared.commits = delivery::shipped(answered("a3", "a4"), "acme/web");
    Stored stored({shipped("d1", "05-02 10:00", "a1"), said, empty, compared});
    QCOMPARE(stored.questions(), std::string());
}

void UncomparedTest::productionFirstThenTheNewest() {
    std::vector<Record> records;
    for (const auto& [environment, tier] :
         {std::pair("live", Tier::unknown), {"test", Tier::testing}, {"eu", Tier::production}})
        for (const std::string day : {"1", "2", "3"}) {
            Deployment made = shipped(environment + day, "05-0" + day + " 10:00", "a" + day);
            made.environment = environment, made.tier = tier;
            records.emplace_back(made);
        }
    Stored stored(records);
    QCOMPARE(stored.questions(), std::string("live3 a2..a3, eu3 a2..a3, live2 a1..a2, eu2 a1..a2, "
                                             "test3 a2..a3, test2 a1..a2"));
}

void UncomparedTest::anOlderSuccessMayLieOutsideTheWindow() {
    Stored stored({shipped("d1", "03-15 10:00", "a1"), shipped("d2", "04-01 10:00", "a2"),
                   shipped("d3", "04-15 10:00", "a3")});
    QCOMPARE(stored.questions(), std::string("d3 a2..a3")); // a window of 30 days
}

void UncomparedTest::askedInVain_data() {
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("minutesAgo");
    QTest::addColumn<bool>("again");
    const auto row = [](const char* name, Fault fault, int minutesAgo, bool again) {
        QTest::newRow(name) << static_cast<int>(fault) << minutesAgo << again;
    };
    row("not found, within the day", Fault::notFound, 24 * 60 - 1, false);
    row("not found, after a day", Fault::notFound, 24 * 60, true);
    row("forbidden, within the day", Fault::forbidden, 120, false);
    row("server, within the hour", Fault::server, 59, false);
    row("server, after an hour", Fault::server, 60, true);
}

void UncomparedTest::askedInVain() {
    QFETCH(int, fault);
    QFETCH(int, minutesAgo);
    QFETCH(bool, again);
    Deployment record = shipped("d2", "05-03 10:00", "a2");
    const auto when = at("05-10 00:00") - std::chrono::minutes(minutesAgo);
    delivery::keepCompared(record.attributes, inVain(static_cast<Fault>(fault), when));
    Stored stored({shipped("d1", "05-02 10:00", "a1"), record});
    QCOMPARE(stored.questions(), std::string(again ? "d2 a1..a2" : ""));
}

void UncomparedTest::anotherDeploymentBetween() {
    Deployment compared = shipped("d3", "05-04 10:00", "a3");
    delivery::keepCompared(compared.attributes, answered("a1", "a3"));
    compared.commits = delivery::shipped(answered("a1", "a3"), "acme/web");
    Stored stored({shipped("d1", "05-02 10:00", "a1"), compared});
    QCOMPARE(stored.questions(), std::string());
    stored.writer->import({shipped("d2", "05-03 10:00", "a2")}, stored.now).orThrow();
    QCOMPARE(stored.questions(), std::string("d3 a2..a3, d2 a1..a2"));
    compared.commits = listed({"a3", "a4"}); // now its own source says them
    stored.writer->import({compared}, stored.now).orThrow();
    QCOMPARE(stored.questions(), std::string("d2 a1..a2"));
}

void UncomparedTest::tagsAndRuns() {
    Deployment first = shipped("v1", "05-02 10:00", "a1"), second = shipped("v2", "05-03 10:00", "a2");
    first.environment.clear(), second.environment.clear();
    first.version = "v1", second.version = "v2";
    Stored tags({first, second});
    QCOMPARE(tags.questions(), std::string());
    QCOMPARE(tags.questions({ruleFrom(DeploymentOrigin::tag)}), std::string("v2 a1..a2"));

    Run one = ran("r1", RunStatus::success, "05-02 10:00"),
        two = ran("r2", RunStatus::success, "05-03 10:00");
    Run other = ran("r3", RunStatus::success, "05-02 20:00");
    one.commit = "a1", two.commit = "a2", other.commit = "a9", other.pipeline = "build";
    Stored runs({one, two, other});
    QCOMPARE(runs.questions(), std::string());
    QCOMPARE(runs.questions({ruleFrom(DeploymentOrigin::pipeline)}), std::string("r2 a1..a2"));
}

/// Runs list what is new since the run before, but an answer lists what is new since the success before.
void UncomparedTest::anAnswerOfARunIsWhole() {
    Run one = ran("r1", RunStatus::success, "05-02 10:00"),
        two = ran("r2", RunStatus::failure, "05-03 10:00"),
        three = ran("r3", RunStatus::success, "05-04 10:00");
    one.commit = "a1", two.commit = "a2", three.commit = "a3";
    delivery::keepCompared(three.attributes, answered("a1", "a3"));
    Stored stored({one, two, three});
    const auto facts = stored.facts({ruleFrom(DeploymentOrigin::pipeline)});
    const auto& last = facts.deployments.back();
    QVERIFY(last.commits.known);
    QCOMPARE(last.commits.count, 1U);
    const auto& commit = facts.commits[facts.commitsIn(last.commits).front()];
    QCOMPARE(std::string(facts.names[commit.sha]), std::string("a3"));
    QCOMPARE(commit.authoredAt, epochMs(at("05-01 09:00")));
    QCOMPARE(std::string(facts.names[commit.repository]), std::string("acme/web"));
    QVERIFY(!facts.deployments.front().commits.known);
}

QTEST_APPLESS_MAIN(UncomparedTest)
#include "tst_uncompared.moc"
