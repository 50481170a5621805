// SPDX-License-Identifier: GPL-3.0-or-later
#include "deployment_world.h"

#include <QLineEdit>
#include <QPushButton>

using namespace shipglass;

/// Deployments as a list, and the chosen one in detail.
class DeploymentsPageTest : public QObject {
    Q_OBJECT

private slots:
    void listsDeploymentsNewestFirst();
    void showsTheChosenOne();
    void unknownCommitsAreSaidToBeUnknown();
    void listsWhatItBrought();
    void leadsToRunsAndAlerts();
    void aRunThatDeployedLeadsToItself();
    void takesUpWhatChanged();
    void keepsWhatItHasWhenReadingFails();
    void saysWhatToDoWithoutDeployments();
    void saysWhenNothingMatches();
    void textFromOutsideStaysText();
    void wideListsGiveNamesRoom();
};

void DeploymentsPageTest::listsDeploymentsNewestFirst() {
    WindowWorld world;
    fill(world);
    world.history.reader.put(makeDeployment("4", "stage", "1.0", 5));
    world.open("deployments");
    const auto* list = world.child<QTableView>("deployments");
    QCOMPARE(list->model()->rowCount(), 4);
    QCOMPARE(cell(list, 0, 2), "1.0");
    QCOMPARE(cell(list, 1, 2), "1.1");
    QCOMPARE(cell(list, 2, 1), "prod");
    QCOMPARE(world.child<QLabel>("summary")->text(), "4 deployments");
    QVERIFY2(words(world).contains("a rollback"), qPrintable(words(world)));
}

void DeploymentsPageTest::showsTheChosenOne() {
    WindowWorld world;
    fill(world);
    world.open("deployments");
    const auto* page = world.window->currentPage();
    QCOMPARE(page->findChild<QLabel*>("detailTitle")->text(), QString("web 1.1 \u2192 stage"));
    QTest::keyClick(world.child<QTableView>("deployments"), Qt::Key_Down);
    world.settle();
    QCOMPARE(page->findChild<QLabel*>("detailTitle")->text(), QString("web 1.0 \u2192 prod"));
    QCOMPARE(page->link(), "https://cd.example/3");
    const auto text = words(world);
    for (const auto* fact : {"prod, production tier", "2026-05-04 09:00:00 UTC, 1 h ago", "2m 00s",
                             "1 shipped", "ana", "77", "cd", "stage 1 h ago \u2192 prod 58 min ago"})
        QVERIFY2(text.contains(fact), fact);
    const auto* history = world.child<QTableView>("deploymentHistory");
    QCOMPARE(cell(history, 0, 0), "Succeeded");
    QCOMPARE(cell(history, 0, 1), "2026-05-04 09:02:00 UTC, 58 min ago");
    QCOMPARE(cell(history, 1, 0), "Running");
}

void DeploymentsPageTest::unknownCommitsAreSaidToBeUnknown() {
    WindowWorld world;
    world.history.reader.put(makeDeployment("1", "prod", "1.0", 10));
    world.open("deployments");
    QVERIFY2(words(world).contains("unknown which it shipped"), qPrintable(words(world)));
    showTab(world, "deploymentParts", commitsTab);
    QVERIFY(!world.child<QTableView>("deploymentCommits")->isVisible());
    QVERIFY2(words(world).contains("Which commits it shipped is unknown"), qPrintable(words(world)));
    showTab(world, "deploymentParts", changesTab);
    QVERIFY2(words(world).contains("Which changes it shipped is unknown"), qPrintable(words(world)));
    world.history.reader.put(withCommits(makeDeployment("1", "prod", "1.0", 10), {}));
    world.change();
    QVERIFY2(words(world).contains("0 shipped"), qPrintable(words(world)));
    QVERIFY2(words(world).contains("No change is known"), qPrintable(words(world)));
}

void DeploymentsPageTest::listsWhatItBrought() {
    WindowWorld world;
    fill(world);
    world.open("deployments");
    world.child<QTableView>("deployments")->selectRow(1);
    world.settle();
    QCOMPARE(cell(world.child<QTableView>("deploymentCommits"), 0, 0), "c1");
    QCOMPARE(cell(world.child<QTableView>("deploymentChanges"), 0, 0), "Faster basket");
    QCOMPARE(cell(world.child<QTableView>("deploymentAlerts"), 0, 0), "Alert a");
    QCOMPARE(cell(world.child<QTableView>("deploymentAlerts"), 0, 2), "18m 00s after");
    const auto* parts = world.child<QTabWidget>("deploymentParts");
    QCOMPARE(parts->tabText(commitsTab), "Commits 1");
    QCOMPARE(parts->tabText(alertsTab), "Alerts 1");
    world.child<QTableView>("deployments")->selectRow(0);
    world.settle();
    QCOMPARE(parts->tabText(commitsTab), "Commits 2");
    QCOMPARE(parts->tabText(changesTab), "Changes");
    QCOMPARE(parts->tabText(alertsTab), "Alerts");
}

void DeploymentsPageTest::leadsToRunsAndAlerts() {
    WindowWorld world;
    fill(world);
    auto& window = world.open("deployments");
    QVERIFY(!world.child<QPushButton>("openRun")->isVisible());
    world.child<QTableView>("deployments")->selectRow(1);
    world.settle();
    showTab(world, "deploymentParts", changesTab);
    auto* changes = world.child<QTableView>("deploymentChanges");
    changes->selectRow(0);
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    changes->setFocus();
    QCOMPARE(window.currentPage()->link(), "https://git.example/c1");
    showTab(world, "deploymentParts", alertsTab);
    auto* alerts = world.child<QTableView>("deploymentAlerts");
    alerts->selectRow(0);
    QTest::keyClick(alerts, Qt::Key_Return);
    world.settle();
    QCOMPARE(window.currentPage()->name(), "alerts");
    QCOMPARE(world.child<QLineEdit>("query")->text(), "source=\"am\" id=\"a\" state:*");
    window.showPage("deployments");
    world.settle();
    world.click("openRun");
    QCOMPARE(window.currentPage()->name(), "pipelines");
    QCOMPARE(world.child<QLineEdit>("query")->text(), "source=\"cd\" id=\"77\"");
}

void DeploymentsPageTest::aRunThatDeployedLeadsToItself() {
    WindowWorld world;
    ServiceRule web;
    web.name = "web", web.from = DeploymentOrigin::pipeline, web.deployPipelines = {"deploy"};
    world.history.reader.setServices({web});
    auto run = makeRun("88", RunStatus::failure, 10, "deploy");
    run.service = "web";
    world.history.reader.put(run);
    auto& window = world.open("deployments");
    QCOMPARE(window.currentPage()->findChild<QLabel*>("detailTitle")->text(),
             QString("web main \u2192 production"));
    world.click("openRun");
    QCOMPARE(window.currentPage()->name(), "pipelines");
    QCOMPARE(world.child<QLineEdit>("query")->text(), "source=\"ci\" id=\"88\"");
}

void DeploymentsPageTest::takesUpWhatChanged() {
    WindowWorld world;
    fill(world);
    world.open("deployments");
    world.child<QTableView>("deployments")->selectRow(1);
    world.settle();
    const auto chosen = world.window->currentPage()->link();
    world.history.reader.put(makeDeployment("4", "prod", "1.1", 1));
    world.change();
    const auto* list = world.child<QTableView>("deployments");
    QCOMPARE(list->model()->rowCount(), 4);
    QCOMPARE(list->currentIndex().row(), 2);
    QCOMPARE(world.window->currentPage()->link(), chosen);
    QCOMPARE(cell(world.child<QTableView>("environments"), 0, 1), "1.1");
}

void DeploymentsPageTest::keepsWhatItHasWhenReadingFails() {
    WindowWorld world;
    fill(world);
    world.open("deployments");
    world.history.reader.error = Error{Fault::server, "disk I/O error", 0, {}};
    world.window->currentPage()->refresh();
    world.settle();
    QCOMPARE(world.child<QTableView>("deployments")->model()->rowCount(), 3);
    QCOMPARE(world.said(), "disk I/O error");
}

void DeploymentsPageTest::saysWhatToDoWithoutDeployments() {
    WindowWorld world;
    world.open("deployments");
    const auto* page = world.window->currentPage();
    QCOMPARE(page->findChild<QLabel*>("emptyTitle")->text(), "No deployments yet");
    QVERIFY(page->isLoaded());
    QTest::mouseClick(page->findChild<QPushButton*>("emptyButton"), Qt::LeftButton);
    QCOMPARE(world.window->currentPage()->name(), "sources");
}

void DeploymentsPageTest::saysWhenNothingMatches() {
    WindowWorld world;
    fill(world);
    world.open("deployments");
    world.window->showPage("deployments", "status:canceled");
    world.settle();
    const auto* page = world.window->currentPage();
    QCOMPARE(page->findChild<QLabel*>("emptyTitle")->text(), "Nothing matches the query");
    QTest::mouseClick(page->findChild<QPushButton*>("emptyButton"), Qt::LeftButton);
    world.settle();
    QCOMPARE(world.child<QTableView>("deployments")->model()->rowCount(), 3);
}

void DeploymentsPageTest::textFromOutsideStaysText() {
    WindowWorld world;
    auto deployment = withCommits(makeDeployment("1", "<b>prod</b>", "1\x1b[31m\xe2\x80\xae", 10), {"<i>c"});
    deployment.title = "<img src=x>";
    deployment.url = "javascript:alert(1)";
    world.history.reader.put(deployment);
    world.open("deployments");
    for (const auto* label : world.window->findChildren<QLabel*>())
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->objectName() + label->text()));
    const auto title = world.window->currentPage()->findChild<QLabel*>("detailTitle")->text();
    QVERIFY2(title.endsWith("<b>prod</b>"), qPrintable(title));
    QVERIFY(!title.contains(QChar(0x1b)) && !title.contains(QChar(0x202e)));
    world.window->openLink();
    QCOMPARE(world.said(), "There is no link to open here");
}

void DeploymentsPageTest::wideListsGiveNamesRoom() {
    WindowWorld world;
    fill(world);
    world.history.reader.put(makeDeployment("9", "preview-env-000-feature-branch-name", "1.9", 1));
    world.open("deployments").resize(800, 600);
    world.settle();
    const auto* list = world.child<QTableView>("deployments");
    const int narrow = list->columnWidth(1);
    world.window->resize(2560, 1440);
    world.settle();
    QVERIFY(list->columnWidth(1) > narrow);
    QVERIFY(list->columnWidth(1) >
            list->fontMetrics().horizontalAdvance("preview-env-000-feature-branch-name"));
    QVERIFY(list->columnWidth(2) > list->columnWidth(1)); // The version takes the rest.
}

QTEST_MAIN(DeploymentsPageTest)
#include "tst_deployments_page.moc"
