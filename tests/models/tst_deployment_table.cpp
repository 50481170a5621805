// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deployment_table.h"
#include "models/fake_history.h"
#include "models/plain_text.h"
#include "models/print_tree.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace shipglass;

/// Deployments as a table.
class DeploymentTableTest : public QObject {
    Q_OBJECT

private slots:
    void showsWhatIsKnown();
    void fallsBackWhereThereIsNoVersion();
    void measuresLengths();
    void keepsRowsThatStay();
    void hostileTextIsHarmless();
};

namespace {

DeploymentRow shown(std::int64_t number, const Deployment& deployment, bool rollback = false) {
    return deploymentRow({number, 0, deployment, deployment.service, false}, rollback);
}

} // namespace

void DeploymentTableTest::showsWhatIsKnown() {
    DeploymentTable table;
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto deployment = makeDeployment("1", "prod", "1.4.2", 30);
    deployment.tier = Tier::production;
    table.setRows({shown(7, deployment, true)});
    QCOMPARE(printTree(table, {DeploymentTable::ServiceColumn, DeploymentTable::EnvironmentColumn,
                               DeploymentTable::VersionColumn, DeploymentTable::ActorColumn,
                               DeploymentTable::DurationColumn, DeploymentTable::BeganColumn}),
             QString("web | prod | 1.4.2 | ana | 2m | 2026-05-04T09:30:00.000Z"));
    const auto index = table.index(0, 0);
    QCOMPARE(index.data(DeploymentTable::StatusRole).value<DeploymentStatus>(), DeploymentStatus::success);
    QCOMPARE(index.data(DeploymentTable::TierRole).value<Tier>(), Tier::production);
    QVERIFY(index.data(DeploymentTable::RollbackRole).toBool());
    QVERIFY(!index.data(DeploymentTable::StaleRole).toBool());
    QCOMPARE(index.data(DeploymentTable::LinkRole).toString(), "https://cd.example/1");
}

void DeploymentTableTest::fallsBackWhereThereIsNoVersion() {
    auto deployment = makeDeployment("1", "prod", "", 30);
    deployment.commit = "0123456789abcdef0123456789abcdef01234567";
    QCOMPARE(shown(1, deployment).version, "01234567");
    deployment.ref = "0123456";
    QCOMPARE(shown(1, deployment).version, "01234567");
    deployment.ref = "main"; // A branch says too little.
    QCOMPARE(shown(1, deployment).version, "main 01234567");
    deployment.ref = "refs/tags/v1.2.0";
    QCOMPARE(shown(1, deployment).version, "refs/tags/v1.2.0");
    deployment.commit.clear();
    deployment.ref = "main";
    QCOMPARE(shown(1, deployment).version, "main");
    deployment.service.clear();
    QCOMPARE(shown(1, deployment).service, "acme/web");
}

void DeploymentTableTest::measuresLengths() {
    auto deployment = makeDeployment("1", "prod", "1", 30);
    QCOMPARE(durationOf(shown(1, deployment), worldNow()), Millis(std::chrono::minutes(2)));
    deployment.finishedAt.reset();
    deployment.status = DeploymentStatus::running;
    QCOMPARE(durationOf(shown(1, deployment), worldNow()), Millis(std::chrono::minutes(30)));
    deployment.status = DeploymentStatus::success; // It ended, nobody knows when.
    QVERIFY(!durationOf(shown(1, deployment), worldNow()));
    deployment.createdAt.reset();
    deployment.startedAt.reset();
    deployment.finishedAt = worldNow();
    QVERIFY(!durationOf(shown(1, deployment), worldNow()));
    QCOMPARE(momentOf(shown(1, deployment)), worldNow());
}

void DeploymentTableTest::keepsRowsThatStay() {
    DeploymentTable table;
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto one = shown(1, makeDeployment("1", "prod", "1", 30));
    const auto two = shown(2, makeDeployment("2", "prod", "2", 20));
    const auto three = shown(3, makeDeployment("3", "prod", "3", 10));
    table.setRows({two, one});
    const QPersistentModelIndex kept = table.index(1, 0);
    table.setRows({three, two, one});
    QCOMPARE(kept.row(), 2);
    table.setRows({three, one});
    QCOMPARE(kept.row(), 1);
    QCOMPARE(table.deploymentAt(0)->version, "3");
    QVERIFY(!table.deploymentAt(2));
    QCOMPARE(table.find(2), -1);
}

void DeploymentTableTest::hostileTextIsHarmless() {
    auto deployment = makeDeployment("1", "<b>prod</b>\n", "1\x1b[31m", 30);
    deployment.title = std::string(1'000'000, 'A');
    deployment.url = "javascript:alert(1)";
    const auto row = shown(1, deployment);
    QCOMPARE(row.environment, QString("<b>prod</b>"));
    QCOMPARE(row.version, QString("1\ufffd[31m"));
    QCOMPARE(row.title.size(), longestLine);
    QVERIFY(row.url.isEmpty());
}

QTEST_GUILESS_MAIN(DeploymentTableTest)
#include "tst_deployment_table.moc"
