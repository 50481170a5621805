// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/time_style.h"

#include <QTest>

using namespace shipglass;
using namespace std::chrono_literals;

/// How spans of time are said.
class TimeStyleTest : public QObject {
    Q_OBJECT

private slots:
    void spansOfRuns();
    void roundSpansOfAnAxis();
    void agesCountFromTheMomentThatIsLookedAt();
};

void TimeStyleTest::spansOfRuns() {
    QCOMPARE(TimeStyle::span(900ms), "900 ms");
    QCOMPARE(TimeStyle::span(45s), "45 s");
    QCOMPARE(TimeStyle::span(25min), "25m 00s");
    QCOMPARE(TimeStyle::span(1h + 5min), "1h 05m");
    QCOMPARE(TimeStyle::span(51h), "2d 3h");
}

void TimeStyleTest::roundSpansOfAnAxis() {
    QCOMPARE(TimeStyle::roundSpan(500ms), "500 ms");
    QCOMPARE(TimeStyle::roundSpan(20s), "20 s");
    QCOMPARE(TimeStyle::roundSpan(25min), "25m");
    QCOMPARE(TimeStyle::roundSpan(2min + 30s), "2m 30s");
    QCOMPARE(TimeStyle::roundSpan(2h), "2h");
    QCOMPARE(TimeStyle::roundSpan(1h + 30min), "1h 30m");
    QCOMPARE(TimeStyle::roundSpan(48h), "2d");
    QCOMPARE(TimeStyle::roundSpan(60h), "2d 12h");
}

void TimeStyleTest::agesCountFromTheMomentThatIsLookedAt() {
    const Time now = fromEpochSeconds(1'777'888'800);
    TimeStyle times([now] { return now; });
    const Now clock = times.clock();
    times.setAsOf(now - 1h);
    QCOMPARE(times.age(now - 1h - 3min), "3 min ago");
    QCOMPARE(clock(), now - 1h);
    times.setAsOf({});
    QCOMPARE(clock(), now);
}

QTEST_APPLESS_MAIN(TimeStyleTest)
#include "tst_time_style.moc"
