// SPDX-License-Identifier: GPL-3.0-or-later
#include "commit_world.h"
#include "poll/poller.h"

using namespace shipglass;
using namespace shipglass::testing;
using namespace std::chrono_literals;

namespace {

/// A poller at work on a deploying source and a clone.
struct Polling : FakeProcess {
    explicit Polling(FakeClock& clock) : FakeProcess(clock, "one") {
        configured.sources = {world.add("cd", deploys), world.add("clone", localClone)};
        poller = std::make_unique<Poller>(
            place, 1, [] { return true; }, PollEvents());
        poller->configure(configured);
        poller->start();
    }
    PolledSources configured;
    std::unique_ptr<Poller> poller;
};

} // namespace

/// The commits of deployments beside the polls of a process.
class CommitFillerTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        asked.clear();
        refusal.reset();
    }
    void asksAfterPolls();
    void atMostOnceAMinute();
    void asksAgainAfterADay();
    void stopsWithThePoller();
    void pollOffAsksNobody();
};

void CommitFillerTest::asksAfterPolls() {
    FakeClock clock;
    Polling polling(clock);
    clock.advance(5min);
    QCOMPARE(asked, std::vector<std::string>{"clone a1..a2"});
    QCOMPARE(shas(deployment(polling, "cd", "d2")), std::string("acme/web@a2 "));
    clock.advance(2h);
    QCOMPARE(asked.size(), std::size_t{1});
}

void CommitFillerTest::atMostOnceAMinute() {
    FakeClock clock;
    refusal = Error{Fault::network, "no way there", 0, {}};
    Polling polling(clock);
    clock.advance(10min);
    QVERIFY(asked.size() >= 8 && asked.size() <= 10);
}

void CommitFillerTest::asksAgainAfterADay() {
    FakeClock clock;
    refusal = Error{Fault::notFound, "no such commit", 0, {}};
    Polling polling(clock);
    clock.advance(23h);
    QCOMPARE(asked.size(), std::size_t{1});
    refusal.reset();
    clock.advance(3h);
    QCOMPARE(asked.size(), std::size_t{2});
    QCOMPARE(shas(deployment(polling, "cd", "d2")), std::string("acme/web@a2 "));
}

void CommitFillerTest::stopsWithThePoller() {
    FakeClock clock;
    Polling polling(clock);
    bool stopped = false;
    clock.runNext(); // the first polls
    polling.poller->stop([&] { stopped = true; });
    clock.advance(1h);
    QVERIFY(stopped);
    QVERIFY(asked.empty());
}

void CommitFillerTest::pollOffAsksNobody() {
    FakeClock clock;
    Polling polling(clock);
    polling.configured.poll = false;
    polling.poller->configure(polling.configured);
    clock.advance(1h);
    QVERIFY(asked.empty());
}

QTEST_APPLESS_MAIN(CommitFillerTest)
#include "tst_commit_filler.moc"
