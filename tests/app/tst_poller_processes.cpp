// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "polling.h"
#include "support/between.h"

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

const Connector good = fakeConnector(works), slow = fakeConnector(beginsToFillBack);

} // namespace

/// Pollers of several processes, beside and after each other.
class PollerProcessesTest : public QObject {
    Q_OBJECT

private slots:
    void init() { polls.clear(); }
    void twoProcessesShareTheWork();
    void restartAsksNobodyAgain();
    void endingGivesAllFree();
    void deadHolderIsFollowed();
};

void PollerProcessesTest::twoProcessesShareTheWork() {
    FakeClock clock;
    Polling one(clock, "one"), two(one, "two");
    for (auto* process : {&one, &two}) {
        process->add("ci", good);
        process->start();
    }
    clock.advance(1h);
    QVERIFY(between(polls["ci"], 57, 64));
    QCOMPARE(one.states.at("ci").health, SourceHealth::fresh);
    QCOMPARE(two.states.at("ci").health, SourceHealth::fresh);
}

void PollerProcessesTest::restartAsksNobodyAgain() {
    FakeClock clock;
    Polling first(clock, "one");
    first.add("ci", good);
    first.start();
    clock.advance(1s);
    QVERIFY(first.end());
    const Polling* before = &first;
    for (int restart = 0; restart < 5; ++restart) {
        Polling next(*before, "next");
        next.add("ci", good);
        next.start();
        clock.advance(5s);
        QVERIFY(next.end());
    }
    QCOMPARE(polls["ci"], 1);
}

void PollerProcessesTest::endingGivesAllFree() {
    FakeClock clock;
    Polling process(clock, "one");
    process.add("stuck", slow);
    process.start();
    clock.advance(1s);
    QVERIFY(!process.isFree("stuck"));
    QVERIFY(process.end());
    QVERIFY(process.isFree("stuck"));
    QCOMPARE(process.stored("stuck").backfill, std::string("pages 2 of 9"));
}

void PollerProcessesTest::deadHolderIsFollowed() {
    FakeClock clock;
    Polling process(clock, "one");
    QVERIFY(process.store->writer().lease("ci", "killed", 60s).value());
    process.add("ci", good);
    process.start();
    clock.advance(55s);
    QCOMPARE(polls["ci"], 0);
    clock.advance(20s);
    QCOMPARE(polls["ci"], 1);
}

QTEST_APPLESS_MAIN(PollerProcessesTest)
#include "tst_poller_processes.moc"
