// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/moments.h"

#include <limits>

using namespace shipglass;

/// Spans from outside, added to moments.
class MomentsTest : public QObject {
    Q_OBJECT
private slots:
    void addsWhatACalendarHolds();
    void refusesWhatItDoesNot();
};

void MomentsTest::addsWhatACalendarHolds() {
    const Time start = *parseTime("2026-05-04T10:00:00Z");
    QCOMPARE(after(start, 0), std::optional(start));
    QCOMPARE(after(start, 90'000), parseTime("2026-05-04T10:01:30Z"));
    QCOMPARE(after(start, (lastMoment - start).count()), std::optional(lastMoment));
    QCOMPARE(after(firstMoment, (lastMoment - firstMoment).count()), std::optional(lastMoment));
    QCOMPARE(formatTime(lastMoment), std::string("9999-12-31T23:59:59.999Z"));
    QCOMPARE(formatTime(firstMoment), std::string("0001-01-01T00:00:00.000Z"));
}

void MomentsTest::refusesWhatItDoesNot() {
    constexpr auto most = std::numeric_limits<std::int64_t>::max(),
                   least = std::numeric_limits<std::int64_t>::min();
    const Time start = *parseTime("2026-05-04T10:00:00Z");
    for (const std::int64_t span : {std::int64_t(-1), least, most, std::int64_t(253'402'300'799'000)})
        QVERIFY(!after(start, span));
    QVERIFY(!after(start, std::nullopt));
    QVERIFY(!after(std::nullopt, 1));
    QVERIFY(!after(fromEpochMs(least), 1));
    QVERIFY(!after(fromEpochMs(most), 1));
}

QTEST_APPLESS_MAIN(MomentsTest)
#include "tst_moments.moc"
