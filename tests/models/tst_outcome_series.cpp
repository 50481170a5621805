// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/outcome_series.h"

#include <QTest>

using namespace shipglass;

/// Outcomes a day, as the chart draws them.
class OutcomeSeriesTest : public QObject {
    Q_OBJECT

private slots:
    void daysHaveNoGaps();
    void boundsAreFilled();
    void foldsStatuses();
    void isBounded();
};

namespace {
constexpr std::int64_t day = 86'400'000;
}

void OutcomeSeriesTest::daysHaveNoGaps() {
    const auto series =
        OutcomeSeries::of({{10 * day, RunStatus::success, 4, 1000}, {13 * day, RunStatus::failure, 1, 5000}});
    QCOMPARE(series.days.size(), std::size_t{4});
    QCOMPARE(series.days[0].total(), 4);
    QCOMPARE(series.days[0].medianMs, 1000);
    QCOMPARE(series.days[1].total(), 0);
    QCOMPARE(series.days[3].medianMs, -1); // A failed day has no duration of success.
    QCOMPARE(series.total(), 5);
    QVERIFY(OutcomeSeries::of({}).days.empty());
}

void OutcomeSeriesTest::boundsAreFilled() {
    const auto series = OutcomeSeries::of({{10 * day, RunStatus::success, 4, 1000}}, fromEpochMs(8 * day + 5),
                                          fromEpochMs(12 * day));
    QCOMPARE(series.days.size(), std::size_t{4});
    QCOMPARE(series.days.front().dayMs, 8 * day);
    QCOMPARE(series.days.back().dayMs, 11 * day);
}

void OutcomeSeriesTest::foldsStatuses() {
    const auto series = OutcomeSeries::of({{0, RunStatus::running, 1, -1},
                                           {0, RunStatus::unknown, 2, -1},
                                           {0, RunStatus::skipped, 4, -1},
                                           {0, RunStatus::canceled, 8, -1},
                                           {0, RunStatus::unstable, 16, -1}});
    QCOMPARE(series.total(OutcomeClass::other), 7);
    QCOMPARE(series.total(OutcomeClass::canceled), 8);
    QCOMPARE(series.total(OutcomeClass::unstable), 16);
    QCOMPARE(series.total(OutcomeClass::success), 0);
}

void OutcomeSeriesTest::isBounded() {
    const auto series = OutcomeSeries::of(
        {{-9'000'000 * day, RunStatus::success, 1, 1}, {90'000 * day, RunStatus::success, 1, 1}});
    QCOMPARE(series.days.size(), std::size_t{366});
    QCOMPARE(series.total(), 1);
}

QTEST_APPLESS_MAIN(OutcomeSeriesTest)
#include "tst_outcome_series.moc"
