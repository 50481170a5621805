// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "source_process.h"

#include "poll/stored_source.h"

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

std::vector<Time> wanted; ///< From when on history was asked for, by poll.

Task<Done> asks(Session session) {
    wanted.push_back(session.since());
    Batch batch(Facet::run, "acme/web");
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

/// Polls at these ages of the source; gives how long before its first poll history was asked for.
std::vector<Millis> reachOf(Millis backfill, const std::vector<Millis>& ages, Millis oldest = {}) {
    FakeClock clock;
    const Time first = clock.now();
    SourceProcess process(clock, "one");
    auto connector = fakeConnector(asks);
    connector.limits.oldestBackfill = std::chrono::duration_cast<Seconds>(oldest);
    auto source = process.world.add("ci", connector);
    source.backfill = backfill;
    wanted.clear();
    for (const Millis age : ages) {
        clock.advanceTo(first + age);
        const auto poll = process.start(process.order(source, true));
    }
    std::vector<Millis> reach;
    for (const Time since : wanted) reach.push_back(first - since);
    return reach;
}

} // namespace

/// How far back the first poll of a source reads, and how it goes on when it is interrupted.
class SourceBackfillTest : public QObject {
    Q_OBJECT

private slots:
    void goesOnAsLongAsItMoves();
    void interruptedBackFillGoesOn();
    void firstPollTellsHowFarItIs();
    void historyStoppedElsewhere();
    void shortSpansCountFromTheFirstPoll();
    void longSpansCountFromNow();
};

void SourceBackfillTest::goesOnAsLongAsItMoves() {
    FakeClock clock;
    SourceProcess process(clock, "one");
    const auto connector = fakeConnector(fillsBack);
    const auto poll = process.start(process.order(process.world.add("ci", connector)));
    for (int page = 1; page <= 4; ++page) {
        QVERIFY(!process.end);
        clock.advance(100s);
        goOn(Done());
    }
    QVERIFY(process.end);
    QVERIFY(process.end->report.ok());
    QCOMPARE(process.stored("ci").backfill, std::string());
}

void SourceBackfillTest::interruptedBackFillGoesOn() {
    FakeClock clock;
    SourceProcess first(clock, "one");
    const auto connector = fakeConnector(fillsBack);
    std::vector<std::string> told;
    auto order = first.order(first.world.add("ci", connector));
    order.progress = [&](const PollProgress& progress) { told.push_back(progress.text); };
    auto poll = first.start(std::move(order));
    goOn(Done());
    goOn(Done());
    poll.reset();
    QVERIFY(!first.end);
    QCOMPARE(told, (std::vector<std::string>{"pages 1 of 4", "pages 2 of 4"}));

    SourceProcess second(first, "two");
    const auto again = second.start(second.order(second.world.add("ci", connector)));
    goOn(Done());
    goOn(Done());
    QVERIFY(second.end);
    QCOMPARE(second.end->report.records.at(Kind::run), std::int64_t(2));
    QCOMPARE(second.count(Kind::run), std::int64_t(4));
}

void SourceBackfillTest::firstPollTellsHowFarItIs() {
    FakeClock clock;
    SourceProcess process(clock, "one");
    const auto connector = fakeConnector(fillsBack);
    const auto poll = process.start(process.order(process.world.add("ci", connector)));
    const auto toldAfter = [&](Millis span) {
        clock.advance(span);
        goOn(Done());
        return process.stored("ci").backfill;
    };
    QCOMPARE(toldAfter(0s), std::string("records 1"));
    QCOMPARE(process.stored("ci").kind, std::string("fake"));
    QCOMPARE(toldAfter(1s), std::string("records 1")); // too soon to tell again
    QCOMPARE(toldAfter(2s), std::string("pages 2 of 4"));
    QVERIFY(!process.stored("ci").okAt);
    QCOMPARE(toldAfter(2s), std::string());
    QVERIFY(process.end->report.ok());
    const auto forward = process.start(process.order(process.world.add("ci", connector), true));
    QVERIFY(process.stored("ci").backfill.empty());
}

void SourceBackfillTest::historyStoppedElsewhere() {
    FakeClock clock;
    SourceProcess one(clock, "one"), two(one, "two");
    const auto slow = fakeConnector(fillsBack);
    const auto poll = one.start(one.order(one.world.add("ci", slow)));
    goOn(Done());
    const Time stopped = clock.now();
    const auto stopping = ask<Done>(readForwardOnly(two.place.store, "ci", stopped), [](Result<Done>) {});
    QCOMPARE(two.stored("ci").backfill, std::string());
    clock.advance(21s);
    QVERIFY(one.end);
    QCOMPARE(one.end->report.error->message, std::string("the reading of history was stopped"));
    QCOMPARE(two.stored("ci").backfill, std::string());
    const auto stored = ask<StoredSource>(storedSource(two.place.store, "ci", clock.now()),
                                          [&](const Result<StoredSource>& known) {
                                              QCOMPARE(known->forwardFrom, std::optional(stopped - 24h));
                                          });
}

void SourceBackfillTest::shortSpansCountFromTheFirstPoll() {
    using Reach = std::vector<Millis>;
    QCOMPARE(reachOf(0s, {0s, 1min, 1h, 24h * 90}), (Reach{0s, 0s, 0s, 0s}));
    QCOMPARE(reachOf(1h, {0s, 1min, 24h}), (Reach{1h, 1h, 1h}));
    QCOMPARE(reachOf(0s, {24h * 100}), (Reach{-24h * 100})); // nothing from before a first poll that is late
    QCOMPARE(reachOf(0s, {0s, 24h * 100}), (Reach{0s, -24h * 10})); // and never more than usual
    QCOMPARE(reachOf(0s, {0s, 24h * 20}, 24h * 14), (Reach{0s, -24h * 6}));
}

void SourceBackfillTest::longSpansCountFromNow() {
    using Reach = std::vector<Millis>;
    QCOMPARE(reachOf(usualBackfill, {0s, 24h}), (Reach{24h * 90, 24h * 89}));
    QCOMPARE(reachOf(24h * 365, {0s, 24h}), (Reach{24h * 365, 24h * 364}));
    QCOMPARE(reachOf(24h * 365, {0s, 24h}, 24h * 14), (Reach{24h * 14, 24h * 13}));
}

QTEST_APPLESS_MAIN(SourceBackfillTest)
#include "tst_source_backfill.moc"
