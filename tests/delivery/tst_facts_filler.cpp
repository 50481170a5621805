// SPDX-License-Identifier: GPL-3.0-or-later
#include "filled_facts.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;
using delivery::Rules;

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

QTEST_APPLESS_MAIN(FactsFillerTest)
#include "tst_facts_filler.moc"
