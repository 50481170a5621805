// SPDX-License-Identifier: GPL-3.0-or-later
#include "filled_facts.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;
using delivery::Rules;

namespace {

ServiceRule pipelineRule() {
    ServiceRule rule;
    rule.name = "web", rule.repositories = {"acme/web"};
    rule.from = DeploymentOrigin::pipeline, rule.deployPipelines = {"deploy-*"};
    return rule;
}

} // namespace

/// What the rows that the keys are counted from have to do with each other.
class FactsRelationsTest : public QObject {
    Q_OBJECT

private slots:
    void commitsAreOneRowEach();
    void revertsFindTheirOriginals();
    void rowsComeByTime();
    void referencesFollowTheOrder();
    void commitsFollowTheOrder();
    void originsReplaceTheApi();
    void runsCarryWhatFailedBefore();
    void anUnknownListStaysUnknown();
    void squashedCommitsAreDated();
    void mergeCommitsAreNot();
};

void FactsRelationsTest::commitsAreOneRowEach() {
    Deployment deployment = deployed("1", "05-04 10:00");
    deployment.commits = listed({"c1", ""});
    Change change = merged("1", "x", "05-04 09:00");
    change.commits = {{"c1", at("05-01 10:00"), {}, {}}};
    const auto facts = filled({deployment, change});
    QCOMPARE(facts.commits.size(), std::size_t{1});
    QCOMPARE(facts.commits[0].authoredAt, epochMs(at("05-01 10:00")));
    QCOMPARE(facts.deployments[0].commits.count, 1U); // what has no sha is no commit
}

void FactsRelationsTest::revertsFindTheirOriginals() {
    const auto facts =
        filled({merged("3", "Revert \"Add a cart\"", "05-03 10:00"), merged("2", "Other", "05-02 10:00"),
                merged("1", "Add a cart", "05-01 10:00")});
    QCOMPARE(ids(facts, facts.changes), std::string("1 2 3"));
    QVERIFY(facts.changes[2].revert);
    QCOMPARE(facts.changes[2].reverts, dora::Row{0});
    QCOMPARE(facts.changes[1].reverts, dora::kNone);
}

void FactsRelationsTest::rowsComeByTime() {
    const auto facts =
        filled({deployed("3", "05-03 10:00"), deployed("1", "05-01 10:00"), deployed("2", "05-02 10:00"),
                incident("b", "05-02 10:00"), incident("a", "05-01 10:00")});
    QCOMPARE(ids(facts, facts.deployments), std::string("1 2 3"));
    QCOMPARE(ids(facts, facts.incidents), std::string("a b"));
}

void FactsRelationsTest::referencesFollowTheOrder() {
    Alert alert = incident("a", "05-03 11:00");
    alert.deploymentId = "3";
    Change change = merged("1", "x", "05-01 09:00");
    change.deploymentId = "1";
    const auto facts = filled({deployed("3", "05-03 10:00"), deployed("1", "05-01 10:00"), alert, change});
    QCOMPARE(text(facts, facts.deployments[facts.incidents[0].deployment].id), std::string("3"));
    QCOMPARE(text(facts, facts.deployments[facts.changes[0].deployment].id), std::string("1"));
}

/// Newest first as they come, oldest first as they are counted: whose they are stays the same.
void FactsRelationsTest::commitsFollowTheOrder() {
    std::vector<Record> records;
    for (int day = 9; day > 0; --day) {
        const std::string name = std::to_string(day), when = "05-0" + name + " 10:00";
        Deployment made = deployed("d" + name, when);
        made.commit = "c" + name, made.commits = listed({"b" + name, "c" + name});
        records.emplace_back(made);
    }
    Change change = merged("acme/web#1", "Add", "05-01 09:00");
    change.commit = "c1", change.commits = {{"b1", at("05-01 08:00"), {}, {}}, {"x1", {}, {}, true}};
    records.emplace_back(change);
    Alert alert = incident("i", "05-09 11:00");
    alert.commit = "y1";
    records.emplace_back(alert);
    const auto facts = filled(records);
    for (std::size_t row = 0; row < facts.deployments.size(); ++row) {
        const std::string name = std::to_string(row + 1);
        QCOMPARE(shas(facts, facts.deployments[row].commits), "b" + name + " c" + name);
        QCOMPARE(text(facts, facts.commits[facts.deployments[row].commit].sha), "c" + name);
    }
    QCOMPARE(shas(facts, facts.changes[0].commits), std::string("b1 x1"));
    QCOMPARE(facts.commits[0].authoredAt, epochMs(at("05-01 08:00"))); // what is counted first lies first
    QCOMPARE(text(facts, facts.commits[facts.incidents[0].commit].sha), std::string("y1"));
    QCOMPARE(facts.commits.size(), std::size_t{20});
}

void FactsRelationsTest::originsReplaceTheApi() {
    const Rules rules{{pipelineRule()}, {}};
    Deployment other = deployed("8", "05-04 10:00");
    other.project = other.repository = "acme/api";
    const auto facts =
        filled({deployed("7", "05-04 10:00"), other, ran("9", RunStatus::success, "05-04 11:00")}, rules);
    QCOMPARE(facts.deployments.size(), std::size_t{2});
    const auto all = ids(facts, facts.deployments);
    QVERIFY2(all == "8 9@production" || all == "9@production 8", all.c_str());
}

void FactsRelationsTest::runsCarryWhatFailedBefore() {
    Run first = ran("1", RunStatus::success, "05-01 10:00"),
        second = ran("2", RunStatus::failure, "05-02 10:00"),
        third = ran("3", RunStatus::canceled, "05-03 10:00"),
        fourth = ran("4", RunStatus::success, "05-04 10:00"),
        fifth = ran("5", RunStatus::success, "05-05 10:00");
    first.commits = {"a"}, second.commits = {"b"}, third.commits = {"c"}, fourth.commits = {"d"};
    fifth.commits = {"e"};
    const auto facts = filled({fifth, fourth, third, second, first}, {{pipelineRule()}, {}});
    const auto list = [&](std::size_t row) { return shas(facts, facts.deployments[row].commits); };
    QCOMPARE(list(0), std::string("a"));
    QCOMPARE(list(1), std::string("b"));
    QCOMPARE(list(3), std::string("b c d"));
    QCOMPARE(list(4), std::string("e"));
}

void FactsRelationsTest::anUnknownListStaysUnknown() {
    Run first = ran("1", RunStatus::failure, "05-01 10:00"),
        second = ran("2", RunStatus::success, "05-02 10:00"),
        third = ran("3", RunStatus::success, "05-03 10:00");
    second.commits = {"b"}, third.commits = {"c"};
    const auto facts = filled({third, second, first}, {{pipelineRule()}, {}});
    QVERIFY(!facts.deployments[1].commits.known);
    QVERIFY(facts.commitsIn(facts.deployments[1].commits).empty());
    QCOMPARE(shas(facts, facts.deployments[2].commits), std::string("c"));
}

void FactsRelationsTest::squashedCommitsAreDated() {
    Deployment deployment = deployed("1", "05-04 10:00");
    deployment.commits = listed({"squash"});
    Change change = merged("1", "x", "05-03 10:00");
    change.commit = "squash", change.firstCommitAt = at("05-01 10:00");
    change.commits = {{"c1", at("05-01 10:00"), {}, {}}};
    const auto facts = filled({deployment, change});
    QCOMPARE(facts.commits[facts.changes[0].commit].authoredAt, epochMs(at("05-01 10:00")));
}

void FactsRelationsTest::mergeCommitsAreNot() {
    Deployment deployment = deployed("1", "05-04 10:00");
    deployment.commits = listed({"merge", "c1"});
    Change change = merged("1", "x", "05-03 10:00");
    change.commit = "merge", change.firstCommitAt = at("05-01 10:00");
    change.commits = {{"c1", at("05-01 10:00"), {}, {}}};
    const auto facts = filled({deployment, change});
    QCOMPARE(facts.commits[facts.changes[0].commit].authoredAt, dora::kUnknown);
}

QTEST_APPLESS_MAIN(FactsRelationsTest)
#include "tst_facts_relations.moc"
