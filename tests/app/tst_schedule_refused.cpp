// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulated_day.h"

using namespace shipglass;
using namespace std::chrono_literals;

/// A simulated week with systems that want to be left alone: a refused credential, a time to come back.
class RefusedTest : public QObject {
    Q_OBJECT

private slots:
    void refusedCredentialIsTriedRarely_data();
    void refusedCredentialIsTriedRarely();
    void refusedCredentialIsTriedAtOnce();
    void refusalsAfterAnOutageBeginWithAnHour();
    void comesBackWhenItWasAskedTo_data();
    void comesBackWhenItWasAskedTo();
};

void RefusedTest::refusedCredentialIsTriedRarely_data() {
    QTest::addColumn<int>("fault");
    QTest::newRow("401") << int(Fault::unauthorized);
    QTest::newRow("no secret to be found") << int(Fault::config);
}

void RefusedTest::refusedCredentialIsTriedRarely() {
    QFETCH(int, fault);
    Day day;
    day.schedule.set(plan("locked"), day.now);
    std::vector<Time> polls;
    const auto refused = [&](const std::string&, Time now) {
        polls.push_back(now);
        return fails(Fault(fault));
    };
    day.run(24h * 7, refused);
    QVERIFY(between(int(polls.size()), 9, 11)); // after 1, 2, 4, 8, 16 hours, and then every day
    for (std::size_t poll = 1; poll < polls.size(); ++poll)
        QVERIFY(polls[poll] - polls[poll - 1] >= std::min<Millis>(1h * (1 << (poll - 1)), 24h));
    QCOMPARE(day.health("locked"), SourceHealth::failing);
    day.run(25h, well); // mended out of our sight: nobody has to tell us
    QCOMPARE(day.health("locked"), SourceHealth::fresh);
}

void RefusedTest::refusedCredentialIsTriedAtOnce() {
    Day day;
    day.schedule.set(plan("locked"), day.now);
    const auto refused = [](const std::string&, Time) { return fails(Fault::unauthorized); };
    QCOMPARE(day.run(30min, refused)["locked"], 1);
    day.schedule.set(plan("locked"), day.now); // the same file read again
    QVERIFY(day.schedule.due(day.now).empty());
    day.schedule.pollNow("locked", day.now);
    QCOMPARE(day.schedule.due(day.now).size(), std::size_t(1));
    QCOMPARE(day.run(30min, refused)["locked"], 1);
    const auto stored = day.schedule.states(day.now);
    day.schedule = Schedule(2); // the program is started anew
    day.schedule.set(plan("locked"), day.now);
    day.schedule.restore(stored.front(), day.now);
    QVERIFY(day.schedule.due(day.now).empty());
    day.schedule.start("locked", day.now);
    QCOMPARE(day.run(1h, refused)["locked"], 1);
    auto other = plan("locked");
    other.revision = "two";
    day.schedule.set(other, day.now);
    QVERIFY(between(day.run(10min, well)["locked"], 9, 12));
}

void RefusedTest::refusalsAfterAnOutageBeginWithAnHour() {
    Day day;
    day.schedule.set(plan("back"), day.now);
    day.run(6h, [](const std::string&, Time) { return fails(Fault::network); });
    std::vector<Time> polls;
    day.run(3h, [&](const std::string&, Time now) {
        polls.push_back(now);
        return fails(Fault::unauthorized);
    });
    QVERIFY(polls.size() >= 2);
    QVERIFY(polls[1] - polls[0] < 1h + 2min);
}

void RefusedTest::comesBackWhenItWasAskedTo_data() {
    QTest::addColumn<bool>("partly");
    QTest::newRow("the whole of it") << false;
    QTest::newRow("one of its scopes") << true;
}

void RefusedTest::comesBackWhenItWasAskedTo() {
    QFETCH(bool, partly);
    Day day;
    day.schedule.set(plan("down"), day.now);
    std::vector<Time> polls;
    day.run(40min, [&](const std::string&, Time now) {
        polls.push_back(now);
        auto outcome = fails(Fault::server, now + 15min);
        if (partly) outcome.partial = std::exchange(outcome.error, std::nullopt);
        return outcome;
    });
    QCOMPARE(polls.size(), std::size_t(3));
    for (std::size_t poll = 1; poll < polls.size(); ++poll) QVERIFY(polls[poll] - polls[poll - 1] >= 15min);
    polls.clear();
    day.run(4h, [&](const std::string&, Time now) {
        polls.push_back(now);
        return fails(Fault::server, now + 5s);
    });
    QVERIFY(polls.back() - polls[polls.size() - 2] > 13min); // no sooner than without a word
}

QTEST_APPLESS_MAIN(RefusedTest)
#include "tst_schedule_refused.moc"
