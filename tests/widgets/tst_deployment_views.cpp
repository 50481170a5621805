// SPDX-License-Identifier: GPL-3.0-or-later
#include "deployment_world.h"

#include "widgets/outcome_chart.h"

#include <QAccessible>
#include <QCheckBox>
#include <QLineEdit>
#include <QTabBar>

using namespace shipglass;

/// Deployments as a matrix of services and environments, and as a chart.
class DeploymentViewsTest : public QObject {
    Q_OBJECT

private slots:
    void matrixShowsAndOpensDeployments();
    void keysReachEveryTab();
    void arrowsMoveInTheMatrix();
    void saysWhatIsMissingInTheMatrix();
    void manyEnvironmentsAreFolded();
    void chartsTheLastDays();
    void aBarLeadsToItsDeployments();
    void saysWhenThereIsNothingToChart();
};

void DeploymentViewsTest::matrixShowsAndOpensDeployments() {
    WindowWorld world;
    fill(world);
    auto& window = world.open("deployments");
    showTab(world, "deploymentTabs", environmentsTab);
    auto* matrix = world.child<QTableView>("environments");
    QVERIFY(matrix->isVisible());
    QCOMPARE(cell(matrix, 0, 0), "1.1");
    QCOMPARE(cell(matrix, 0, 1), "1.0");
    QCOMPARE(world.child<QLabel>("environmentsNote")->text(),
             QString("stage \u2192 prod: 1 of 2 versions went on, after 30m 00s (median)"));
    matrix->setCurrentIndex(matrix->model()->index(0, 1));
    world.settle();
    const auto* title = window.currentPage()->findChild<QLabel*>("detailTitle");
    QCOMPARE(title->text(), QString("web 1.0 \u2192 prod"));
    QTest::keyClick(matrix, Qt::Key_Return);
    world.settle();
    QCOMPARE(world.child<QTabWidget>("deploymentTabs")->currentIndex(), int(listTab));
    QCOMPARE(world.child<QTableView>("deployments")->currentIndex().row(), 1);
    QCOMPARE(title->text(), QString("web 1.0 \u2192 prod"));
}

void DeploymentViewsTest::keysReachEveryTab() {
    WindowWorld world;
    fill(world);
    auto& window = world.open("deployments");
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.currentPage()->focusMain();
    QCOMPARE(QApplication::focusWidget(), world.child<QTableView>("deployments"));
    auto* tabs = world.child<QTabWidget>("deploymentTabs");
    QTest::keyClick(&window, Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), tabs->tabBar());
    QTest::keyClick(tabs->tabBar(), Qt::Key_Right);
    QCOMPARE(tabs->currentIndex(), int(timelineTab));
    window.currentPage()->focusMain();
    QCOMPARE(QApplication::focusWidget(), world.child<QAbstractScrollArea>("timeline"));
    tabs->tabBar()->setFocus();
    QTest::keyClick(tabs->tabBar(), Qt::Key_Right);
    QCOMPARE(tabs->currentIndex(), int(environmentsTab));
    QTest::keyClick(&window, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), world.child<QTableView>("environments"));
    QTest::keyClick(&window, Qt::Key_Tab, Qt::ShiftModifier);
    QTest::keyClick(tabs->tabBar(), Qt::Key_Right);
    QCOMPARE(tabs->currentIndex(), int(trendsTab));
    QTest::keyClick(&window, Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), tabs->tabBar());
}

void DeploymentViewsTest::arrowsMoveInTheMatrix() {
    WindowWorld world;
    fill(world);
    auto& window = world.open("deployments");
    showTab(world, "deploymentTabs", environmentsTab);
    auto* matrix = world.child<QTableView>("environments");
    matrix->setCurrentIndex(matrix->model()->index(0, 0));
    QTest::keyClick(matrix, Qt::Key_Right);
    world.settle();
    QCOMPARE(window.currentPage()->link(), "https://cd.example/3");
    QTest::keyClick(matrix, Qt::Key_Left);
    world.settle();
    QCOMPARE(window.currentPage()->link(), "https://cd.example/2");
}

void DeploymentViewsTest::saysWhatIsMissingInTheMatrix() {
    WindowWorld world;
    auto failed = makeDeployment("1", "prod", "1.0", 10);
    failed.status = DeploymentStatus::failure;
    failed.history.clear();
    world.history.reader.put(failed);
    world.open("deployments");
    showTab(world, "deploymentTabs", environmentsTab);
    QVERIFY(!world.child<QTableView>("environments")->isVisible());
    QVERIFY2(world.child<QLabel>("environmentsNote")->text().startsWith("Nothing was deployed"),
             qPrintable(words(world)));
    world.window->currentPage()->focusMain(); // There is still something to put the focus on.
}

void DeploymentViewsTest::manyEnvironmentsAreFolded() {
    WindowWorld world;
    fill(world);
    for (int at = 0; at < 138; ++at)
        world.history.reader.put(
            makeDeployment("r" + std::to_string(at), "review-" + std::to_string(at), "0.9", 9000 - at));
    auto& window = world.open("deployments");
    showTab(world, "deploymentTabs", environmentsTab);
    auto* matrix = world.child<QTableView>("environments");
    auto* all = world.child<QCheckBox>("allEnvironments");
    QCOMPARE(matrix->model()->columnCount(), 12);
    QCOMPARE(cell(matrix, 0, 1), "1.0"); // Production is on the way of versions.
    QVERIFY(all->isVisible() && !all->isChecked());
    QCOMPARE(QAccessible::queryAccessibleInterface(all)->text(QAccessible::Name),
             "Show all 140 environments");
    matrix->setCurrentIndex(matrix->model()->index(0, 1));
    world.settle();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    matrix->setFocus();
    QTest::keyClick(&window, Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), all);
    QTest::keyClick(all, Qt::Key_Space);
    QCOMPARE(matrix->model()->columnCount(), 140);
    QCOMPARE(matrix->currentIndex().data().toString(), "1.0");
    QVERIFY(words(world).contains("stage \u2192 prod"));
    // The choice outlives a page without many, and another reading.
    world.window->showPage("deployments", "environment:prod");
    world.settle();
    QVERIFY(!all->isVisible());
    world.window->showPage("deployments", "");
    world.settle();
    QVERIFY(all->isVisible());
    QCOMPARE(matrix->model()->columnCount(), 140);
    QTest::keyClick(all, Qt::Key_Space);
    QCOMPARE(matrix->model()->columnCount(), 12);
}

void DeploymentViewsTest::chartsTheLastDays() {
    WindowWorld world;
    fill(world);
    world.history.reader.put(makeDeployment("old", "prod", "0.1", 40 * 24 * 60));
    world.open("deployments");
    const int before = world.history.reader.reads;
    showTab(world, "deploymentTabs", trendsTab);
    QCOMPARE(world.history.reader.reads, before + 1);
    QVERIFY(world.child<OutcomeChart>("deploymentChart")->isVisible());
    QCOMPARE(world.child<QLabel>("deploymentChartNote")->text(),
             "3 deployments of the last 30 days, by UTC day.");
    world.window->showPage("deployments", "status:failure");
    world.settle();
    world.window->showPage("deployments", "environment:prod");
    world.settle();
    QCOMPARE(world.child<QLabel>("deploymentChartNote")->text(),
             "1 deployment of the last 30 days, by UTC day.");
}

void DeploymentViewsTest::aBarLeadsToItsDeployments() {
    WindowWorld world;
    fill(world);
    world.open("deployments");
    showTab(world, "deploymentTabs", trendsTab);
    emit world.child<OutcomeChart>("deploymentChart")
        ->picked(epochMs(std::chrono::floor<std::chrono::days>(worldNow())), OutcomeClass::success);
    world.settle();
    QCOMPARE(world.child<QTabWidget>("deploymentTabs")->currentIndex(), int(listTab));
    QCOMPARE(world.child<QLineEdit>("query")->text(),
             "createdAt>=2026-05-04 createdAt<2026-05-05 status:success,inactive");
}

void DeploymentViewsTest::saysWhenThereIsNothingToChart() {
    WindowWorld world;
    world.history.reader.put(makeDeployment("old", "prod", "0.1", 40 * 24 * 60));
    world.open("deployments");
    showTab(world, "deploymentTabs", trendsTab);
    QVERIFY(!world.child<OutcomeChart>("deploymentChart")->isVisible());
    QCOMPARE(world.child<QLabel>("deploymentChartNote")->text(), "No deployment began in the last 30 days.");
}

QTEST_MAIN(DeploymentViewsTest)
#include "tst_deployment_views.moc"
