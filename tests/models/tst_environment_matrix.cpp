// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment_matrix_table.h"
#include "models/fake_history.h"
#include "models/print_tree.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace shipglass;

/// Which version is where, and how far it is behind.
class EnvironmentMatrixTest : public QObject {
    Q_OBJECT

private slots:
    void newestSuccessOfEachPlace();
    void environmentsInTheOrderOfPromotion();
    void commitsBehindTheNextEnvironment_data();
    void commitsBehindTheNextEnvironment();
    void behindSinceTheFirstThatIsNotHere();
    void unknownCommitsAreNotZero();
    void aVersionThatWasNeverThereIsNotCompared();
    void onlyTiersOnTheWayAreCompared();
    void alertsSince();
    void narrows();
    void theForemostOfMany();
    void theForemostWhereAllAreProduction();
    void asATable();
    void asATableOfMany();
};

namespace {

/// Collects deployments as the store would hand them out.
class World {
public:
    Deployment& add(const std::string& environment, const std::string& version, int minutesAgo,
                    Tier tier = Tier::unknown) {
        const auto number = static_cast<std::int64_t>(rows.size()) + 1;
        auto deployment = makeDeployment(std::to_string(number), environment, version, minutesAgo);
        deployment.tier = tier;
        const auto began = epochMs(*deployment.createdAt);
        rows.push_back({number, began, std::move(deployment), "web", false});
        return std::get<Deployment>(rows.back().record);
    }
    /// A deployment to staging that ships these commits.
    void stage(const std::string& version, int minutesAgo, const QString& shas) {
        auto& deployment = add("stage", version, minutesAgo, Tier::staging);
        deployment.commits.emplace();
        for (const auto& sha : shas.split(u' ', Qt::SkipEmptyParts))
            deployment.commits->push_back({"acme/web", sha.toStdString()});
    }
    EnvironmentMatrix matrix() const { return EnvironmentMatrix::of(rows, alerts); }
    const EnvironmentMatrix::Cell cell(const std::string& environment) const {
        return matrix().cells.at({"web", environment});
    }

    std::vector<Row> rows, alerts;
};

Row alertRowOf(AlertState state, int minutesAgo, const std::string& environment) {
    auto alert = makeAlert("a", Severity::high, state, minutesAgo);
    alert.environment = environment;
    return {1, 0, alert, "web", false};
}

QString names(const EnvironmentMatrix& matrix) {
    QStringList texts;
    for (const auto& each : matrix.environments) texts << QString::fromStdString(each.name);
    return texts.join(u' ');
}

} // namespace

void EnvironmentMatrixTest::newestSuccessOfEachPlace() {
    World world;
    world.add("prod", "1", 90);
    world.add("prod", "2", 60);
    auto& failed = world.add("prod", "3", 30);
    failed.status = DeploymentStatus::failure;
    failed.history.clear();
    const auto cell = world.cell("prod");
    QCOMPARE(cell.deployment.version, "2");
    QCOMPARE(cell.since, worldNow() - std::chrono::minutes(58));
    QCOMPARE(cell.deployment.actor, "ana");
    QVERIFY(!cell.deployment.rollback);
    world.add("prod", "1", 10);
    QVERIFY(world.cell("prod").deployment.rollback);
}

void EnvironmentMatrixTest::environmentsInTheOrderOfPromotion() {
    World world;
    world.add("prod-us", "1", 90, Tier::production);
    world.add("prod-eu", "1", 90, Tier::production);
    world.add("lab", "1", 90);
    world.add("dev", "1", 90, Tier::development);
    world.add("qa", "1", 90, Tier::testing);
    world.add("stage", "1", 90, Tier::staging);
    world.add("", "1", 90); // A release is in no environment.
    QCOMPARE(names(world.matrix()), "dev qa stage prod-eu prod-us lab");
    QCOMPARE(world.matrix().services, std::vector<std::string>{"web"});
}

void EnvironmentMatrixTest::commitsBehindTheNextEnvironment_data() {
    QTest::addColumn<QString>("here");
    QTest::addColumn<QString>("staged");
    QTest::addColumn<qint64>("behind");
    // Staging got 1 with {a}, 2 with {b c} and 3 with {d}, and then what is said.
    QTest::newRow("level") << "3"
                           << "" << qint64{0};
    QTest::newRow("one version") << "2"
                                 << "" << qint64{1};
    QTest::newRow("two versions") << "1"
                                  << "" << qint64{3};
    // Staging went back to 2: 3 is not there, and production has more than that.
    QTest::newRow("ahead after a rollback") << "3"
                                            << "2" << qint64{0};
    QTest::newRow("behind a rollback") << "1"
                                       << "2" << qint64{2};
    // The same version again brings nothing.
    QTest::newRow("redeployed") << "2"
                                << "3" << qint64{1};
}

void EnvironmentMatrixTest::commitsBehindTheNextEnvironment() {
    QFETCH(QString, here);
    QFETCH(QString, staged);
    World world;
    world.stage("1", 90, "a");
    world.stage("2", 80, "b c");
    world.stage("3", 70, "d");
    if (!staged.isEmpty()) world.stage(staged.toStdString(), 60, "");
    world.add("prod", here.toStdString(), 50, Tier::production);
    QCOMPARE(world.cell("prod").next, std::string("stage"));
    QTEST(qint64{world.cell("prod").behind.value_or(-1)}, "behind");
    QVERIFY(world.cell("stage").next.empty());
}

void EnvironmentMatrixTest::behindSinceTheFirstThatIsNotHere() {
    World world;
    world.stage("1", 90, "a");
    world.stage("2", 80, "b");
    world.stage("3", 70, "c");
    world.add("prod", "1", 50, Tier::production);
    QCOMPARE(world.cell("prod").behindSince, worldNow() - std::chrono::minutes(78)); // Two after it began.
    world.add("prod", "3", 40, Tier::production);
    QVERIFY(!world.cell("prod").behindSince);
    QCOMPARE(world.matrix().path.size(), std::size_t{1});
    QCOMPARE(world.matrix().path[0].wentOn, std::int64_t{2});
    QVERIFY(world.matrix().narrowed({{"web", "prod"}}).path.empty()); // The other end is not shown.
}

void EnvironmentMatrixTest::unknownCommitsAreNotZero() {
    World world;
    world.stage("1", 90, "a");
    world.stage("2", 80, "b");
    world.add("prod", "1", 50, Tier::production);
    std::get<Deployment>(world.rows[1].record).commits.reset();
    QCOMPARE(world.cell("prod").next, std::string("stage"));
    QVERIFY(!world.cell("prod").behind);
    // The list of what is in both places does not matter.
    world.rows.clear();
    world.stage("1", 90, "a");
    world.stage("2", 80, "b");
    world.add("prod", "1", 50, Tier::production);
    std::get<Deployment>(world.rows[0].record).commits.reset();
    QCOMPARE(world.cell("prod").behind, std::optional<std::int64_t>{1});
}

void EnvironmentMatrixTest::aVersionThatWasNeverThereIsNotCompared() {
    World world;
    world.stage("1", 90, "a");
    world.add("prod", "hotfix", 50, Tier::production);
    QVERIFY(!world.cell("prod").behind);
    world.add("prod", "", 40, Tier::production);
    QVERIFY(!world.cell("prod").behind);
}

void EnvironmentMatrixTest::onlyTiersOnTheWayAreCompared() {
    World world;
    world.stage("1", 90, "a");
    world.add("prod-eu", "1", 50, Tier::production);
    world.add("prod-us", "1", 50, Tier::production);
    world.add("lab", "1", 50);
    QCOMPARE(world.cell("prod-us").next, std::string("stage"));
    QVERIFY(world.cell("lab").next.empty());
}

void EnvironmentMatrixTest::alertsSince() {
    World world;
    world.add("prod", "1", 60, Tier::production);
    world.alerts = {
        alertRowOf(AlertState::firing, 10, "prod"),   alertRowOf(AlertState::acknowledged, 10, ""),
        alertRowOf(AlertState::silenced, 10, "prod"), alertRowOf(AlertState::resolved, 10, "prod"),
        alertRowOf(AlertState::firing, 59, "prod"), // Before it had arrived.
        alertRowOf(AlertState::firing, 10, "stage")};
    QCOMPARE(world.cell("prod").alerts, 2);
}

void EnvironmentMatrixTest::narrows() {
    World world;
    world.stage("1", 90, "a");
    world.stage("2", 80, "b");
    world.add("prod", "1", 50, Tier::production);
    const auto narrow = world.matrix().narrowed({{"web", "prod"}});
    QCOMPARE(names(narrow), "prod");
    QCOMPARE(narrow.at(0, 0)->behind, std::optional<std::int64_t>{1});
    QVERIFY(world.matrix().narrowed({}).services.empty());
}

void EnvironmentMatrixTest::theForemostOfMany() {
    World world;
    for (int at = 0; at < 200; ++at) world.add("review-" + std::to_string(at), "1", 9000 - at);
    world.add("dev", "1", 9990, Tier::development);
    world.stage("1", 9980, "a");
    world.add("prod", "1", 9970, Tier::production);
    world.add("dr", "old", 9999, Tier::production); // Where no version came from anywhere.
    const auto matrix = world.matrix();
    const auto named = [&](std::size_t most) {
        QStringList texts;
        for (const auto at : matrix.foremost(most))
            texts << QString::fromStdString(matrix.environments[at].name);
        return texts.join(u' ');
    };
    QCOMPARE(matrix.environments.size(), std::size_t{204});
    QCOMPARE(named(2), "dev stage");
    QCOMPARE(named(4), "dev stage dr prod");
    QCOMPARE(named(7), "dev stage dr prod review-197 review-198 review-199"); // Deployed to last.
    QCOMPARE(matrix.foremost(999).size(), std::size_t{204});
    QCOMPARE(matrix.pathAmong(matrix.foremost(2)).size(), std::size_t{1});
    QVERIFY(matrix.pathAmong({}).empty());
}

void EnvironmentMatrixTest::theForemostWhereAllAreProduction() {
    World world;
    world.stage("1", 9990, "a");
    for (int at = 0; at < 140; ++at)
        world.add("prod-" + std::to_string(100 + at), "1", 9000 - at, Tier::production);
    const auto matrix = world.matrix();
    const auto foremost = matrix.foremost(3);
    QCOMPARE(foremost, (std::vector<std::size_t>{0, 139, 140})); // Staging stays, however long ago.
    QCOMPARE(matrix.path.size(), std::size_t{140});
    QCOMPARE(matrix.pathAmong(foremost).size(), std::size_t{2});
}

void EnvironmentMatrixTest::asATableOfMany() {
    World world;
    for (int at = 0; at < 200; ++at) world.add("review-" + std::to_string(at), "1", 9000 - at);
    world.add("prod", "7", 9970, Tier::production);
    EnvironmentMatrixTable table;
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setMatrix(world.matrix());
    QCOMPARE(table.environmentCount(), std::size_t{201});
    QCOMPARE(table.columnCount(), int(EnvironmentMatrixTable::mostUnlessAll));
    const auto prod = table.find({"web", "prod"});
    QCOMPARE(prod.data().toString(), "7");
    QCOMPARE(table.headerData(prod.column(), Qt::Horizontal).toString(), "prod");
    QCOMPARE(table.placeAt(prod), (DeploymentPlace{"web", "prod"}));
    QVERIFY(!table.find({"web", "review-0"}).isValid());
    const QPersistentModelIndex kept = prod;
    world.add("prod", "8", 5, Tier::production);
    table.setMatrix(world.matrix());
    QCOMPARE(kept.data().toString(), "8");
    table.showAll(true);
    QCOMPARE(table.columnCount(), 201);
    QVERIFY(table.cellAt(table.find({"web", "review-0"})));
    table.showAll(false);
    QCOMPARE(table.columnCount(), int(EnvironmentMatrixTable::mostUnlessAll));
    QVERIFY(!table.find({"api", "prod"}).isValid());
}

void EnvironmentMatrixTest::asATable() {
    World world;
    world.add("stage", "2", 80, Tier::staging);
    world.add("prod", "1", 50, Tier::production);
    world.rows.push_back({9, 0, makeDeployment("9", "prod", "7", 20), "a\nshop", false});
    EnvironmentMatrixTable table;
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setMatrix(world.matrix());
    QCOMPARE(printTree(table, {0, 1}), QString(" | 7\n2 | 1"));
    QCOMPARE(table.headerData(0, Qt::Vertical).toString(), "a shop");
    QCOMPARE(table.headerData(0, Qt::Horizontal).toString(), "stage");
    QVERIFY(!table.cellAt(table.index(0, 0)));
    const QPersistentModelIndex kept = table.index(1, 1);
    world.add("prod", "2", 5, Tier::production);
    table.setMatrix(world.matrix());
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data().toString(), "2");
    table.setMatrix({});
    QCOMPARE(table.rowCount(), 0);
}

QTEST_GUILESS_MAIN(EnvironmentMatrixTest)
#include "tst_environment_matrix.moc"
