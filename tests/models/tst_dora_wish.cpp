// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/wish.h"

#include <QTest>

using namespace shipglass;

/// Which time a wish is about.
class DoraWishTest : public QObject {
    Q_OBJECT

private slots:
    void periodsEndAtTheLastMidnight_data();
    void periodsEndAtTheLastMidnight();
    void monthsOfUnequalLength();
    void customDaysAreBothInIt();
    void theTimeBeforeIsAsLong();
};

namespace {

dora::Ms at(const char* text) {
    const auto time = parseTime(text);
    if (!time) qFatal("no time: %s", text);
    return epochMs(*time);
}

/// An hour ahead of UTC; two from 29 March 2026, 01:00 UTC on.
dora::Calendar berlin() {
    return {dora::Zone(dora::kHour, {{at("2026-03-29T01:00:00Z"), 2 * dora::kHour}}), std::chrono::Monday};
}

void compare(dora::Window window, const char* since, const char* until) {
    QCOMPARE(QString::fromStdString(formatTime(fromEpochMs(window.since))), since);
    QCOMPARE(QString::fromStdString(formatTime(fromEpochMs(window.until))), until);
}

} // namespace

void DoraWishTest::periodsEndAtTheLastMidnight_data() {
    QTest::addColumn<int>("period");
    QTest::addColumn<QString>("since");
    const auto row = [](const char* name, DoraPeriod period, const char* since) {
        QTest::newRow(name) << static_cast<int>(period) << since;
    };
    // Midnight in Berlin is 22:00 UTC in summer and 23:00 in winter.
    row("30 days", DoraPeriod::days30, "2026-03-11T23:00:00.000Z");
    row("90 days", DoraPeriod::days90, "2026-01-10T23:00:00.000Z");
    row("180 days", DoraPeriod::days180, "2025-10-12T23:00:00.000Z");
    row("12 months", DoraPeriod::months12, "2025-04-10T23:00:00.000Z");
}

void DoraWishTest::periodsEndAtTheLastMidnight() {
    QFETCH(int, period);
    QFETCH(QString, since);
    DoraWish wish;
    wish.period = static_cast<DoraPeriod>(period);
    compare(windowOf(wish, berlin(), at("2026-04-11T09:30:00Z")), qPrintable(since),
            "2026-04-10T22:00:00.000Z");
}

void DoraWishTest::monthsOfUnequalLength() {
    DoraWish wish;
    wish.period = DoraPeriod::months12;
    // There was no 29 February the year before.
    compare(windowOf(wish, {}, at("2028-02-29T12:00:00Z")), "2027-02-28T00:00:00.000Z",
            "2028-02-29T00:00:00.000Z");
}

void DoraWishTest::customDaysAreBothInIt() {
    DoraWish wish;
    wish.period = DoraPeriod::custom;
    wish.firstDay = wish.lastDay = berlin().zone.dayOf(at("2026-03-29T12:00:00Z"));
    // The day on which the clocks go forward has 23 hours.
    compare(windowOf(wish, berlin(), 0), "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z");
    --wish.lastDay;
    const auto window = windowOf(wish, berlin(), 0);
    QVERIFY(window.since >= window.until);
}

void DoraWishTest::theTimeBeforeIsAsLong() {
    const auto calendar = berlin();
    const auto window = windowOf({}, calendar, at("2026-04-11T09:30:00Z"));
    const auto before = windowBefore(window, calendar);
    QCOMPARE(before.until, window.since);
    QCOMPARE(calendar.days(before), calendar.days(window));
}

QTEST_APPLESS_MAIN(DoraWishTest)
#include "tst_dora_wish.moc"
