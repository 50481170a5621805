// SPDX-License-Identifier: GPL-3.0-or-later
#include "dora_page_world.h"
#include "widgets/dora/dora_saving.h"

#include <QClipboard>
#include <QDateEdit>
#include <QFile>
#include <QImage>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace shipglass;

/// The five keys on a page: what is asked, what the cards say, and what is said when there is nothing.
class DoraPageTest : public QObject {
    Q_OBJECT

private slots:
    void cardsSayTheKeys();
    void aCardFillsTheRest();
    void otherPeriodsScopesAndDialects();
    void aPeriodOfOnesOwn();
    void heldAgainstTheTimeBefore();
    void savesFiles();
    void saysWhereDeploymentsComeFrom();
    void offersServicesWhereSomethingWasSeen();
    void saysThatProductionIsCalledOtherwise();
    void saysWhatIsNotUpToDate();
    void keepsWhatItHasWhenReadingFails();
    void followsTheConfiguration();
    void foldsIntoASmallWindow();
    void textFromOutsideStaysText();
};

void DoraPageTest::cardsSayTheKeys() {
    WindowWorld world;
    openFilled(world);
    QVERIFY(world.window->currentPage()->isLoaded());
    // 26 in 90 days; 5 of 26; all lead times 2 h 2 min; the incidents ended four hours after the deployment.
    QVERIFY2(cardText(world, "deploymentFrequency").startsWith("2 a week, n = 26"),
             qPrintable(cardText(world, "deploymentFrequency")));
    QVERIFY2(cardText(world, "changeLeadTime").startsWith("2 h, n = 24, 95 %: 2 to 2 h, elite"),
             qPrintable(cardText(world, "changeLeadTime")));
    QVERIFY2(cardText(world, "changeFailureRate").startsWith("19.2 %, 5/26, 95 %: "),
             qPrintable(cardText(world, "changeFailureRate")));
    QVERIFY2(cardText(world, "recoveryTime").contains("n = 5") &&
                 cardText(world, "recoveryTime").contains("too few to say"),
             qPrintable(cardText(world, "recoveryTime")));
    QVERIFY2(cardText(world, "reworkRate").startsWith("0 %, 0/26"),
             qPrintable(cardText(world, "reworkRate")));
    QVERIFY(label(world, "bandNote").contains("medians of survey answers"));
    QCOMPARE(world.child<QLabel>("summary")->text(), "All services, Feb 3 to May 3, 2026");
}

void DoraPageTest::aCardFillsTheRest() {
    WindowWorld world;
    openFilled(world);
    QCOMPARE(label(world, "evidenceCount"), "26 rows, 26 of them used");
    world.click("key-changeFailureRate");
    QVERIFY(world.child<QAbstractButton>("key-changeFailureRate")->isChecked());
    QVERIFY(!world.child<QAbstractButton>("key-deploymentFrequency")->isChecked());
    QCOMPARE(world.child<QWidget>("doraTrend")->accessibleName(), "Change failure rate over time");
    QCOMPARE(label(world, "evidenceCount"), "31 rows, 31 of them used"); // the five incidents, too
    world.click("key-changeLeadTime");
    QCOMPARE(world.child<QWidget>("doraSpread")->accessibleName(), "How long they took");
    QCOMPARE(label(world, "evidenceCount"), "26 rows, 24 of them used"); // nobody knows the commits of api
}

void DoraPageTest::otherPeriodsScopesAndDialects() {
    WindowWorld world;
    openFilled(world);
    choose(world, "period", "Last 30 days");
    QVERIFY2(cardText(world, "deploymentFrequency").contains("n = 12"),
             qPrintable(cardText(world, "deploymentFrequency")));
    choose(world, "scope", "api");
    QVERIFY(cardText(world, "deploymentFrequency").contains("n = 2"));
    QVERIFY(cardText(world, "changeLeadTime").startsWith("no value"));
    choose(world, "dialect", "As datadog");
    QVERIFY2(cardText(world, "deploymentFrequency").startsWith("2 times"),
             qPrintable(cardText(world, "deploymentFrequency")));
    QCOMPARE(label(world, "bandNote"), "Levels are those of datadog.");
    choose(world, "buckets", "By day");
    QVERIFY(world.child<QWidget>("doraTrend")->isVisible());
}

void DoraPageTest::aPeriodOfOnesOwn() {
    WindowWorld world;
    openFilled(world);
    QVERIFY(!world.child<QDateEdit>("periodFrom")->isVisible());
    choose(world, "period", "From \u2026 to \u2026");
    QVERIFY(world.child<QDateEdit>("periodFrom")->isVisible());
    // As long as before, until a person says otherwise.
    QCOMPARE(world.child<QDateEdit>("periodFrom")->date(), QDate(2026, 2, 3));
    QVERIFY(cardText(world, "deploymentFrequency").contains("n = 26"));
    world.child<QDateEdit>("periodFrom")->setDate(QDate(2026, 5, 1));
    world.settle();
    QCOMPARE(world.child<QLabel>("summary")->text(), "All services, May 1 to May 3, 2026");
    // Of web two days ago, of api 30 and 60 hours ago.
    QVERIFY2(cardText(world, "deploymentFrequency").contains("n = 3"),
             qPrintable(cardText(world, "deploymentFrequency")));
    world.child<QDateEdit>("periodTo")->setDate(QDate(2026, 4, 1));
    world.settle();
    QCOMPARE(label(world, "doraNotices"), "The last day lies before the first.");
}

void DoraPageTest::heldAgainstTheTimeBefore() {
    WindowWorld world;
    openFilled(world);
    choose(world, "period", "Last 30 days");
    choose(world, "against", "Against the time before");
    QVERIFY2(cardText(world, "deploymentFrequency").contains("20 % more: better"),
             qPrintable(cardText(world, "deploymentFrequency")));
    QVERIFY(cardText(world, "changeLeadTime").contains("the same"));
    choose(world, "against", "api");
    QVERIFY(cardText(world, "changeLeadTime").contains("nothing to compare with"));
}

void DoraPageTest::savesFiles() {
    WindowWorld world;
    openFilled(world);
    const QTemporaryDir folder;
    auto* saving = world.window->currentPage()->findChild<DoraSaving*>();
    saving->savePicture(folder.filePath("page.png"));
    world.settle();
    QCOMPARE(world.said(), "Saved " + folder.filePath("page.png"));
    const QImage image(folder.filePath("page.png"));
    QVERIFY(image.width() > 500 && image.height() > 400);
    saving->saveFile(DoraFile::csv, folder.filePath("page.csv"));
    world.settle();
    QFile csv(folder.filePath("page.csv"));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QVERIFY(csv.readAll().contains("\ntotal,changeFailureRate,dora.dev,"));
    saving->savePicture(folder.filePath("none/page.png"));
    world.settle();
    QVERIFY2(world.said().contains("cannot be written"), qPrintable(world.said()));
}

void DoraPageTest::saysWhereDeploymentsComeFrom() {
    WindowWorld world;
    auto& window = world.open("dora");
    QVERIFY(window.currentPage()->isLoaded());
    QVERIFY(world.child<QLabel>("noDeploymentsTitle")->isVisible());
    QVERIFY(!world.child<QPushButton>("noDeploymentsServices")->isVisible());
    world.click("copyExample");
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("services:\n  - name: web\n"));
    world.click("noDeploymentsSources");
    QCOMPARE(window.currentPage()->name(), "sources");
}

void DoraPageTest::offersServicesWhereSomethingWasSeen() {
    WindowWorld world;
    auto run = makeRun("1", RunStatus::success, 10, "deploy");
    run.repository = "acme/api";
    world.history.reader.put(run);
    auto& window = world.open("dora");
    QCOMPARE(label(world, "noDeploymentsText"),
             "1 repository belongs to no service yet. A service can say that runs of a pipeline, tags or "
             "merged changes are its deployments.");
    QVERIFY(!world.child<QPushButton>("copyExample")->isVisible());
    window.currentPage()->focusMain();
    QCOMPARE(window.focusWidget()->objectName(), "noDeploymentsServices");
    world.click("noDeploymentsServices");
    QVERIFY(world.child<QPlainTextEdit>("serviceLines")->toPlainText().startsWith("- name: api\n"));
    world.click("addServices");
    QCOMPARE(world.commands.services.size(), std::size_t{1});
    QCOMPARE(world.commands.services.front().deployPipelines, std::vector<std::string>{"deploy"});
    // There is nothing left to suggest: the lines are shown again.
    QVERIFY(world.child<QPushButton>("copyExample")->isVisible());
}

void DoraPageTest::saysThatProductionIsCalledOtherwise() {
    WindowWorld world;
    world.history.reader.put(makeDeployment("1", "kunden", "1.0", 3000));
    world.open("dora");
    QCOMPARE(label(world, "doraNotices"), "No deployment went to production. What counts as production says "
                                          "dora: production: prod, production, "
                                          "live; deployments went to: kunden.");
}

void DoraPageTest::saysWhatIsNotUpToDate() {
    WindowWorld world;
    world.history.reader.states = {makeSource("pager", SourceHealth::stale, 90)};
    openFilled(world);
    QCOMPARE(label(world, "doraNotices"), "Not up to date: pager. What happened there since is missing.");
}

void DoraPageTest::keepsWhatItHasWhenReadingFails() {
    WindowWorld world;
    openFilled(world);
    world.history.reader.error = Error{Fault::server, "disk I/O error", 0, {}};
    world.window->currentPage()->refresh();
    world.settle();
    QCOMPARE(world.said(), "disk I/O error");
    QVERIFY(cardText(world, "deploymentFrequency").contains("n = 26"));
}

void DoraPageTest::followsTheConfiguration() {
    WindowWorld world;
    openFilled(world);
    delivery::Terms terms;
    terms.production = {"nowhere"};
    terms.reportYear = 2021;
    ServiceRule rule;
    rule.name = "api";
    rule.team = "core";
    terms.rules.services = {rule};
    world.terms.set(terms);
    world.settle();
    QVERIFY(label(world, "bandNote").contains("2021"));
    choose(world, "scope", "Team core");
    QVERIFY2(cardText(world, "deploymentFrequency").contains("n = 2"),
             qPrintable(cardText(world, "deploymentFrequency")));
}

void DoraPageTest::foldsIntoASmallWindow() {
    WindowWorld world;
    auto& window = openFilled(world);
    window.resize(560, 400);
    world.settle();
    const auto* body = world.child<QWidget>("doraBody");
    QVERIFY2(body->width() <= window.currentPage()->width(), "nothing is cut off at the side");
    for (const auto* name :
         {"period", "scope", "against", "exportDora", "key-reworkRate", "doraTrend", "evidence"}) {
        const auto* part = world.child<QWidget>(name);
        const QRect place(part->mapTo(body, QPoint()), part->size());
        QVERIFY2(body->rect().contains(place), name);
    }
    QVERIFY(world.child<QWidget>("key-reworkRate")->y() >
            world.child<QWidget>("key-deploymentFrequency")->y());
    window.resize(1920, 1080);
    world.settle();
    QCOMPARE(world.child<QWidget>("key-reworkRate")->y(),
             world.child<QWidget>("key-deploymentFrequency")->y());
}

void DoraPageTest::textFromOutsideStaysText() {
    WindowWorld world;
    auto deployment = shipped("1", 30, "<b>web</b>\x1b", "<img src=x>");
    deployment.title = "<i>title</i>";
    deployment.url = "javascript:alert(1)";
    world.history.reader.put(deployment);
    world.open("dora");
    for (const auto* each : world.window->findChildren<QLabel*>())
        QVERIFY2(each->textFormat() == Qt::PlainText, qPrintable(each->objectName() + each->text()));
    QCOMPARE(label(world, "evidenceTitle"), "<i>title</i>");
    QVERIFY(!world.child<QComboBox>("scope")->itemText(1).contains(QChar(0x1b)));
    world.window->openLink();
    QCOMPARE(world.said(), "There is no link to open here");
}

QTEST_MAIN(DoraPageTest)
#include "tst_dora_page.moc"
