// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulated_day.h"

using namespace shipglass;
using namespace std::chrono_literals;

/// A simulated day of polling: how often each source is asked, and what it is said to be doing.
class ScheduleTest : public QObject {
    Q_OBJECT

private slots:
    void polledEveryMinuteWhileSomethingHappens();
    void lessOftenAfterAQuietHour();
    void alertsNeverWaitLonger();
    void moreOftenWhileAPipelineMoves();
    void soonWhenSomethingWasMetHalfway();
    void noSoonerThanItsOwnReadingAllows();
    void keptTheirDistance();
    void waitsOutARateLimit();
    void rateLimitOfOneScopeHoldsTheAccount();
    void backsOffFromABrokenServer();
    void restartGoesOnWhereItWas();
    void pauseHoldsAllButWhatIsAskedFor();
    void disabledIsNeverPolled();
    void staleWhenOverdue();
    void partlyFailedIsStaleNotFailing();
};

void ScheduleTest::polledEveryMinuteWhileSomethingHappens() {
    Day day;
    day.schedule.set(plan("busy"), day.now);
    const auto polls = day.run(24h, [](const std::string&, Time now) {
        PollOutcome outcome;
        outcome.lastActivity = now - 10min;
        return outcome;
    });
    QVERIFY(between(polls.at("busy"), 1400, 1480));
    QCOMPARE(day.health("busy"), SourceHealth::fresh);
}

void ScheduleTest::lessOftenAfterAQuietHour() {
    Day day;
    day.schedule.set(plan("idle"), day.now);
    const auto nothingNew = [](const std::string&, Time) {
        PollOutcome outcome;
        outcome.lastActivity = morning;
        return outcome;
    };
    QVERIFY(between(day.run(1h, nothingNew)["idle"], 57, 63));
    QVERIFY(between(day.run(1h, nothingNew)["idle"], 28, 33));
    day.run(4h, nothingNew);
    QVERIFY(between(day.run(1h, nothingNew)["idle"], 11, 14));
    QVERIFY(between(day.run(17h, nothingNew)["idle"], 190, 220));
}

void ScheduleTest::alertsNeverWaitLonger() {
    Day day;
    day.schedule.set(plan("alerts", 30s, true), day.now);
    const auto polls = day.run(24h, [](const std::string&, Time) {
        PollOutcome outcome;
        outcome.lastActivity = morning;
        return outcome;
    });
    QVERIFY(between(polls.at("alerts"), 2800, 2960));
}

void ScheduleTest::moreOftenWhileAPipelineMoves() {
    Day day;
    day.schedule.set(plan("moving"), day.now);
    day.schedule.set(plan("quick", 5s), day.now);
    const auto polls = day.run(1h, [](const std::string&, Time) {
        PollOutcome outcome;
        outcome.moving = true;
        return outcome;
    });
    QVERIFY(between(polls.at("moving"), 230, 250));
    QVERIFY(between(polls.at("quick"), 680, 720)); // what is asked for is never made slower by a floor
}

void ScheduleTest::soonWhenSomethingWasMetHalfway() {
    Day day;
    day.schedule.set(plan("files"), day.now);
    std::vector<Time> polls;
    day.run(1min, [&](const std::string&, Time now) {
        polls.push_back(now);
        PollOutcome outcome;
        if (polls.size() == 1) outcome.lookAgainAt = now + 5s;
        return outcome;
    });
    QCOMPARE(polls, (std::vector<Time>{morning, morning + 5s})); // and then as usual
    day.run(1h, [](const std::string&, Time) { return fails(Fault::server); });
    QCOMPARE(day.health("files"), SourceHealth::failing);
    const auto later = [](const std::string&, Time now) {
        PollOutcome outcome;
        outcome.lookAgainAt = now + 24h;
        return outcome;
    };
    day.run(15min, later);
    QVERIFY(between(day.run(1h, later)["files"], 57, 63));
}

void ScheduleTest::noSoonerThanItsOwnReadingAllows() {
    Day day;
    day.schedule.set(plan("files"), day.now);
    const auto polls = day.run(1min, [](const std::string&, Time now) {
        PollOutcome outcome;
        outcome.lookAgainAt = now;
        return outcome;
    });
    QVERIFY(between(polls.at("files"), 26, 28)); // each took 200 ms, and rests for two seconds
}

void ScheduleTest::keptTheirDistance() {
    Day day;
    for (int i = 0; i < 50; ++i) day.schedule.set(plan("s" + std::to_string(i)), day.now);
    day.run(1h, well);
    std::map<std::int64_t, int> bySecond;
    day.run(1min, [&](const std::string&, Time now) {
        ++bySecond[epochMs(now) / 1000];
        return PollOutcome{};
    });
    for (const auto& [second, polls] : bySecond) QVERIFY(polls < 10);
}

void ScheduleTest::waitsOutARateLimit() {
    Day day;
    day.schedule.set(plan("limited"), day.now);
    const Time until = morning + 40min;
    const auto script = [until](const std::string&, Time now) {
        return now < until ? fails(Fault::rateLimited, until) : PollOutcome{};
    };
    QCOMPARE(day.run(40min, script)["limited"], 1);
    day.now = until - 1min;
    QCOMPARE(day.health("limited"), SourceHealth::rateLimited);
    day.schedule.pollNow("limited", day.now);
    QVERIFY(day.schedule.due(day.now).empty());
    QVERIFY(*day.schedule.next() >= until);
    QVERIFY(between(day.run(10min, script)["limited"], 7, 10));
    QCOMPARE(day.health("limited"), SourceHealth::fresh);
}

void ScheduleTest::rateLimitOfOneScopeHoldsTheAccount() {
    Day day;
    day.schedule.set(plan("part"), day.now);
    const auto polls = day.run(30min, [](const std::string&, Time) {
        PollOutcome outcome;
        outcome.partial = Error{Fault::rateLimited, "slow down", 429, morning + 20min};
        return outcome;
    });
    QVERIFY(between(polls.at("part"), 2, 13));
    QCOMPARE(day.schedule.state("part", morning + 1min).failures, 0);
}

void ScheduleTest::backsOffFromABrokenServer() {
    Day day;
    day.schedule.set(plan("broken"), day.now);
    day.schedule.set(plan("fine"), day.now);
    const auto polls = day.run(24h, [](const std::string& name, Time) {
        return name == "fine" ? PollOutcome{} : fails(Fault::server);
    });
    QVERIFY(between(polls.at("broken"), 90, 115)); // 1, 2, 4, 8, then 15 minutes
    QVERIFY(between(polls.at("fine"), 1400, 1480));
    const auto state = day.schedule.state("broken", day.now);
    QCOMPARE(state.health, SourceHealth::failing);
    QCOMPARE(state.failures, polls.at("broken"));
    QCOMPARE(state.error->fault, Fault::server);
    day.schedule.pollNow("broken", day.now);
    QCOMPARE(day.schedule.due(day.now), std::vector<std::string>{"broken"});
    day.run(3min, well);
    QCOMPARE(day.health("broken"), SourceHealth::fresh);
}

void ScheduleTest::restartGoesOnWhereItWas() {
    Day day;
    int polls = 0;
    day.schedule.set(plan("a"), day.now);
    day.schedule.set(plan("b"), day.now);
    const Time until = morning + 5h;
    const auto script = [&](const std::string& name, Time) {
        ++polls;
        return name == "b" ? fails(Fault::rateLimited, until) : PollOutcome{};
    };
    for (int restart = 0; restart < 20; ++restart) {
        day.run(6min, script);
        const auto stored = day.schedule.states(day.now);
        day.schedule = Schedule(static_cast<std::uint64_t>(restart));
        for (const auto* name : {"a", "b"}) day.schedule.set(plan(name), day.now);
        for (const auto& state : stored) day.schedule.restore(state, day.now);
    }
    QVERIFY(between(polls, 110, 135)); // two hours of a, one of b
    QCOMPARE(day.health("b"), SourceHealth::rateLimited);
    QCOMPARE(day.schedule.state("b", day.now).error->fault, Fault::rateLimited);
    QVERIFY(*day.schedule.state("b", day.now).nextPollAt >= until);
}

void ScheduleTest::pauseHoldsAllButWhatIsAskedFor() {
    Day day;
    for (const auto* name : {"a", "b"}) day.schedule.set(plan(name), day.now);
    day.run(10min, well);
    day.schedule.pause(true);
    QVERIFY(day.run(1h, well).empty());
    QCOMPARE(day.health("a"), SourceHealth::stale);
    day.schedule.pollNow("b", day.now);
    QCOMPARE(day.run(1h, well), (std::map<std::string, int>{{"b", 1}}));
    day.schedule.pause(false);
    QCOMPARE(day.schedule.due(day.now).size(), std::size_t(2));
}

void ScheduleTest::disabledIsNeverPolled() {
    Day day;
    auto off = plan("off");
    off.enabled = false;
    day.schedule.set(off, day.now);
    day.schedule.pollAllNow(day.now);
    QVERIFY(day.run(24h, well).empty());
    QCOMPARE(day.health("off"), SourceHealth::disabled);
    day.schedule.set(plan("off"), day.now);
    QCOMPARE(day.schedule.due(day.now).size(), std::size_t(1));
}

void ScheduleTest::staleWhenOverdue() {
    Day day;
    day.schedule.set(plan("a"), day.now);
    QCOMPARE(day.health("a"), SourceHealth::unknown);
    day.run(5min, well);
    QCOMPARE(day.schedule.state("a", day.now + 1min).health, SourceHealth::fresh);
    QCOMPARE(day.schedule.state("a", day.now + 10min).health, SourceHealth::stale);
}

void ScheduleTest::partlyFailedIsStaleNotFailing() {
    Day day;
    day.schedule.set(plan("a"), day.now);
    Fault fault = Fault::notFound;
    const auto script = [&](const std::string&, Time) {
        PollOutcome outcome;
        outcome.partial = Error{fault, "acme/old is gone", 404, {}};
        return outcome;
    };
    QVERIFY(between(day.run(10min, script)["a"], 9, 12));
    QCOMPARE(day.health("a"), SourceHealth::stale);
    QCOMPARE(day.schedule.state("a", day.now).error->fault, Fault::notFound);
    fault = Fault::forbidden;
    day.run(10min, script);
    QCOMPARE(day.health("a"), SourceHealth::fresh);
}

QTEST_APPLESS_MAIN(ScheduleTest)
#include "tst_schedule.moc"
