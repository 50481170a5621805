// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deployment_timeline.h"
#include "models/fake_history.h"
#include "query/queries.h"

#include <QTest>

using namespace shipglass;

namespace {

Selection lastHours(int hours) {
    Selection selection;
    selection.now = worldNow();
    selection.since = worldNow() - std::chrono::hours(hours);
    selection.until = worldNow();
    return selection;
}

DeploymentTimeline readAll(FakeHistory& history, const Selection& selection) {
    auto timeline = readTimeline(history.reader, selection);
    if (!timeline) qFatal("%s", timeline.error().message.c_str());
    return std::move(timeline).value();
}

/// `web prod: 1 2 1<`, a lane each; `<` is a rollback.
QString lanes(const DeploymentTimeline& timeline) {
    QStringList all;
    for (const auto& lane : timeline.lanes) {
        QStringList words{lane.service, lane.environment + u':'};
        for (const auto& each : lane.deployments) words << each.version + (each.rollback ? "<" : "");
        all << words.join(u' ');
    }
    return all.join(QStringLiteral(" | "));
}

/// A lane of deployments that began so many minutes after the epoch, with these outcomes.
DeploymentTimeline::Lane laneOf(const std::vector<std::pair<int, DeploymentStatus>>& deployments) {
    DeploymentTimeline::Lane lane;
    for (const auto& [minute, status] : deployments) {
        DeploymentRow row;
        row.row = minute + 1;
        row.status = status;
        row.createdAt = fromEpochSeconds(60 * minute);
        lane.deployments.push_back(row);
    }
    return lane;
}

/// `first-last@x` of each mark, `!` behind the one that is worst.
QString texts(const std::vector<TimelineMark>& marks) {
    QStringList all;
    for (const auto& mark : marks)
        all << QStringLiteral("%1-%2@%3!%4").arg(mark.first).arg(mark.last).arg(mark.x).arg(mark.worst);
    return all.join(u' ');
}

/// A hundred minutes on a hundred pixels.
TimelineScale scale() { return {fromEpochSeconds(0), fromEpochSeconds(6000), 100}; }

} // namespace

/// Deployments along time.
class DeploymentTimelineTest : public QObject {
    Q_OBJECT

private slots:
    void aLaneForEachPlace();
    void rollbacksAreToldFromBefore();
    void aQueryNarrows();
    void errorsAreTold();
    void marksApart();
    void marksTogether();
    void aMarkLooksLikeTheWorst();
    void neverMoreMarksThanFit();
    void anEmptySpan();
};

void DeploymentTimelineTest::aLaneForEachPlace() {
    FakeHistory history;
    auto staged = makeDeployment("1", "stage", "2", 50), live = makeDeployment("2", "live", "1", 40);
    staged.tier = Tier::staging;
    live.tier = Tier::production;
    auto other = makeDeployment("3", "live", "7", 30);
    other.service = "api";
    for (const auto& each : {staged, live, other, makeDeployment("4", "live", "2", 20)})
        history.reader.put(each);
    const auto timeline = readAll(history, lastHours(1));
    QCOMPARE(lanes(timeline), "api live: 7 | web stage: 2 | web live: 1 2");
    QCOMPARE(timeline.count(), std::size_t{4});
    QVERIFY(!timeline.isCapped);
}

void DeploymentTimelineTest::rollbacksAreToldFromBefore() {
    FakeHistory history;
    history.reader.put(makeDeployment("1", "live", "1", 300));
    history.reader.put(makeDeployment("2", "live", "2", 200));
    history.reader.put(makeDeployment("3", "live", "1", 30));
    QCOMPARE(lanes(readAll(history, lastHours(1))), "web live: 1<");
    QCOMPARE(lanes(readAll(history, lastHours(10))), "web live: 1 2 1<");
}

void DeploymentTimelineTest::aQueryNarrows() {
    FakeHistory history;
    history.reader.put(makeDeployment("1", "live", "1", 50));
    history.reader.put(makeDeployment("2", "stage", "2", 40));
    history.reader.put(makeDeployment("3", "stage", "1", 30));
    auto selection = lastHours(1);
    selection.where = queries::with("environment", {"live"});
    QCOMPARE(lanes(readAll(history, selection)), "web live: 1");
}

void DeploymentTimelineTest::errorsAreTold() {
    FakeHistory history;
    history.reader.error = Error{Fault::server, "no file", 0, {}};
    QCOMPARE(readTimeline(history.reader, lastHours(1)).error().message, std::string("no file"));
}

void DeploymentTimelineTest::marksApart() {
    const auto ok = DeploymentStatus::success;
    QCOMPARE(texts(marksOf(laneOf({{0, ok}, {10, ok}, {25, ok}}), scale(), 10)), "0-0@0!0 1-1@10!1 2-2@25!2");
}

void DeploymentTimelineTest::marksTogether() {
    const auto ok = DeploymentStatus::success;
    // 10 and 18 are less than 10 apart, 20 is 10 from where that mark begins.
    const auto marks = marksOf(laneOf({{10, ok}, {18, ok}, {20, ok}}), scale(), 10);
    QCOMPARE(texts(marks), "0-1@14!1 2-2@20!2");
    QCOMPARE(marks[0].count(), std::size_t{2});
}

void DeploymentTimelineTest::aMarkLooksLikeTheWorst() {
    using enum DeploymentStatus;
    auto lane = laneOf({{1, success}, {2, failure}, {3, canceled}, {4, failure}, {5, success}});
    lane.deployments[2].rollback = true;
    const auto marks = marksOf(lane, scale(), 10);
    QCOMPARE(texts(marks), "0-4@3!3"); // The newer of the two that failed.
    QVERIFY(marks[0].rollback);
    QCOMPARE(texts(marksOf(laneOf({{1, success}, {2, running}, {3, inactive}}), scale(), 10)), "0-2@2!1");
}

void DeploymentTimelineTest::neverMoreMarksThanFit() {
    std::vector<std::pair<int, DeploymentStatus>> many;
    for (int number = 0; number < 20'000; ++number)
        many.emplace_back(number / 200, DeploymentStatus::success);
    const auto marks = marksOf(laneOf(many), scale(), 10);
    QCOMPARE(marks.size(), std::size_t{10});
    std::size_t count = 0;
    for (const auto& mark : marks) count += mark.count();
    QCOMPARE(count, many.size());
}

void DeploymentTimelineTest::anEmptySpan() {
    const TimelineScale none{fromEpochSeconds(60), fromEpochSeconds(60), 100};
    QCOMPARE(none.x(fromEpochSeconds(60)), 0.0);
    QVERIFY(marksOf({}, scale(), 10).empty());
}

QTEST_APPLESS_MAIN(DeploymentTimelineTest)
#include "tst_deployment_timeline.moc"
