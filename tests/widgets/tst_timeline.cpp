// SPDX-License-Identifier: GPL-3.0-or-later
#include "deployment_world.h"

#include "widgets/timeline_period.h"
#include "widgets/timeline_view.h"

#include <QTabBar>
#include <QToolButton>

using namespace shipglass;

namespace {

TimelineView* shown(WindowWorld& world) {
    world.open(QStringLiteral("deployments"));
    showTab(world, "deploymentTabs", timelineTab);
    return world.child<TimelineView>(QStringLiteral("timeline"));
}

QString told(const WindowWorld& world) { return world.child<QLabel>(QStringLiteral("timelineTold"))->text(); }

void key(const WindowWorld& world, Qt::Key key) {
    QTest::keyClick(world.child<TimelineView>(QStringLiteral("timeline")), key);
    WindowWorld::settle();
}

QString version(const TimelineView* view) {
    return view->current() ? view->current()->version : QStringLiteral("none");
}

QString ticks(TimelinePeriod period, const char* since, const char* until) {
    QStringList texts;
    for (const auto& tick : ticksOf(period, parseTime(since).value(), parseTime(until).value(), true))
        texts << tick.text;
    return texts.join(QStringLiteral(", "));
}

} // namespace

/// Deployments along time, as a tab of their page.
class TimelineTest : public QObject {
    Q_OBJECT

private slots:
    void aLaneForEachEnvironment();
    void arrowsMoveBetweenMarks();
    void enterOpensTheDetail();
    void pointingTellsAndClickingChooses();
    void periodsZoom();
    void earlierAndLater();
    void whatIsChosenStays();
    void marksAreCounted();
    void queriesNarrow();
    void saysWhenThereIsNothing();
    void readsOnlyWhileItIsSeen();
    void twentyThousand();
    void roundMoments();
};

void TimelineTest::aLaneForEachEnvironment() {
    WindowWorld world;
    fill(world);
    const auto* view = shown(world);
    QVERIFY(view->isVisible());
    QCOMPARE(view->timeline().lanes.size(), std::size_t{2});
    QCOMPARE(view->timeline().lanes[0].environment, "stage");
    QCOMPARE(view->timeline().lanes[1].environment, "prod");
    QCOMPARE(world.child<QLabel>("timelineSpan")->text(), "2026-04-04 10:00 to 2026-05-04 10:00");
}

void TimelineTest::arrowsMoveBetweenMarks() {
    WindowWorld world;
    fill(world);
    const auto* view = shown(world);
    world.click("timelineDay");
    QCOMPARE(version(view), "none");
    key(world, Qt::Key_Right);
    QCOMPARE(version(view), "1.1"); // The newest of the first lane.
    QVERIFY2(told(world).startsWith("web 1.1 \u2192 stage \u00b7 Succeeded \u00b7 2026-05-04 09:30:00 UTC"),
             qPrintable(told(world)));
    QCOMPARE(view->accessibleDescription(), told(world));
    key(world, Qt::Key_Left);
    QCOMPARE(version(view), "1.0");
    QCOMPARE(world.window->currentPage()->link(), "https://cd.example/1");
    key(world, Qt::Key_Left); // There is none before.
    QCOMPARE(world.window->currentPage()->link(), "https://cd.example/1");
    key(world, Qt::Key_Down);
    QCOMPARE(world.window->currentPage()->link(), "https://cd.example/3");
    key(world, Qt::Key_Up);
    key(world, Qt::Key_End);
    QCOMPARE(version(view), "1.1");
    key(world, Qt::Key_Home);
    QCOMPARE(version(view), "1.0");
}

void TimelineTest::enterOpensTheDetail() {
    WindowWorld world;
    fill(world);
    shown(world);
    world.click("timelineDay");
    key(world, Qt::Key_Right);
    key(world, Qt::Key_Down);
    QCOMPARE(world.window->currentPage()->findChild<QLabel*>("detailTitle")->text(),
             QString("web 1.0 \u2192 prod"));
    key(world, Qt::Key_Return);
    QCOMPARE(world.child<QTabWidget>("deploymentTabs")->currentIndex(), int(listTab));
    QCOMPARE(world.child<QTableView>("deployments")->currentIndex().row(), 1);
}

void TimelineTest::pointingTellsAndClickingChooses() {
    WindowWorld world;
    fill(world);
    auto* view = shown(world);
    world.click("timelineDay");
    QTest::mouseMove(view->viewport(), view->pointOf(1, 0));
    world.settle();
    QVERIFY2(told(world).startsWith("web 1.0 \u2192 prod"), qPrintable(told(world)));
    QCOMPARE(version(view), "none");
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->pointOf(0, 1));
    world.settle();
    QCOMPARE(version(view), "1.1");
}

void TimelineTest::periodsZoom() {
    WindowWorld world;
    fill(world);
    const auto* view = shown(world);
    QVERIFY(world.child<QToolButton>("timelineMonth")->isChecked());
    key(world, Qt::Key_Plus);
    QVERIFY(world.child<QToolButton>("timelineWeek")->isChecked());
    key(world, Qt::Key_Plus);
    key(world, Qt::Key_Plus); // There is nothing closer than a day.
    QVERIFY(world.child<QToolButton>("timelineDay")->isChecked());
    QCOMPARE(world.child<QLabel>("timelineSpan")->text(), "2026-05-03 10:00 to 2026-05-04 10:00");
    QCOMPARE(view->markCount(0), std::size_t{2});
    world.click("timelineQuarter");
    QCOMPARE(view->markCount(0), std::size_t{1}); // An hour is no more than a pixel.
    key(world, Qt::Key_Minus);
    QVERIFY(world.child<QToolButton>("timelineQuarter")->isChecked());
}

void TimelineTest::earlierAndLater() {
    WindowWorld world;
    fill(world);
    const auto* view = shown(world);
    world.click("timelineDay");
    QVERIFY(!world.child<QToolButton>("timelineLater")->isEnabled());
    world.click("timelineEarlier");
    QCOMPARE(world.child<QLabel>("timelineSpan")->text(), "2026-05-02 22:00 to 2026-05-03 22:00");
    QVERIFY(!view->isVisible());
    world.click("timelineLater");
    QCOMPARE(world.child<QLabel>("timelineSpan")->text(), "2026-05-03 10:00 to 2026-05-04 10:00");
    QVERIFY(view->isVisible());
}

void TimelineTest::whatIsChosenStays() {
    WindowWorld world;
    fill(world);
    world.history.reader.put(makeDeployment("old", "prod", "0.9", 20 * 24 * 60));
    const auto* view = shown(world);
    key(world, Qt::Key_Right);
    key(world, Qt::Key_Down);
    key(world, Qt::Key_Left);
    QCOMPARE(version(view), "0.9");
    world.history.reader.put(makeDeployment("4", "prod", "1.1", 1));
    world.change();
    QCOMPARE(version(view), "0.9");
    world.click("timelineWeek"); // Around it, since it would be out of sight.
    QCOMPARE(version(view), "0.9");
}

void TimelineTest::marksAreCounted() {
    WindowWorld world;
    for (int number = 0; number < 5; ++number)
        world.history.reader.put(
            makeDeployment(std::to_string(number), "prod", "1." + std::to_string(number), 10 + number));
    const auto* view = shown(world);
    QCOMPARE(view->markCount(0), std::size_t{1});
    key(world, Qt::Key_Right);
    QVERIFY2(told(world).startsWith("5 deployments \u00b7 web 1.0"), qPrintable(told(world)));
}

void TimelineTest::queriesNarrow() {
    WindowWorld world;
    fill(world);
    const auto* view = shown(world);
    world.window->showPage("deployments", "environment:prod");
    world.settle();
    QCOMPARE(view->timeline().count(), std::size_t{1});
}

void TimelineTest::saysWhenThereIsNothing() {
    WindowWorld world;
    world.history.reader.put(makeDeployment("old", "prod", "0.1", 200 * 24 * 60));
    const auto* view = shown(world);
    QVERIFY(!view->isVisible());
    QVERIFY(world.child<QLabel>("timelineNote")->text().startsWith("No deployment began in this time."));
    world.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(world.window.get()));
    world.window->currentPage()->focusMain();
    QCOMPARE(QApplication::focusWidget(), world.child<QToolButton>("timelineMonth"));
}

void TimelineTest::readsOnlyWhileItIsSeen() {
    WindowWorld world;
    fill(world);
    world.open("deployments");
    QVERIFY(world.child<TimelineView>("timeline")->timeline().lanes.empty());
    showTab(world, "deploymentTabs", timelineTab);
    QVERIFY(!world.child<TimelineView>("timeline")->timeline().lanes.empty());
}

void TimelineTest::twentyThousand() {
    TimeStyle times([] { return worldNow(); });
    TimelineView view(times);
    view.resize(1200, 600);
    DeploymentTimeline timeline;
    timeline.lanes.resize(20);
    for (int number = 0; number < 20'000; ++number) {
        const auto deployment = makeDeployment(std::to_string(number), "prod", "1", number);
        const Row row{number + 1, 0, deployment, "web", false};
        auto& lane = timeline.lanes[static_cast<std::size_t>(number % 20)].deployments;
        lane.insert(lane.begin(), deploymentRow(row, false));
    }
    view.show(std::move(timeline), TimelinePeriod::month, worldNow() - std::chrono::days(30), worldNow());
    for (std::size_t lane = 0; lane < 20; ++lane) QVERIFY(view.markCount(lane) < 100);
    QVERIFY(!view.grab().isNull());
}

void TimelineTest::roundMoments() {
    QCOMPARE(ticks(TimelinePeriod::day, "2026-05-03T10:00:00Z", "2026-05-04T10:00:00Z"),
             "12:00, 15:00, 18:00, 21:00, 4 May, 03:00, 06:00, 09:00");
    QCOMPARE(ticks(TimelinePeriod::week, "2026-05-01T10:00:00Z", "2026-05-04T10:00:00Z"),
             "Sat 2, Sun 3, Mon 4");
    QCOMPARE(ticks(TimelinePeriod::month, "2026-04-04T10:00:00Z", "2026-05-04T10:00:00Z"),
             "6 Apr, 13 Apr, 20 Apr, 27 Apr, 4 May");
    QCOMPARE(ticks(TimelinePeriod::quarter, "2026-02-02T10:00:00Z", "2026-05-04T10:00:00Z"),
             "15 Feb, 1 Mar, 15 Mar, 1 Apr, 15 Apr, 1 May");
}

QTEST_MAIN(TimelineTest)
#include "tst_timeline.moc"
