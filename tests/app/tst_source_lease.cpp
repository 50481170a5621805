// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "source_process.h"

using namespace shipglass;
using namespace std::chrono_literals;

/// Several processes that poll one source.
class SourceLeaseTest : public QObject {
    Q_OBJECT

private slots:
    void heldElsewhere();
    void waitsForTheHolder();
    void polledElsewhereIsNotPolledTwice();
    void limitOfAnotherProcess();
    void leaseIsRenewedAndGivenFree();
    void takenOverWhileAsleep();
};

void SourceLeaseTest::heldElsewhere() {
    FakeClock clock;
    SourceProcess one(clock, "one"), two(one, "two");
    const auto slow = fakeConnector(hangs), quick = fakeConnector(hands);
    const auto held = one.start(one.order(one.world.add("ci", slow)));
    const auto poll = two.start(two.order(two.world.add("ci", quick)));
    QCOMPARE(two.end->how, PollEnd::How::heldElsewhere);
    QCOMPARE(two.count(Kind::run), std::int64_t(0));
}

void SourceLeaseTest::waitsForTheHolder() {
    FakeClock clock;
    SourceProcess one(clock, "one"), two(one, "two");
    const auto slow = fakeConnector(hangs), quick = fakeConnector(hands);
    auto held = one.start(one.order(one.world.add("ci", slow)));
    auto order = two.order(two.world.add("ci", quick), true);
    order.waitForHolder = true;
    const auto poll = two.start(std::move(order));
    clock.advance(90s);
    QVERIFY(!two.end);
    held.reset();
    clock.advance(1s);
    QCOMPARE(two.end->report.records.at(Kind::run), std::int64_t(100));
}

void SourceLeaseTest::polledElsewhereIsNotPolledTwice() {
    FakeClock clock;
    SourceProcess one(clock, "one"), two(one, "two");
    const auto connector = fakeConnector(hands);
    const auto first = one.start(one.order(one.world.add("ci", connector)));
    const auto source = two.world.add("ci", connector);
    clock.advance(1s);
    const auto second = two.start(two.order(source));
    QCOMPARE(two.end->how, PollEnd::How::polledElsewhere);
    QCOMPARE(two.end->stored.okAt, std::optional(clock.now() - 1s));
    const auto asked = two.start(two.order(source, true));
    QCOMPARE(two.end->how, PollEnd::How::polled);
}

void SourceLeaseTest::limitOfAnotherProcess() {
    FakeClock clock;
    SourceProcess one(clock, "one"), two(one, "two");
    const auto limited = fakeConnector(isLimited), quick = fakeConnector(hands);
    const auto first = one.start(one.order(one.world.add("ci", limited)));
    clock.advance(1min);
    const auto second = two.start(two.order(two.world.add("ci", quick), true));
    QCOMPARE(two.end->how, PollEnd::How::polled);
    QCOMPARE(two.end->report.error->fault, Fault::rateLimited);
    QVERIFY(two.end->report.error->retryAfter >= clock.now() + 9min);
    QVERIFY(!two.end->settled);
    QCOMPARE(two.count(Kind::run), std::int64_t(0));
}

void SourceLeaseTest::leaseIsRenewedAndGivenFree() {
    FakeClock clock;
    SourceProcess one(clock, "one"), two(one, "two");
    const auto slow = fakeConnector(fillsBack);
    auto poll = one.start(one.order(one.world.add("ci", slow)));
    clock.advance(90s);
    QVERIFY(!two.isFree("ci"));
    poll.reset();
    QVERIFY(two.isFree("ci"));
}

void SourceLeaseTest::takenOverWhileAsleep() {
    FakeClock clock;
    SourceProcess one(clock, "one"), two(one, "two");
    const auto slow = fakeConnector(fillsBack);
    const auto poll = one.start(one.order(one.world.add("ci", slow)));
    const Time later = clock.now() + 70s;
    two.store->writer().useClock([later] { return later; });
    QVERIFY(two.store->writer().lease("ci", "two", 5min).value());
    clock.advance(21s);
    QVERIFY(one.end);
    QCOMPARE(one.end->report.error->fault, Fault::canceled);
}

QTEST_APPLESS_MAIN(SourceLeaseTest)
#include "tst_source_lease.moc"
