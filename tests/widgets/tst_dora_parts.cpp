// SPDX-License-Identifier: GPL-3.0-or-later
#include "dora_page_world.h"
#include "widgets/dora/bucket_chart.h"
#include "widgets/dora/partial_buckets.h"

#include <QAbstractScrollArea>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <algorithm>
#include <cmath>

using namespace shipglass;

/// What is behind the five keys: points, rows, dialects, parts and performers.
class DoraPartsTest : public QObject {
    Q_OBJECT

private slots:
    void aPointNarrowsTheRows();
    void theKeyboardNarrowsToo();
    void aClassNarrowsTheRows();
    void aClassAndAPointNarrowTogether();
    void anotherKeyHasOtherClasses();
    void rowsLeadToTheirRecords();
    void aComputedDeploymentLeadsToItself();
    void correctionsAreCopied();
    void everyDialectSideBySide();
    void theLeadTimeInParts();
    void besideElitePerformers();
    void countsHaveNoHalves();
    void partsOfWeeks();
};

namespace {

/// The lead times of a history in which one took three days longer than all others.
void openLate(WindowWorld& world) {
    shipLate(world.history.reader);
    openFilled(world);
    world.click("key-changeLeadTime");
    world.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(world.window.get()));
}

} // namespace

void DoraPartsTest::aPointNarrowsTheRows() {
    WindowWorld world;
    openFilled(world);
    auto* trend = world.child<QWidget>("doraTrend");
    auto* viewport = qobject_cast<QAbstractScrollArea*>(trend)->viewport();
    QVERIFY(!world.child<QPushButton>("bucketChip")->isVisible());
    QTest::mouseClick(viewport, Qt::LeftButton, {}, {viewport->width() * 3 / 4, viewport->height() / 2});
    world.settle();
    const auto* chip = world.child<QPushButton>("bucketChip");
    QVERIFY(chip->isVisible());
    const int narrowed = world.child<QTableView>("evidence")->model()->rowCount();
    QVERIFY2(narrowed > 0 && narrowed < 5, qPrintable(QString::number(narrowed)));
    world.click("bucketChip");
    QVERIFY(!chip->isVisible());
    QCOMPARE(world.child<QTableView>("evidence")->model()->rowCount(), 26);
}

void DoraPartsTest::theKeyboardNarrowsToo() {
    WindowWorld world;
    auto& window = openFilled(world);
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    press(world, "doraTrend", {Qt::Key_Right, Qt::Key_Right, Qt::Key_Return});
    QVERIFY(world.child<QPushButton>("bucketChip")->isVisible());
    // The window begins on a Tuesday: the third week begins on 16 February.
    QVERIFY2(world.child<QPushButton>("bucketChip")->text().startsWith("Feb 16 to Feb 22, 2026"),
             qPrintable(world.child<QPushButton>("bucketChip")->text()));
    QVERIFY(
        world.child<QWidget>("doraTrend")->accessibleDescription().startsWith("Feb 16 to Feb 22, 2026: "));
    press(world, "doraTrend", {Qt::Key_Escape});
    QVERIFY(!world.child<QPushButton>("bucketChip")->isVisible());
}

void DoraPartsTest::aClassNarrowsTheRows() {
    WindowWorld world;
    openLate(world);
    const auto* chip = world.child<QPushButton>("spanChip");
    QVERIFY(!chip->isVisible());
    press(world, "doraSpread", {Qt::Key_Return});
    QCOMPARE(chip->text(), QString("2 h to 4 h  \u00d7"));
    QCOMPARE(chip->accessibleName(), "Only 2 h to 4 h: show all");
    QCOMPARE(label(world, "evidenceCount"), "24 rows, 24 of them used");
    const auto* spread = world.child<QWidget>("doraSpread");
    QCOMPARE(spread->accessibleDescription(), "2 h to 4 h: 24");
    // The bars still say how all are spread.
    press(world, "doraSpread", {Qt::Key_Right, Qt::Key_Right, Qt::Key_Right, Qt::Key_Right, Qt::Key_Return});
    QCOMPARE(spread->accessibleDescription(), "2 days to 4 days: 1");
    QCOMPARE(label(world, "evidenceCount"), "1 rows, 1 of them used");
    QCOMPARE(world.window->currentPage()->link(), "https://cd.example/late");
    press(world, "doraSpread", {Qt::Key_Escape});
    QVERIFY(!chip->isVisible());
    QCOMPARE(label(world, "evidenceCount"), "27 rows, 25 of them used");
}

void DoraPartsTest::aClassAndAPointNarrowTogether() {
    WindowWorld world;
    openLate(world);
    // The first of five classes, by mouse.
    auto* viewport = world.child<QAbstractScrollArea>("doraSpread")->viewport();
    QTest::mouseClick(viewport, Qt::LeftButton, {}, {viewport->width() / 5, viewport->height() / 2});
    world.settle();
    for (int week = 0; week < 13; ++week) press(world, "doraTrend", {Qt::Key_Right});
    press(world, "doraTrend", {Qt::Key_Return});
    QVERIFY(world.child<QPushButton>("bucketChip")->isVisible());
    QVERIFY(world.child<QPushButton>("spanChip")->isVisible());
    // The last week holds the late one, too, and two of another service.
    QCOMPARE(label(world, "evidenceCount"), "2 rows, 2 of them used");
    world.click("bucketChip");
    QCOMPARE(label(world, "evidenceCount"), "24 rows, 24 of them used");
    QVERIFY(world.child<QPushButton>("spanChip")->isVisible());
    world.click("spanChip");
    QCOMPARE(label(world, "evidenceCount"), "27 rows, 25 of them used");
}

void DoraPartsTest::anotherKeyHasOtherClasses() {
    WindowWorld world;
    openLate(world);
    press(world, "doraSpread", {Qt::Key_Return});
    world.click("key-recoveryTime");
    QVERIFY(!world.child<QPushButton>("spanChip")->isVisible());
    QCOMPARE(label(world, "evidenceCount"), "10 rows, 10 of them used");
}

void DoraPartsTest::rowsLeadToTheirRecords() {
    WindowWorld world;
    auto& window = openFilled(world);
    world.child<QTableView>("evidence")->selectRow(0);
    world.settle();
    QCOMPARE(window.currentPage()->link(), "https://cd.example/a1");
    QTest::keyClick(world.child<QTableView>("evidence"), Qt::Key_Return);
    world.settle();
    QCOMPARE(window.currentPage()->name(), "deployments");
    QCOMPARE(world.child<QLineEdit>("query")->text(), "source=\"cd\" id=\"a1\"");
    window.showPage("dora");
    world.click("key-recoveryTime");
    QCOMPARE(cell(world, "evidence", 0, 2), "i0");
    world.child<QTableView>("evidence")->selectRow(0);
    world.settle();
    QVERIFY2(label(world, "evidenceTitle").startsWith("Alert i0"), qPrintable(label(world, "evidenceTitle")));
    world.click("openEvidence");
    QCOMPARE(window.currentPage()->name(), "alerts");
    QCOMPARE(world.child<QLineEdit>("query")->text(), "source=\"pager\" id=\"i0\" state:*");
}

void DoraPartsTest::aComputedDeploymentLeadsToItself() {
    WindowWorld world;
    ServiceRule web;
    web.name = "web", web.from = DeploymentOrigin::pipeline, web.deployPipelines = {"deploy"};
    delivery::Terms terms;
    terms.rules.services = {web};
    world.terms.set(terms);
    world.history.reader.setServices({web});
    auto run = makeRun("88", RunStatus::success, 60 * 30, "deploy");
    run.service = "web", run.title = "Ship it", run.url = "https://ci.example/88";
    world.history.reader.put(run);
    auto& window = world.open("dora");
    QCOMPARE(label(world, "evidenceTitle"), QString("Ship it \u00b7 https://ci.example/88"));
    QCOMPARE(window.currentPage()->link(), "https://ci.example/88");
    world.click("openEvidence");
    QCOMPARE(window.currentPage()->name(), "deployments");
    QCOMPARE(world.child<QLineEdit>("query")->text(), "source=\"ci\" id=\"88@production\"");
    QCOMPARE(world.child<QTableView>("deployments")->model()->rowCount(), 1);
    world.click("openRun");
    QCOMPARE(world.child<QLineEdit>("query")->text(), "source=\"ci\" id=\"88\"");
}

void DoraPartsTest::correctionsAreCopied() {
    WindowWorld world;
    openFilled(world);
    world.click("key-recoveryTime");
    auto* menu = world.child<QPushButton>("correctEvidence")->menu();
    QCOMPARE(menu->actions().size(), 1);
    QCOMPARE(menu->actions().front()->text(), "No deployment caused it");
    menu->actions().front()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), "- incident: pager/i0\n  causedBy: none\n  # why:\n");
    QCOMPARE(world.said(), "Copied. Name a file under dora: overlay: and paste the lines there");
    world.click("key-changeLeadTime");
    world.child<QTableView>("evidence")->selectRow(1); // a commit
    QVERIFY(!world.child<QPushButton>("correctEvidence")->isEnabled());
}

void DoraPartsTest::everyDialectSideBySide() {
    WindowWorld world;
    openFilled(world);
    world.click("key-changeFailureRate");
    showPart(world, dialectsPart);
    QCOMPARE(cell(world, "dialects", 0, 0), "dora.dev");
    QCOMPARE(cell(world, "dialects", 0, 3), "19.2 % (5/26)");
    QCOMPARE(cell(world, "dialects", 5, 3), "0 % (0/26)"); // datadog looks at no incidents
    QVERIFY(
        label(world, "dialectRule").startsWith("dora.dev, Change failure rate: Successful deployments with"));
    world.child<QTableView>("dialects")->selectRow(5);
    QVERIFY(
        label(world, "dialectRule").startsWith("datadog, Change failure rate: Deployments that a redeploy"));
    world.click("key-reworkRate");
    QCOMPARE(label(world, "dialectRule"), "datadog, Rework rate: Does not know it.");
}

void DoraPartsTest::theLeadTimeInParts() {
    WindowWorld world;
    openFilled(world);
    showPart(world, stagesPart);
    QCOMPARE(cell(world, "leadStages", 0, 0), "Coding");
    QCOMPARE(cell(world, "leadStages", 0, 2), "1 h");
    QCOMPARE(cell(world, "leadStages", 0, 4), "24");
    QCOMPARE(cell(world, "leadStages", 1, 2), QString("\u2013")); // nobody reviewed
    QCOMPARE(cell(world, "leadStages", 1, 5), "no change has both ends of it");
    QCOMPARE(cell(world, "leadStages", 3, 2), "2 min");
}

void DoraPartsTest::besideElitePerformers() {
    WindowWorld world;
    openFilled(world);
    showPart(world, performersPart);
    // Elite of 2024: less than a day; 24 h / 2.03 h.
    QCOMPARE(cell(world, "performers", 1, 3), QString("11.8 \u00d7 faster"));
    QCOMPARE(cell(world, "performers", 1, 6), QString("127 \u00d7"));
    QCOMPARE(cell(world, "performers", 1, 7), "DORA, State of DevOps Report 2024");
    // 26 in 90 days beside once a day.
    QCOMPARE(cell(world, "performers", 0, 3), QString("3.5 \u00d7 less often"));
    QCOMPARE(cell(world, "performers", 4, 3), QString("\u2013"));
    choose(world, "dialect", "As datadog");
    QCOMPARE(cell(world, "performers", 0, 3), QString("\u2013")); // a count is no frequency
}

void DoraPartsTest::countsHaveNoHalves() {
    for (const auto& [at, text] : scaleFor(1, "1", 5).lines) QCOMPARE(at, std::floor(at));
    const auto lines = scaleFor(1, "1/d", 5).lines;
    QVERIFY(std::any_of(lines.begin(), lines.end(),
                        [](const auto& line) { return line.first < 1 && line.first > 0; }));
}

void DoraPartsTest::partsOfWeeks() {
    const dora::Calendar calendar;
    const auto monday = 4 * dora::kDay; // 1970-01-05
    std::vector<dora::Point> series(3);
    series[0].window = {monday - 2 * dora::kDay, monday};
    series[1].window = {monday, monday + 7 * dora::kDay};
    series[2].window = {monday + 7 * dora::kDay, monday + 13 * dora::kDay};
    QCOMPARE(partialBuckets(series, calendar, dora::By::week), (std::vector<bool>{true, false, true}));
    QVERIFY(partialBuckets({}, calendar, dora::By::week).empty());
}

QTEST_MAIN(DoraPartsTest)
#include "tst_dora_parts.moc"
