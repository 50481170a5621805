// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/facts_filler.h"
#include "records.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;
using delivery::FactsFiller;
using delivery::Rules;

namespace {

dora::Facts filled(const std::vector<Record>& records, const Rules& rules = {}) {
    FactsFiller filler(rules);
    for (const Record& record : records) filler.add(rowOf(record, rules.services));
    return filler.finish();
}

std::string text(const dora::Facts& facts, dora::Name name) { return std::string(facts.names[name]); }

template <class T> std::string ids(const dora::Facts& facts, const std::vector<T>& table) {
    std::string all;
    for (const T& row : table) all += (all.empty() ? "" : " ") + text(facts, row.id);
    return all;
}

std::string shas(const dora::Facts& facts, const dora::CommitList& list) {
    std::string all;
    for (const dora::Row row : facts.commitsIn(list))
        all += (all.empty() ? "" : " ") + text(facts, facts.commits[row].sha);
    return all;
}

ServiceRule pipelineRule() {
    ServiceRule rule;
    rule.name = "web", rule.repositories = {"acme/web"};
    rule.from = DeploymentOrigin::pipeline, rule.deployPipelines = {"deploy-*"};
    return rule;
}

} // namespace

/// Records of the history as the rows that the keys are counted from.
class FactsFillerTest : public QObject {
    Q_OBJECT

private slots:
    void aDeployment();
    void outcomesByHistory_data();
    void outcomesByHistory();
    void endsByHistory();
    void aChange();
    void anIncident();
    void whatIsAnIncident();
    void services();
    void hotfixes_data();
    void hotfixes();
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

void FactsFillerTest::aDeployment() {
    Deployment record = deployed("1", "05-04 10:00");
    record.version = "v1", record.commit = "a1", record.commits = listed({"a0", "a1"});
    record.tier = Tier::production, record.rollback = false, record.unplanned = true;
    const auto facts = filled({record});
    const auto& row = facts.deployments.at(0);
    QCOMPARE(row.finishedAt, epochMs(at("05-04 10:00")));
    QCOMPARE(text(facts, row.source), std::string("cd"));
    QCOMPARE(text(facts, row.service), std::string("acme/web"));
    QCOMPARE(text(facts, row.environment), std::string("production"));
    QCOMPARE(text(facts, row.version), std::string("v1"));
    QCOMPARE(text(facts, facts.commits[row.commit].sha), std::string("a1"));
    QCOMPARE(shas(facts, row.commits), std::string("a0 a1"));
    QVERIFY(row.commits.known);
    QCOMPARE(row.tier, Tier::production);
    QCOMPARE(row.outcome, dora::Outcome::success);
    QCOMPARE(row.rollback, dora::Known::no);
    QCOMPARE(row.unplanned, dora::Known::yes);
    const auto bare = filled({deployed("1", "05-04 10:00")});
    QVERIFY(!bare.deployments[0].commits.known);
    QCOMPARE(bare.deployments[0].rollback, dora::Known::unknown);
}

void FactsFillerTest::outcomesByHistory_data() {
    QTest::addColumn<QString>("steps");
    QTest::addColumn<int>("outcome");
    const auto row = [](const char* steps, dora::Outcome outcome) {
        QTest::newRow(steps) << steps << static_cast<int>(outcome);
    };
    row("success", dora::Outcome::success);
    row("running success inactive", dora::Outcome::success);
    row("failure success", dora::Outcome::success);
    row("success failure", dora::Outcome::success); // whatever came later
    row("running failure inactive", dora::Outcome::failure);
    row("canceled", dora::Outcome::canceled);
    row("queued waiting running", dora::Outcome::unfinished);
    row("inactive", dora::Outcome::unfinished); // nobody knows how it went
    row("unknown", dora::Outcome::unfinished);
}

void FactsFillerTest::outcomesByHistory() {
    QFETCH(QString, steps);
    QFETCH(int, outcome);
    Deployment record = deployed("1", "05-04 10:00");
    Time step = at("05-04 09:00");
    for (const QString& one : steps.split(' ')) {
        record.status = fromWord<DeploymentStatus>(one.toStdString()).value();
        record.history.push_back({step += std::chrono::minutes(1), record.status, false});
    }
    QCOMPARE(static_cast<int>(filled({record}).deployments[0].outcome), outcome);
    // The status alone says it too, as far as it is the only step.
    record.history.clear();
    if (!steps.contains(' ')) QCOMPARE(static_cast<int>(filled({record}).deployments[0].outcome), outcome);
}

void FactsFillerTest::endsByHistory() {
    Deployment record = deployed("1", "05-04 10:00");
    record.history = {{at("05-04 09:00"), DeploymentStatus::running, false},
                      {at("05-04 09:30"), DeploymentStatus::failure, false},
                      {at("05-04 09:40"), DeploymentStatus::success, false}};
    QCOMPARE(filled({record}).deployments[0].finishedAt, epochMs(at("05-04 10:00"))); // as the record says
    record.finishedAt.reset();
    QCOMPARE(filled({record}).deployments[0].finishedAt, epochMs(at("05-04 09:30")));
    record.history.clear();
    QCOMPARE(filled({record}).deployments[0].finishedAt, dora::kUnknown);
}

void FactsFillerTest::aChange() {
    Change record = merged("acme/web!7", "Add a cart", "05-04 10:00");
    record.firstCommitAt = at("05-01 10:00"), record.openedAt = at("05-02 10:00");
    record.reviewedAt = at("05-03 10:00"), record.approvedAt = at("05-03 11:00");
    record.commit = "m7";
    record.commits = {{"c1", at("05-01 10:00"), at("05-01 11:00"), false}, {"m7", {}, {}, true}};
    record.deploymentId = "1";
    const auto facts = filled({deployed("1", "05-04 11:00"), record});
    const auto& row = facts.changes.at(0);
    QCOMPARE(row.firstCommitAt, epochMs(at("05-01 10:00")));
    QCOMPARE(row.openedAt, epochMs(at("05-02 10:00")));
    QCOMPARE(row.reviewedAt, epochMs(at("05-03 10:00")));
    QCOMPARE(row.approvedAt, epochMs(at("05-03 11:00")));
    QCOMPARE(row.mergedAt, epochMs(at("05-04 10:00")));
    QCOMPARE(text(facts, row.id), std::string("acme/web!7"));
    QCOMPARE(text(facts, row.service), std::string("acme/web"));
    QCOMPARE(row.deployment, dora::Row{0});
    QCOMPARE(shas(facts, row.commits), std::string("c1 m7"));
    const auto& first = facts.commits[facts.commitsIn(row.commits)[0]];
    QCOMPARE(first.authoredAt, epochMs(at("05-01 10:00")));
    QCOMPARE(first.committedAt, epochMs(at("05-01 11:00")));
    QVERIFY(!first.merge);
    QVERIFY(facts.commits[row.commit].merge);
    QVERIFY(!row.revert);
}

void FactsFillerTest::anIncident() {
    Alert record = incident("down@1777888800", "05-04 10:00");
    record.resolvedAt = at("05-04 11:00"), record.environment = "production", record.version = "v1";
    record.commit = "a1", record.deploymentId = "1";
    const auto facts = filled({deployed("1", "05-04 09:00"), record});
    const auto& row = facts.incidents.at(0);
    QCOMPARE(row.startedAt, epochMs(at("05-04 10:00")));
    QCOMPARE(row.resolvedAt, epochMs(at("05-04 11:00")));
    QCOMPARE(text(facts, row.id), std::string("down@1777888800"));
    QCOMPARE(text(facts, row.key), std::string("down"));
    QCOMPARE(text(facts, row.environment), std::string("production"));
    QCOMPARE(text(facts, row.version), std::string("v1"));
    QCOMPARE(text(facts, facts.commits[row.commit].sha), std::string("a1"));
    QCOMPARE(row.deployment, dora::Row{0});
}

void FactsFillerTest::whatIsAnIncident() {
    Rules rules;
    rules.services.resize(1);
    rules.services[0].name = "web", rules.services[0].incidentLabels = {{"service", "we*"}};
    Alert said = incident("1", "05-04 10:00"), denied = said, labelled = said, silent = said;
    denied.id = "2", denied.incident = false, denied.labels = {{"service", "web"}};
    labelled.id = "3", labelled.incident.reset(), labelled.labels = {{"service", "web"}};
    silent.id = "4", silent.incident.reset();
    const auto facts = filled({said, denied, labelled, silent}, rules);
    QCOMPARE(ids(facts, facts.incidents), std::string("1 3"));
}

void FactsFillerTest::services() {
    Rules rules;
    rules.services.resize(1);
    rules.services[0].name = "shop", rules.services[0].repositories = {"acme/web"};
    Alert alert = incident("1", "05-04 10:00");
    alert.service.clear(), alert.repository = "acme/web";
    const auto facts = filled({deployed("1", "05-04 10:00"), merged("1", "x", "05-04 10:00"), alert}, rules);
    for (const auto service :
         {facts.deployments[0].service, facts.changes[0].service, facts.incidents[0].service})
        QCOMPARE(text(facts, service), std::string("shop"));
    // Where nobody names one, what lies together belongs together.
    const auto bare = filled({deployed("1", "05-04 10:00"), merged("1", "x", "05-04 10:00"), alert});
    QCOMPARE(bare.deployments[0].service, bare.changes[0].service);
    QCOMPARE(bare.deployments[0].service, bare.incidents[0].service);
}

void FactsFillerTest::hotfixes_data() {
    QTest::addColumn<QString>("branch"), QTest::addColumn<QString>("label"),
        QTest::addColumn<QString>("title");
    QTest::addColumn<int>("mark");
    const auto row = [](const char* name, const char* branch, const char* label, const char* title,
                        dora::Hotfix mark) {
        QTest::newRow(name) << branch << label << title << static_cast<int>(mark);
    };
    row("none", "main", "feature", "Add a cart", dora::Hotfix::none);
    row("branch", "hotfix/cart", "", "", dora::Hotfix::branch);
    row("full branch", "refs/heads/hotfix/cart", "", "", dora::Hotfix::branch);
    row("label", "main", "HotFix", "", dora::Hotfix::label);
    row("title", "main", "", "Revert \"Add a cart\"", dora::Hotfix::title);
    row("the branch goes first", "hotfix/cart", "hotfix", "Revert it", dora::Hotfix::branch);
    row("nothing known", "", "", "", dora::Hotfix::none);
}

void FactsFillerTest::hotfixes() {
    QFETCH(QString, branch);
    QFETCH(QString, label);
    QFETCH(QString, title);
    QFETCH(int, mark);
    Rules rules;
    rules.hotfix = {{"hotfix/*"}, {"hotfix"}, {"Revert *"}};
    Deployment deployment = deployed("1", "05-04 10:00");
    deployment.ref = branch.toStdString(), deployment.title = title.toStdString();
    deployment.labels = {label.toStdString()};
    Change change = merged("1", title.toStdString(), "05-04 10:00");
    change.branch = branch.toStdString(), change.labels = {label.toStdString()};
    const auto facts = filled({deployment, change}, rules);
    QCOMPARE(static_cast<int>(facts.deployments[0].hotfix), mark);
    QCOMPARE(static_cast<int>(facts.changes[0].hotfix), mark);
}

void FactsFillerTest::commitsAreOneRowEach() {
    Deployment deployment = deployed("1", "05-04 10:00");
    deployment.commits = listed({"c1", ""});
    Change change = merged("1", "x", "05-04 09:00");
    change.commits = {{"c1", at("05-01 10:00"), {}, {}}};
    const auto facts = filled({deployment, change});
    QCOMPARE(facts.commits.size(), std::size_t{1});
    QCOMPARE(facts.commits[0].authoredAt, epochMs(at("05-01 10:00")));
    QCOMPARE(facts.deployments[0].commits.count, 1U); // what has no sha is no commit
}

void FactsFillerTest::revertsFindTheirOriginals() {
    const auto facts =
        filled({merged("3", "Revert \"Add a cart\"", "05-03 10:00"), merged("2", "Other", "05-02 10:00"),
                merged("1", "Add a cart", "05-01 10:00")});
    QCOMPARE(ids(facts, facts.changes), std::string("1 2 3"));
    QVERIFY(facts.changes[2].revert);
    QCOMPARE(facts.changes[2].reverts, dora::Row{0});
    QCOMPARE(facts.changes[1].reverts, dora::kNone);
}

void FactsFillerTest::rowsComeByTime() {
    const auto facts =
        filled({deployed("3", "05-03 10:00"), deployed("1", "05-01 10:00"), deployed("2", "05-02 10:00"),
                incident("b", "05-02 10:00"), incident("a", "05-01 10:00")});
    QCOMPARE(ids(facts, facts.deployments), std::string("1 2 3"));
    QCOMPARE(ids(facts, facts.incidents), std::string("a b"));
}

void FactsFillerTest::referencesFollowTheOrder() {
    Alert alert = incident("a", "05-03 11:00");
    alert.deploymentId = "3";
    Change change = merged("1", "x", "05-01 09:00");
    change.deploymentId = "1";
    const auto facts = filled({deployed("3", "05-03 10:00"), deployed("1", "05-01 10:00"), alert, change});
    QCOMPARE(text(facts, facts.deployments[facts.incidents[0].deployment].id), std::string("3"));
    QCOMPARE(text(facts, facts.deployments[facts.changes[0].deployment].id), std::string("1"));
}

/// Newest first as they come, oldest first as they are counted: whose they are stays the same.
void FactsFillerTest::commitsFollowTheOrder() {
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

void FactsFillerTest::originsReplaceTheApi() {
    const Rules rules{{pipelineRule()}, {}};
    Deployment other = deployed("8", "05-04 10:00");
    other.project = other.repository = "acme/api";
    const auto facts =
        filled({deployed("7", "05-04 10:00"), other, ran("9", RunStatus::success, "05-04 11:00")}, rules);
    QCOMPARE(facts.deployments.size(), std::size_t{2});
    const auto all = ids(facts, facts.deployments);
    QVERIFY2(all == "8 9@production" || all == "9@production 8", all.c_str());
}

void FactsFillerTest::runsCarryWhatFailedBefore() {
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

void FactsFillerTest::anUnknownListStaysUnknown() {
    Run first = ran("1", RunStatus::failure, "05-01 10:00"),
        second = ran("2", RunStatus::success, "05-02 10:00"),
        third = ran("3", RunStatus::success, "05-03 10:00");
    second.commits = {"b"}, third.commits = {"c"};
    const auto facts = filled({third, second, first}, {{pipelineRule()}, {}});
    QVERIFY(!facts.deployments[1].commits.known);
    QVERIFY(facts.commitsIn(facts.deployments[1].commits).empty());
    QCOMPARE(shas(facts, facts.deployments[2].commits), std::string("c"));
}

void FactsFillerTest::squashedCommitsAreDated() {
    Deployment deployment = deployed("1", "05-04 10:00");
    deployment.commits = listed({"squash"});
    Change change = merged("1", "x", "05-03 10:00");
    change.commit = "squash", change.firstCommitAt = at("05-01 10:00");
    change.commits = {{"c1", at("05-01 10:00"), {}, {}}};
    const auto facts = filled({deployment, change});
    QCOMPARE(facts.commits[facts.changes[0].commit].authoredAt, epochMs(at("05-01 10:00")));
}

void FactsFillerTest::mergeCommitsAreNot() {
    Deployment deployment = deployed("1", "05-04 10:00");
    deployment.commits = listed({"merge", "c1"});
    Change change = merged("1", "x", "05-03 10:00");
    change.commit = "merge", change.firstCommitAt = at("05-01 10:00");
    change.commits = {{"c1", at("05-01 10:00"), {}, {}}};
    const auto facts = filled({deployment, change});
    QCOMPARE(facts.commits[facts.changes[0].commit].authoredAt, dora::kUnknown);
}

QTEST_APPLESS_MAIN(FactsFillerTest)
#include "tst_facts_filler.moc"
