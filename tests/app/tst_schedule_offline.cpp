// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulated_day.h"

using namespace shipglass;
using namespace std::chrono_literals;

/// A simulated day on a machine that sleeps, or has no network.
class ScheduleOfflineTest : public QObject {
    Q_OBJECT

private slots:
    void wakesUpSpread();
    void noNetworkIsOneState();
    void oneDeadHostIsItsOwnFault();
    void noRouteIsOneStateToo();
    void closedNetworkWithoutARoute();
};

void ScheduleOfflineTest::wakesUpSpread() {
    Day day;
    for (int i = 0; i < 30; ++i) day.schedule.set(plan("s" + std::to_string(i)), day.now);
    day.run(5min, well);
    day.now += 8h;
    const Time woken = day.now;
    day.schedule.woke(woken);
    Time last = woken;
    const auto polls = day.run(30s, [&](const std::string&, Time now) {
        last = now;
        return PollOutcome{};
    });
    QCOMPARE(polls.size(), std::size_t(30));
    QVERIFY(last - woken > 20s);
}

void ScheduleOfflineTest::noNetworkIsOneState() {
    Day day;
    for (const auto* name : {"a", "b", "c"}) day.schedule.set(plan(name), day.now);
    auto local = plan("git");
    local.host.clear();
    day.schedule.set(local, day.now);
    day.run(10min, well);
    const auto down = [](const std::string& name, Time) {
        return name == "git" ? PollOutcome{} : fails(Fault::network);
    };
    day.run(5min, down);
    QVERIFY(day.schedule.offline());
    QCOMPARE(day.health("a"), SourceHealth::stale);
    QVERIFY(!day.schedule.state("a", day.now).error);
    auto polls = day.run(1h, down);
    QVERIFY(between(polls.at("git"), 55, 65));
    QVERIFY(between(polls["a"] + polls["b"] + polls["c"], 200, 260)); // one of them asks every 15 seconds
    polls = day.run(1min, well);
    QVERIFY(!day.schedule.offline());
    for (const auto* name : {"a", "b", "c"}) {
        QVERIFY(polls[name] >= 1);
        QCOMPARE(day.health(name), SourceHealth::fresh);
    }
}

void ScheduleOfflineTest::oneDeadHostIsItsOwnFault() {
    Day day;
    day.schedule.set(plan("only"), day.now);
    day.run(1h, [](const std::string&, Time) { return fails(Fault::network); });
    QVERIFY(!day.schedule.offline());
    QCOMPARE(day.health("only"), SourceHealth::failing);
}

void ScheduleOfflineTest::noRouteIsOneStateToo() {
    Day day;
    const auto down = [](const std::string&, Time) { return fails(Fault::network); };
    day.schedule.set(plan("a"), day.now);
    day.run(10min, well);
    day.schedule.setRoute(false, day.now);
    QVERIFY(day.schedule.offline());
    QVERIFY(between(day.run(1h, down)["a"], 200, 250));
    QCOMPARE(day.health("a"), SourceHealth::stale);
    day.schedule.setRoute(true, day.now);
    QVERIFY(between(day.run(1min, well)["a"], 1, 2));
    QVERIFY(!day.schedule.offline());
}

void ScheduleOfflineTest::closedNetworkWithoutARoute() {
    Day day;
    for (const auto* name : {"a", "b"}) day.schedule.set(plan(name), day.now);
    day.schedule.setRoute(false, day.now);
    const auto polls = day.run(10min, well);
    QVERIFY(!day.schedule.offline());
    for (const auto* name : {"a", "b"}) QVERIFY(between(polls.at(name), 9, 12));
}

QTEST_APPLESS_MAIN(ScheduleOfflineTest)
#include "tst_schedule_offline.moc"
