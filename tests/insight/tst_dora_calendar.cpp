// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/calendar.h"
#include "records/time.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::dora;

namespace {

Ms utc(const char* text) { return epochMs(*parseTime(text)); }

/// 2026 in Berlin: an hour ahead, two from 29 March 01:00 UTC to 25 October 01:00 UTC.
Calendar berlin() {
    return {Zone(kHour, {{utc("2026-03-29T01:00:00Z"), 2 * kHour}, {utc("2026-10-25T01:00:00Z"), kHour}}),
            std::chrono::Monday};
}

QStringList texts(const std::vector<Window>& windows) {
    QStringList made;
    for (const Window& each : windows)
        made << QString::fromStdString(formatTime(fromEpochMs(each.since)).substr(0, 16) + "/" +
                                       formatTime(fromEpochMs(each.until)).substr(0, 16));
    return made;
}

} // namespace

/// Days, weeks and months in zones.
class DoraCalendarTest : public QObject {
    Q_OBJECT

private slots:
    void daysAroundTheChangeOfClocks();
    void aDayOf23HoursIsADay();
    void weeksBeginWhereTheyShould();
    void monthsAreCutToTheWindow();
    void bucketsAreTheWindow();
    void readingsThatDoNotExistOrExistTwice();
};

void DoraCalendarTest::daysAroundTheChangeOfClocks() {
    const Window window{utc("2026-03-27T23:00:00Z"), utc("2026-03-30T22:00:00Z")};
    // 28 March has 24 hours, 29 March 23 (it ends at 22:00 UTC), 30 March 24.
    QCOMPARE(texts(berlin().buckets(window, By::day)),
             (QStringList{"2026-03-27T23:00/2026-03-28T23:00", "2026-03-28T23:00/2026-03-29T22:00",
                          "2026-03-29T22:00/2026-03-30T22:00"}));
}

void DoraCalendarTest::aDayOf23HoursIsADay() {
    QCOMPARE(berlin().days({utc("2026-03-28T23:00:00Z"), utc("2026-03-29T22:00:00Z")}), 1.0);
    QCOMPARE(berlin().days({utc("2026-10-24T22:00:00Z"), utc("2026-10-25T23:00:00Z")}), 1.0);
    QCOMPARE(berlin().days({utc("2026-02-01T23:00:00Z"), utc("2026-05-02T22:00:00Z")}), 90.0);
    QCOMPARE(Calendar{}.days({0, kDay / 2}), 0.5);
}

void DoraCalendarTest::weeksBeginWhereTheyShould() {
    // 2026-05-06 is a Wednesday.
    const Window window{utc("2026-05-06T00:00:00Z"), utc("2026-05-12T00:00:00Z")};
    Calendar calendar;
    QCOMPARE(texts(calendar.buckets(window, By::week)),
             (QStringList{"2026-05-06T00:00/2026-05-11T00:00", "2026-05-11T00:00/2026-05-12T00:00"}));
    calendar.weekStart = std::chrono::Sunday;
    QCOMPARE(texts(calendar.buckets(window, By::week)),
             (QStringList{"2026-05-06T00:00/2026-05-10T00:00", "2026-05-10T00:00/2026-05-12T00:00"}));
}

void DoraCalendarTest::monthsAreCutToTheWindow() {
    const Window window{utc("2025-12-15T12:00:00Z"), utc("2026-03-01T00:00:00Z")};
    QCOMPARE(texts(Calendar{}.buckets(window, By::month)),
             (QStringList{"2025-12-15T12:00/2026-01-01T00:00", "2026-01-01T00:00/2026-02-01T00:00",
                          "2026-02-01T00:00/2026-03-01T00:00"}));
    QVERIFY(Calendar{}.buckets({5, 5}, By::day).empty());
}

void DoraCalendarTest::bucketsAreTheWindow() {
    const Window window{utc("2026-01-03T05:06:07Z"), utc("2026-12-24T18:00:00Z")};
    for (const By by : {By::day, By::week, By::month}) {
        const auto buckets = berlin().buckets(window, by);
        QCOMPARE(buckets.front().since, window.since);
        QCOMPARE(buckets.back().until, window.until);
        for (std::size_t i = 1; i < buckets.size(); ++i) QCOMPARE(buckets[i].since, buckets[i - 1].until);
    }
    // 3 January to 24 December: 356 days; ISO weeks 1 to 52; twelve months.
    QCOMPARE(berlin().buckets(window, By::day).size(), std::size_t{356});
    QCOMPARE(berlin().buckets(window, By::week).size(), std::size_t{52});
    QCOMPARE(berlin().buckets(window, By::month).size(), std::size_t{12});
}

void DoraCalendarTest::readingsThatDoNotExistOrExistTwice() {
    const Zone zone = berlin().zone;
    // 02:30 on 29 March does not exist: the first moment that shows more is 03:00, 01:00 UTC.
    QCOMPARE(zone.toUtc(utc("2026-03-29T02:30:00Z")), utc("2026-03-29T01:00:00Z"));
    // 02:30 on 25 October exists twice: the first time at 00:30 UTC.
    QCOMPARE(zone.toUtc(utc("2026-10-25T02:30:00Z")), utc("2026-10-25T00:30:00Z"));
    // A day that begins at 01:00, since its midnight is left out.
    const Zone west(-3 * kHour, {{utc("2018-11-04T03:00:00Z"), -2 * kHour}});
    QCOMPARE(west.toUtc(utc("2018-11-04T00:00:00Z")), utc("2018-11-04T03:00:00Z"));
    QCOMPARE(west.dayOf(utc("2018-11-04T02:59:59Z")) + 1, west.dayOf(utc("2018-11-04T03:00:00Z")));
    QCOMPARE(Zone(-kHour).dayOf(0), std::int64_t{-1});
}

QTEST_APPLESS_MAIN(DoraCalendarTest)
#include "tst_dora_calendar.moc"
