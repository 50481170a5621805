// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "polling.h"

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

std::vector<Millis> wanted; ///< How far back, by poll.

/// Fills back without an end, unless little is wanted.
Task<Done> fillsBackForLong(Session session) {
    wanted.push_back(session.now() - session.since());
    if (wanted.back() > 48h) {
        auto endless = co_await beginsToFillBack(session);
        co_return endless;
    }
    Batch batch(Facet::run, "acme/web");
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

std::optional<Error> refusal;

/// Two facets, one of which may be refused.
Task<Done> partlyRefused(Session session) {
    Batch batch(Facet::run, "acme/web");
    batch.setLast();
    co_await session.hand(std::move(batch));
    if (session.closed(Facet::deployment, "acme/web")) co_return Done();
    ++polls[session.source()];
    if (refusal) co_await session.failed(Facet::deployment, "acme/web", *refusal);
    co_return Done();
}

const Connector endless = fakeConnector(fillsBackForLong), refusing = fakeConnector(partlyRefused);

} // namespace

/// What a person ended or a system refused, from one poll to the next.
class PollerMemoryTest : public QObject {
    Q_OBJECT

private slots:
    void init() { polls.clear(); }
    void stopsTheReadingOfHistory();
    void refusedIsAskedAgainAfterADay();
    void refusedIsKnownToAllWithTheSameCredential();
};

void PollerMemoryTest::stopsTheReadingOfHistory() {
    FakeClock clock;
    wanted.clear();
    Polling process(clock, "one");
    process.add("ci", endless);
    process.start();
    clock.advance(1s);
    QCOMPARE(process.stored("ci").backfill, std::string("pages 2 of 9"));
    process.poller->stopBackfill("ci");
    QCOMPARE(process.stored("ci").backfill, std::string());
    clock.advance(1s);
    QCOMPARE(wanted, (std::vector<Millis>{24h * 90, 24h}));
    QCOMPARE(process.stored("ci").health, SourceHealth::fresh);
    process.poller->configure(process.configured); // does not undo it
    clock.advance(5min);
    QVERIFY(wanted.size() > 3);
    QVERIFY(wanted.back() < 25h);
    Polling other(process, "two"); // nor does another process
    other.add("ci", endless);
    other.start();
    other.poller->pollNow("ci");
    clock.advance(1s);
    QVERIFY(wanted.back() < 25h);
}

void PollerMemoryTest::refusedIsAskedAgainAfterADay() {
    FakeClock clock;
    Polling process(clock, "one");
    process.add("ci", refusing);
    refusal = Error{Fault::forbidden, "no permission: Deployments read", 403, {}};
    process.start();
    clock.advance(23h);
    QCOMPARE(polls["ci"], 1);
    const auto state = process.stored("ci");
    QCOMPARE(state.health, SourceHealth::fresh);
    QCOMPARE(state.scopes.size(), std::size_t(2));
    QVERIFY(state.scopes[0].ok && !state.scopes[1].ok);
    QCOMPARE(state.scopes[1].error->message, refusal->message);
    QVERIFY(state.scopes[1].askedAt < clock.now() - 22h);
    clock.advance(2h);
    QCOMPARE(polls["ci"], 2);
    process.poller->pollNow("ci");
    clock.advance(1s);
    QCOMPARE(polls["ci"], 3);
    refusal.reset();
    process.poller->pollNow("ci");
    clock.advance(5min);
    QVERIFY(polls["ci"] > 4);
}

void PollerMemoryTest::refusedIsKnownToAllWithTheSameCredential() {
    FakeClock clock;
    Polling first(clock, "one");
    first.add("ci", refusing);
    refusal = Error{Fault::forbidden, "no permission: Deployments read", 403, {}};
    first.start();
    clock.advance(5min);
    QVERIFY(first.end());
    const auto asksAfterAnHourOf = [&](const std::string& token) {
        Polling next(first, "next");
        next.add("ci", refusing, token);
        next.start();
        clock.advance(1h);
        next.end();
        return polls["ci"];
    };
    QCOMPARE(asksAfterAnHourOf("one"), 1);
    QCOMPARE(asksAfterAnHourOf("two"), 2);
    QCOMPARE(asksAfterAnHourOf("two"), 2);
    QCOMPARE(asksAfterAnHourOf("one"), 3);
}

QTEST_APPLESS_MAIN(PollerMemoryTest)
#include "tst_poller_memory.moc"
