// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "poll/ask.h"
#include "poll/lease.h"
#include "poll/source_poll.h"
#include "poll/stored_source.h"
#include "support/fake_process.h"
#include "support/fixed_secrets.h"

#include <set>

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

Task<Done> hands(Session session) {
    for (int page = 1; page <= 5; ++page) {
        Batch batch(Facet::run, "acme/web");
        for (int run = 0; run < 20; ++run)
            batch.add(fakeRun(std::to_string(page * 100 + run), RunStatus::success, session.now()));
        batch.setCursor(std::to_string(page)).setLast(page == 5);
        co_await session.hand(std::move(batch));
    }
    co_return Done();
}

Task<Done> fails(Session) {
    throw Failure(Error{Fault::rateLimited, "slow down", 429, FakeClock().now() + 10min});
    co_return Done();
}

Task<Done> speaksTooMuch(Session) {
    throw Failure(Fault::server, "the program said:\n\x1b[31mtoken=abcdef\nfor s3cr3t-t0ken");
    co_return Done();
}

Task<Done> throwsAnything(Session) {
    throw std::runtime_error("a mistake of ours");
    co_return Done();
}

// What the back-fill connector waits for between its pages.
std::function<void(Done)> goOn;

/// Fills back page by page from its cursor; each page waits for the test.
Task<Done> fillsBack(Session session) {
    const auto cursor = session.cursor(Facet::run, "acme/web");
    int page = cursor.empty() ? 1 : std::stoi(cursor) + 1;
    for (; page <= 4; ++page) {
        Await<Done> turn([](std::function<void(Done)> complete) {
            goOn = std::move(complete);
            return std::make_unique<Operation>();
        });
        co_await turn;
        Batch batch(Facet::run, "acme/web");
        batch.add(fakeRun("page" + std::to_string(page), RunStatus::success, session.now()));
        batch.setCursor(std::to_string(page)).setLast(page == 4);
        co_await session.hand(std::move(batch));
        session.report(static_cast<std::size_t>(page), 4, "pages");
    }
    co_return Done();
}

std::set<std::string> firing;

/// The whole state, as an alert manager tells it.
Task<Done> wholeState(Session session) {
    Batch batch(Facet::alert, "*");
    for (const auto& id : firing) {
        Alert alert;
        alert.id = id;
        alert.title = id;
        alert.startedAt = FakeClock().now();
        batch.add(alert);
    }
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

/// A process, with the poll it was asked for last.
struct Process : FakeProcess {
    using FakeProcess::FakeProcess;

    PollOrder order(const PolledSource& source, bool asked = false) {
        PollOrder order;
        order.source = source;
        order.asked = asked;
        order.settle = [source, clock = place.clock](const PollReport& report, const SourceState& stored) {
            return stateAfter(source, report, stored, clock->now());
        };
        return order;
    }
    /// Polls as far as it goes without time passing.
    std::unique_ptr<Operation> start(PollOrder order) {
        end.reset();
        return ask<PollEnd>(pollSource(place, std::move(order)),
                            [this](Result<PollEnd> result) { end = result.value(); });
    }
    std::optional<PollEnd> end;
};

} // namespace

/// One poll of one source: lease, cursors, session, report, state.
class SourcePollTest : public QObject {
    Q_OBJECT

private slots:
    void storesWhatItIsHanded();
    void saysWhyItFailed();
    void errorsOfWholePollsAreClean();
    void survivesAnyException();
    void endsWhatStandsStill();
    void goesOnAsLongAsItMoves();
    void interruptedBackFillGoesOn();
    void firstPollTellsHowFarItIs();
    void historyStoppedElsewhere();
    void cursorsEndWithTheAccount();
    void heldElsewhere();
    void waitsForTheHolder();
    void polledElsewhereIsNotPolledTwice();
    void limitOfAnotherProcess();
    void leaseIsRenewedAndGivenFree();
    void takenOverWhileAsleep();
    void absenceClosesAfterTwoPolls();
};

void SourcePollTest::storesWhatItIsHanded() {
    FakeClock clock;
    Process process(clock, "one");
    const auto connector = fakeConnector(hands);
    const auto poll = process.start(process.order(process.world.add("ci", connector)));
    QVERIFY(process.end);
    QVERIFY(process.end->report.ok());
    QCOMPARE(process.end->report.records.at(Kind::run), std::int64_t(100));
    QCOMPARE(process.count(Kind::run), std::int64_t(100));
    const auto state = process.stored("ci");
    QCOMPARE(state.health, SourceHealth::fresh);
    QCOMPARE(state.kind, std::string("fake"));
    QCOMPARE(state.okAt, std::optional(clock.now()));
    QVERIFY(*state.nextPollAt > clock.now() + 30s);
}

void SourcePollTest::saysWhyItFailed() {
    FakeClock clock;
    Process process(clock, "one");
    const auto connector = fakeConnector(fails);
    const auto poll = process.start(process.order(process.world.add("ci", connector)));
    QCOMPARE(process.end->report.error->fault, Fault::rateLimited);
    const auto state = process.stored("ci");
    QCOMPARE(state.health, SourceHealth::rateLimited);
    QCOMPARE(state.failures, 1);
    QVERIFY(*state.nextPollAt >= clock.now() + 10min);
}

void SourcePollTest::errorsOfWholePollsAreClean() {
    FakeClock clock;
    Process process(clock, "one");
    const auto connector = fakeConnector(speaksTooMuch);
    const std::map<std::string, std::string, std::less<>> secrets{{"auth.token", "s3cr3t-t0ken"}};
    const auto source = process.world.add("ci", connector, std::make_shared<FixedSecrets>(secrets));
    const auto poll = process.start(process.order(source));
    const std::string clean = "the program said: [31mtoken=*** for ***";
    QCOMPARE(process.end->report.error->message, clean);
    QCOMPARE(process.stored("ci").error->message, clean);
}

void SourcePollTest::survivesAnyException() {
    FakeClock clock;
    Process process(clock, "one");
    const auto connector = fakeConnector(throwsAnything);
    const auto poll = process.start(process.order(process.world.add("ci", connector)));
    QCOMPARE(process.end->report.error->fault, Fault::malformed);
    QVERIFY(process.isFree("ci"));
}

void SourcePollTest::endsWhatStandsStill() {
    FakeClock clock;
    Process process(clock, "one");
    const auto connector = fakeConnector(hangs);
    const auto poll = process.start(process.order(process.world.add("ci", connector)));
    clock.advance(110s);
    QVERIFY(!process.end);
    clock.advance(40s);
    QVERIFY(process.end);
    QCOMPARE(process.end->report.error->fault, Fault::timeout);
    QCOMPARE(process.stored("ci").health, SourceHealth::failing);
}

void SourcePollTest::goesOnAsLongAsItMoves() {
    FakeClock clock;
    Process process(clock, "one");
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

void SourcePollTest::interruptedBackFillGoesOn() {
    FakeClock clock;
    Process first(clock, "one");
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

    Process second(first, "two");
    const auto again = second.start(second.order(second.world.add("ci", connector)));
    goOn(Done());
    goOn(Done());
    QVERIFY(second.end);
    QCOMPARE(second.end->report.records.at(Kind::run), std::int64_t(2));
    QCOMPARE(second.count(Kind::run), std::int64_t(4));
}

void SourcePollTest::firstPollTellsHowFarItIs() {
    FakeClock clock;
    Process process(clock, "one");
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

void SourcePollTest::historyStoppedElsewhere() {
    FakeClock clock;
    Process one(clock, "one"), two(one, "two");
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

void SourcePollTest::cursorsEndWithTheAccount() {
    FakeClock clock;
    Process process(clock, "one");
    const auto connector = fakeConnector(fillsBack);
    auto source = process.world.add("ci", connector);
    for (const char* identity : {"alice", "bob"}) {
        source.identity = identity;
        const auto poll = process.start(process.order(source, true));
        for (int page = 1; page <= 4; ++page) goOn(Done());
        QVERIFY(process.end);
        QCOMPARE(process.end->report.records.at(Kind::run), std::int64_t(4));
    }
    QCOMPARE(process.count(Kind::run), std::int64_t(4));
}

void SourcePollTest::heldElsewhere() {
    FakeClock clock;
    Process one(clock, "one"), two(one, "two");
    const auto slow = fakeConnector(hangs), quick = fakeConnector(hands);
    const auto held = one.start(one.order(one.world.add("ci", slow)));
    const auto poll = two.start(two.order(two.world.add("ci", quick)));
    QCOMPARE(two.end->how, PollEnd::How::heldElsewhere);
    QCOMPARE(two.count(Kind::run), std::int64_t(0));
}

void SourcePollTest::waitsForTheHolder() {
    FakeClock clock;
    Process one(clock, "one"), two(one, "two");
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

void SourcePollTest::polledElsewhereIsNotPolledTwice() {
    FakeClock clock;
    Process one(clock, "one"), two(one, "two");
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

void SourcePollTest::limitOfAnotherProcess() {
    FakeClock clock;
    Process one(clock, "one"), two(one, "two");
    const auto limited = fakeConnector(fails), quick = fakeConnector(hands);
    const auto first = one.start(one.order(one.world.add("ci", limited)));
    clock.advance(1min);
    const auto second = two.start(two.order(two.world.add("ci", quick), true));
    QCOMPARE(two.end->how, PollEnd::How::polled);
    QCOMPARE(two.end->report.error->fault, Fault::rateLimited);
    QVERIFY(two.end->report.error->retryAfter >= clock.now() + 9min);
    QVERIFY(!two.end->settled);
    QCOMPARE(two.count(Kind::run), std::int64_t(0));
}

void SourcePollTest::leaseIsRenewedAndGivenFree() {
    FakeClock clock;
    Process one(clock, "one"), two(one, "two");
    const auto slow = fakeConnector(fillsBack);
    auto poll = one.start(one.order(one.world.add("ci", slow)));
    clock.advance(90s);
    QVERIFY(!two.isFree("ci"));
    poll.reset();
    QVERIFY(two.isFree("ci"));
}

void SourcePollTest::takenOverWhileAsleep() {
    FakeClock clock;
    Process one(clock, "one"), two(one, "two");
    const auto slow = fakeConnector(fillsBack);
    const auto poll = one.start(one.order(one.world.add("ci", slow)));
    const Time later = clock.now() + 70s;
    two.store->writer().useClock([later] { return later; });
    QVERIFY(two.store->writer().lease("ci", "two", 5min).value());
    clock.advance(21s);
    QVERIFY(one.end);
    QCOMPARE(one.end->report.error->fault, Fault::canceled);
}

void SourcePollTest::absenceClosesAfterTwoPolls() {
    FakeClock clock;
    Process process(clock, "one");
    const auto connector = fakeConnector(wholeState);
    const auto source = process.world.add("am", connector);
    const auto state = [&](const std::string& id) {
        return std::get<Alert>(
                   process.store->reader().find(Kind::alert, "am", id, clock.now()).value().record)
            .state;
    };
    const auto pollAfter = [&](Millis span) {
        clock.advance(span);
        const auto poll = process.start(process.order(source, true));
        QVERIFY(process.end->report.ok());
    };
    firing = {"a", "b"};
    pollAfter(0s);
    firing = {"b"};
    pollAfter(60s);
    QCOMPARE(state("a"), AlertState::firing);
    pollAfter(60s);
    pollAfter(60s);
    QCOMPARE(state("a"), AlertState::resolved);
    QCOMPARE(state("b"), AlertState::firing);
}

QTEST_APPLESS_MAIN(SourcePollTest)
#include "tst_source_poll.moc"
