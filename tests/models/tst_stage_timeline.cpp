// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stage_timeline.h"

#include <QStringList>
#include <QTest>

using namespace shipglass;

namespace {

Time at(int seconds) { return fromEpochSeconds(1'000'000 + seconds); }

Stage stage(const char* id, const char* parent, int from, int to, RunStatus status = RunStatus::success) {
    Stage stage;
    stage.id = id;
    stage.name = id;
    stage.parentId = parent;
    stage.status = status;
    if (from >= 0) stage.startedAt = at(from);
    if (to >= 0) stage.finishedAt = at(to);
    return stage;
}

QString print(const StageTimeline& line) {
    QStringList lines;
    for (const StageBar& bar : line.bars) lines.append(QString(bar.depth * 2, u' ') + bar.name);
    return lines.join(u'\n');
}

} // namespace

/// Stages of a run as bars on a time line.
class StageTimelineTest : public QObject {
    Q_OBJECT

private slots:
    void nestsInOrderOfTime();
    void runningStagesReachNow();
    void survivesStrangeTrees();
    void unknownStagesAreNone();
};

void StageTimelineTest::nestsInOrderOfTime() {
    Run run;
    run.stages =
        std::vector{stage("test", "", 30, 60), stage("lint", "build", 10, 15), stage("build", "", 0, 30),
                    stage("compile", "build", 5, 10), stage("later", "", -1, -1, RunStatus::queued)};
    const auto line = StageTimeline::of(run, at(100));
    QCOMPARE(print(line), QString("build\n  compile\n  lint\ntest\nlater"));
    QCOMPARE(line.start, std::optional(at(0)));
    QCOMPARE(line.end, std::optional(at(60)));
}

void StageTimelineTest::runningStagesReachNow() {
    Run run;
    run.stages = std::vector{stage("build", "", 0, -1, RunStatus::running)};
    QCOMPARE(StageTimeline::of(run, at(42)).end, std::optional(at(42)));
    QCOMPARE(StageTimeline::of(run, at(-5)).end,
             std::optional(at(0))); // The server's clock is ahead of ours.
}

void StageTimelineTest::survivesStrangeTrees() {
    Run run;
    run.stages = std::vector{stage("a", "b", 0, 1), stage("b", "a", 0, 1), stage("c", "c", 0, 1),
                             stage("d", "gone", 0, 1), stage("", "", 0, 1)};
    QCOMPARE(StageTimeline::of(run, at(9)).bars.size(), std::size_t{5});
    run.stages->assign(5000, stage("same", "", 0, 1));
    QCOMPARE(StageTimeline::of(run, at(9)).bars.size(), std::size_t{2000});
    run.stages = std::vector{stage("back", "", 10, 3)};
    const auto line = StageTimeline::of(run, at(9));
    QVERIFY(*line.start <= *line.end);
}

void StageTimelineTest::unknownStagesAreNone() {
    const auto line = StageTimeline::of(Run(), at(0));
    QVERIFY(line.bars.empty() && !line.start && !line.end);
}

QTEST_GUILESS_MAIN(StageTimelineTest)
#include "tst_stage_timeline.moc"
