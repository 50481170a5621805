// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_world.h"

#include "widgets/count_card.h"
#include "widgets/outcome_chart.h"

#include <QCategoryAxis>
#include <QLegend>
#include <QLegendMarker>
#include <QLineEdit>

using namespace shipglass;

/// The numbers that matter at a glance, and the chart of outcomes and durations.
class OverviewPageTest : public QObject {
    Q_OBJECT

private slots:
    void countsWhatIsGoingOn();
    void leadsToWhatWasCounted();
    void chartsOutcomesOfDays();
    void aBarLeadsToItsRuns();
    void saysWhenThereIsNothingToChart();
    void failedSourcesAreNotGreen();
    void importedSourcesAreNotCounted();
    void oneRunIsOne();
    void namesOnlyWhatIsDrawn();
    void nothingIsCutInASmallWindow();
};

namespace {

QString cardText(const WindowWorld& world, const char* name) {
    return world.child<CountCard>(QLatin1String(name))->accessibleName() + u' ' +
           world.child<CountCard>(QLatin1String(name))->accessibleDescription();
}

} // namespace

void OverviewPageTest::countsWhatIsGoingOn() {
    WindowWorld world;
    world.history.reader.put(makeRun("1", RunStatus::running, 5));
    world.history.reader.put(makeRun("2", RunStatus::failure, 60));
    world.history.reader.put(makeRun("3", RunStatus::success, 90));
    world.history.reader.put(makeAlert("a", Severity::critical, AlertState::firing, 10));
    world.history.reader.states = {makeSource("ci", SourceHealth::fresh, 1)};
    world.open("overview");
    QVERIFY2(cardText(world, "cardRunning").contains("1"), qPrintable(cardText(world, "cardRunning")));
    QVERIFY2(cardText(world, "cardFailed").contains("50.0 %"), qPrintable(cardText(world, "cardFailed")));
    QVERIFY2(cardText(world, "cardFiring").contains("1 critical"), qPrintable(cardText(world, "cardFiring")));
    QVERIFY2(cardText(world, "cardSources").contains("1 of 1"), qPrintable(cardText(world, "cardSources")));
}

void OverviewPageTest::leadsToWhatWasCounted() {
    WindowWorld world;
    world.history.reader.put(makeRun("2", RunStatus::failure, 60));
    world.open("overview");
    world.click("cardFailed");
    QCOMPARE(world.window->currentPage()->name(), "pipelines");
    QCOMPARE(world.child<QLineEdit>("query")->text(), "status:failure,unstable age<24h");
}

void OverviewPageTest::chartsOutcomesOfDays() {
    WindowWorld world;
    for (int number = 0; number < 6; ++number)
        world.history.reader.put(makeRun(std::to_string(number),
                                         number % 3 == 0 ? RunStatus::failure : RunStatus::success,
                                         number * 24 * 60 + 30));
    world.open("overview");
    const auto* chart = world.child<OutcomeChart>("outcomeChart");
    QVERIFY(chart->isVisible());
    QCOMPARE(world.child<QLabel>("summary")->text(), "6 runs in 30 days");
    QStringList lengths;
    for (auto* axis : chart->chart()->axes(Qt::Vertical))
        if (auto* named = qobject_cast<QCategoryAxis*>(axis)) lengths = named->categoriesLabels();
    QVERIFY2(lengths.contains("5m"), qPrintable(lengths.join(u' ')));
}

void OverviewPageTest::aBarLeadsToItsRuns() {
    WindowWorld world;
    world.history.reader.put(makeRun("2", RunStatus::failure, 60));
    world.open("overview");
    emit world.child<OutcomeChart>("outcomeChart")
        ->picked(epochMs(std::chrono::floor<std::chrono::days>(worldNow())), OutcomeClass::failure);
    world.settle();
    QCOMPARE(world.window->currentPage()->name(), "pipelines");
    QCOMPARE(world.child<QLineEdit>("query")->text(),
             "createdAt>=2026-05-04 createdAt<2026-05-05 status:failure");
}

void OverviewPageTest::saysWhenThereIsNothingToChart() {
    WindowWorld world;
    world.open("overview");
    QVERIFY(!world.child<OutcomeChart>("outcomeChart")->isVisible());
    QVERIFY(world.child<QLabel>("chartNone")->text().startsWith("No run is known of the last 30 days"));
}

void OverviewPageTest::failedSourcesAreNotGreen() {
    WindowWorld world;
    world.history.reader.states = {makeSource("ci", SourceHealth::failing, 20),
                                   makeSource("am", SourceHealth::fresh, 1)};
    world.open("overview");
    QVERIFY2(cardText(world, "cardSources").contains("1 of 2"), qPrintable(cardText(world, "cardSources")));
    QVERIFY2(cardText(world, "cardSources").contains("ci"), qPrintable(cardText(world, "cardSources")));
    QVERIFY(world.child<QLabel>("sourcesState")->text().contains("ci last read 20 min ago"));
}

void OverviewPageTest::importedSourcesAreNotCounted() {
    WindowWorld world;
    SourceState imported;
    imported.source = "file";
    world.history.reader.states = {imported, makeSource("ci", SourceHealth::fresh, 1)};
    world.history.reader.setSources({{"ci", "buildbot", true}});
    world.open("overview");
    QVERIFY2(cardText(world, "cardSources").contains("1 of 1"), qPrintable(cardText(world, "cardSources")));
    world.history.reader.setSources({});
    world.history.reader.touch();
    world.change();
    QVERIFY2(cardText(world, "cardSources").endsWith("none is configured, 2 imported"),
             qPrintable(cardText(world, "cardSources")));
}

void OverviewPageTest::oneRunIsOne() {
    WindowWorld world;
    world.history.reader.put(makeRun("2", RunStatus::failure, 60));
    world.open("overview");
    QCOMPARE(world.child<QLabel>("summary")->text(), "1 run in 30 days");
    QVERIFY2(cardText(world, "cardFailed").endsWith("1 of 1 run"), qPrintable(cardText(world, "cardFailed")));
}

void OverviewPageTest::namesOnlyWhatIsDrawn() {
    WindowWorld world;
    const auto names = [&world] {
        QStringList all;
        for (const auto* marker : world.child<OutcomeChart>("outcomeChart")->chart()->legend()->markers())
            all << marker->label();
        return all;
    };
    world.history.reader.put(makeRun("2", RunStatus::failure, 60));
    world.open("overview");
    QCOMPARE(names(), QStringList{"Failed"});
    world.history.reader.put(makeRun("3", RunStatus::success, 60));
    world.change();
    QCOMPARE(names(), (QStringList{"Passed", "Failed", "Median length, passed"}));
}

/// The cards grow where what stands below the number needs a second line.
void OverviewPageTest::nothingIsCutInASmallWindow() {
    WindowWorld world;
    world.history.reader.put(makeAlert("a", Severity::critical, AlertState::firing, 10));
    world.open("overview");
    const int wide = world.child<CountCard>("cardFiring")->height();
    world.window->resize(800, 600);
    world.settle();
    QVERIFY(world.child<CountCard>("cardFiring")->height() > wide);
}

QTEST_MAIN(OverviewPageTest)
#include "tst_overview_page.moc"
