// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deployment_place.h"
#include "models/fake_history.h"

#include <QTest>

using namespace shipglass;

/// Where deployments go to, what succeeded there, and what was a rollback.
class DeploymentPlaceTest : public QObject {
    Q_OBJECT

private slots:
    void rollbacks_data();
    void rollbacks();
    void orderOfInputDoesNotMatter();
    void placesAreToldApart();
    void theRecordsOwnWordGoesFirst();
    void failedOnesReplaceNothing();
    void successIsWhatTheHistorySays();
    void alertsConcernAPlace_data();
    void alertsConcernAPlace();
};

namespace {

Row rowOf(std::int64_t number, Deployment deployment) {
    const auto began = epochMs(*deployment.createdAt);
    const auto service = deployment.service;
    return {number, began, std::move(deployment), service, false};
}

/// Deployments to one place, one a minute, oldest first, numbered from 1.
std::vector<Row> shipped(const QStringList& versions) {
    std::vector<Row> rows;
    for (int at = 0; at < versions.size(); ++at)
        rows.push_back(rowOf(at + 1, makeDeployment(std::to_string(at + 1), "prod",
                                                    versions[at].toStdString(), 100 - 5 * at)));
    return rows;
}

QString joined(const std::set<std::int64_t>& numbers) {
    QStringList texts;
    for (const auto number : numbers) texts << QString::number(number);
    return texts.join(u' ');
}

} // namespace

void DeploymentPlaceTest::rollbacks_data() {
    QTest::addColumn<QString>("versions");
    QTest::addColumn<QString>("found");
    QTest::newRow("only forward") << "1 2 3"
                                  << "";
    QTest::newRow("back by one") << "1 2 1"
                                 << "3";
    QTest::newRow("back by two") << "1 2 3 1"
                                 << "4";
    QTest::newRow("the same again") << "1 2 2"
                                    << "";
    QTest::newRow("the rollback again") << "1 2 1 1"
                                        << "3";
    QTest::newRow("forward after it") << "1 2 1 3"
                                      << "3";
    QTest::newRow("back and forth") << "1 2 1 2"
                                    << "3 4";
}

void DeploymentPlaceTest::rollbacks() {
    QFETCH(QString, versions);
    QTEST(joined(rollbacksAmong(shipped(versions.split(u' ')))), "found");
}

void DeploymentPlaceTest::orderOfInputDoesNotMatter() {
    auto rows = shipped({"1", "2", "1", "3", "2"});
    const auto expected = rollbacksAmong(rows);
    QCOMPARE(joined(expected), "3 5");
    std::reverse(rows.begin(), rows.end());
    QCOMPARE(rollbacksAmong(rows), expected);
    std::swap(rows[0], rows[3]);
    QCOMPARE(rollbacksAmong(rows), expected);
}

void DeploymentPlaceTest::placesAreToldApart() {
    auto rows = shipped({"1", "2", "1"});
    std::get<Deployment>(rows[0].record).environment = "staging";
    QCOMPARE(joined(rollbacksAmong(rows)), "");
    rows = shipped({"1", "2", "1"});
    rows[0].service = "shop";
    QCOMPARE(joined(rollbacksAmong(rows)), "");
    // Without a service, the project is the place.
    rows = shipped({"1", "2", "1"});
    for (Row& row : rows) row.service.clear();
    QCOMPARE(placeOf(rows[0]).service, std::string("acme/web"));
    QCOMPARE(joined(rollbacksAmong(rows)), "3");
    // And without that the repository.
    auto& first = std::get<Deployment>(rows[0].record);
    first.project.clear();
    first.repository = "acme/api";
    QCOMPARE(placeOf(rows[0]).service, std::string("acme/api"));
    QCOMPARE(joined(rollbacksAmong(rows)), "");
}

void DeploymentPlaceTest::theRecordsOwnWordGoesFirst() {
    auto rows = shipped({"1", "2", "1", "3"});
    std::get<Deployment>(rows[2].record).rollback = false;
    std::get<Deployment>(rows[3].record).rollback = true;
    QCOMPARE(joined(rollbacksAmong(rows)), "4");
}

void DeploymentPlaceTest::failedOnesReplaceNothing() {
    auto rows = shipped({"1", "2", "1"});
    auto& failed = std::get<Deployment>(rows[1].record);
    failed.status = DeploymentStatus::failure;
    failed.history.clear();
    QCOMPARE(joined(rollbacksAmong(rows)), ""); // 2 was never there, so 1 brings nothing back.
    rows = shipped({"1", "2", "1"});
    auto& back = std::get<Deployment>(rows[2].record);
    back.status = DeploymentStatus::failure;
    back.history.clear();
    QCOMPARE(joined(rollbacksAmong(rows)), "3"); // A rollback that failed was one.
    rows = shipped({"", "2", ""});
    QCOMPARE(joined(rollbacksAmong(rows)), ""); // What is not known is not the same.
}

void DeploymentPlaceTest::successIsWhatTheHistorySays() {
    auto deployment = makeDeployment("1", "prod", "1", 10);
    QVERIFY(hasSucceeded(deployment));
    deployment.status = DeploymentStatus::inactive;
    QVERIFY(hasSucceeded(deployment));
    deployment.history.pop_back();
    QVERIFY(!hasSucceeded(deployment));
    deployment.finishedAt.reset();
    QCOMPARE(arrivedAt(deployment), deployment.startedAt);
    // It failed first and succeeded then: it ended when it failed, here as in the DORA keys.
    const Time failed = worldNow() - std::chrono::minutes(5);
    auto retried = deployment;
    retried.history = {{failed, DeploymentStatus::failure, false},
                       {worldNow(), DeploymentStatus::success, false}};
    QVERIFY(hasSucceeded(retried));
    QCOMPARE(arrivedAt(retried), failed);
    deployment.version.clear();
    deployment.commit = "abc";
    QCOMPARE(versionKey(deployment), std::string("abc"));
    const std::vector<Row> rows{rowOf(1, deployment), rowOf(2, makeDeployment("2", "prod", "2", 5))};
    const auto places = shipmentsOf(rows);
    QCOMPARE(places.size(), std::size_t(1));
    QCOMPARE(places.begin()->second, Shipments{&rows[1]});
}

void DeploymentPlaceTest::alertsConcernAPlace_data() {
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<bool>("does");
    QTest::newRow("both") << "web"
                          << "prod" << true;
    QTest::newRow("no environment said") << "web"
                                         << "" << true;
    QTest::newRow("the tier") << "web"
                              << "production" << true;
    QTest::newRow("another environment") << "web"
                                         << "staging" << false;
    QTest::newRow("another service") << "shop"
                                     << "prod" << false;
    QTest::newRow("no service") << ""
                                << "prod" << false;
}

void DeploymentPlaceTest::alertsConcernAPlace() {
    QFETCH(QString, service);
    QFETCH(QString, environment);
    auto alert = makeAlert("a", Severity::high, AlertState::firing, 5);
    alert.environment = environment.toStdString();
    const Row row{1, 0, alert, service.toStdString(), false};
    QTEST(concerns(row, {"web", "prod"}, Tier::production), "does");
}

QTEST_APPLESS_MAIN(DeploymentPlaceTest)
#include "tst_deployment_place.moc"
