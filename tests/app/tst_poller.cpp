// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "polling.h"
#include "support/between.h"

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

Task<Done> breaks(Session session) {
    ++polls[session.source()];
    throw Failure(Fault::server, "broken");
    co_return Done();
}

Task<Done> unplugged(Session session) {
    ++polls[session.source()];
    throw Failure(Fault::network, "no way there");
    co_return Done();
}

const Connector good = fakeConnector(works), broken = fakeConnector(breaks), stuck = fakeConnector(hangs),
                offline = fakeConnector(unplugged);

} // namespace

/// All sources together.
class PollerTest : public QObject {
    Q_OBJECT

private slots:
    void init() { polls.clear(); }
    void brokenSourcesDelayNobody();
    void pausedAndAskedFor();
    void configurationReadAgain();
    void otherCredentialEndsAPoll();
    void pollOffReadsOnly();
    void noNetwork();
    void forgets();
    void forgettingHoldsPolls();
};

void PollerTest::brokenSourcesDelayNobody() {
    FakeClock clock;
    Polling process(clock, "one");
    process.add("broken", broken);
    process.add("good", good);
    process.add("stuck", stuck);
    process.start();
    clock.advance(30min);
    QVERIFY(between(polls["good"], 28, 33));
    QCOMPARE(process.states.at("good").health, SourceHealth::fresh);
    QCOMPARE(process.states.at("broken").health, SourceHealth::failing);
    QCOMPARE(process.states.at("stuck").error->fault, Fault::timeout);
    QCOMPARE(process.stored("broken").failures, polls["broken"]);
}

void PollerTest::pausedAndAskedFor() {
    FakeClock clock;
    Polling process(clock, "one");
    process.add("a", good);
    process.add("b", good);
    process.start();
    clock.advance(5s);
    process.poller->pause(true);
    clock.advance(1h);
    QCOMPARE(polls["a"] + polls["b"], 2);
    process.poller->pollNow("b");
    clock.advance(1s);
    QCOMPARE(polls["b"], 2);
    process.poller->pollAllNow();
    clock.advance(1s);
    QCOMPARE(polls["a"] + polls["b"], 5);
    process.poller->pause(false);
    clock.advance(2min);
    QVERIFY(polls["a"] + polls["b"] > 6);
}

void PollerTest::configurationReadAgain() {
    FakeClock clock;
    Polling process(clock, "one");
    process.add("a", good);
    process.add("stuck", stuck);
    process.start();
    clock.advance(5s);
    process.configured.sources.pop_back();
    process.add("b", good);
    process.poller->configure(process.configured);
    clock.advance(5s);
    QVERIFY(process.isFree("stuck"));
    QCOMPARE(polls["b"], 1);
    QCOMPARE(polls["a"], 1); // what did not change is left in peace
    QVERIFY(!process.poller->source("stuck"));
    process.configured.sources.front().plan.enabled = false;
    process.poller->configure(process.configured);
    clock.advance(1h);
    QCOMPARE(polls["a"], 1);
    QCOMPARE(process.states.at("a").health, SourceHealth::disabled);
}

void PollerTest::otherCredentialEndsAPoll() {
    FakeClock clock;
    Polling process(clock, "one");
    process.add("stuck", stuck);
    process.start();
    clock.advance(5s);
    process.configured.sources.front().connector = &good;
    process.configured.sources.front().plan.revision = "another";
    process.world.add("stuck", good);
    process.poller->configure(process.configured);
    clock.advance(5s);
    QCOMPARE(polls["stuck"], 1);
}

void PollerTest::pollOffReadsOnly() {
    FakeClock clock;
    Polling process(clock, "one");
    process.add("a", good);
    process.configured.poll = false;
    process.start();
    clock.advance(1h);
    process.poller->pollAllNow();
    clock.advance(1h);
    QVERIFY(polls.empty());
}

void PollerTest::noNetwork() {
    FakeClock clock;
    Polling process(clock, "one");
    process.add("a", offline);
    process.add("b", offline);
    process.start();
    clock.advance(1h);
    QCOMPARE(process.offlineChanges, std::vector<bool>{true});
    QVERIFY(process.states.at("a").health != SourceHealth::failing);
    process.configured.sources.front() = process.world.add("a", good);
    process.poller->configure(process.configured);
    clock.advance(1min);
    QCOMPARE(process.offlineChanges, (std::vector<bool>{true, false}));
}

void PollerTest::forgets() {
    FakeClock clock;
    Polling process(clock, "one");
    process.add("ci", good);
    process.start();
    clock.advance(5s);
    process.configured.sources.clear();
    process.poller->configure(process.configured);
    bool done = false;
    process.poller->forget("ci", [&](const Result<Done>& result) { done = result.ok(); });
    QVERIFY(done);
    QCOMPARE(process.count(Kind::run), std::int64_t(0));
    QVERIFY(process.stored("ci").source.empty());
}

void PollerTest::forgettingHoldsPolls() {
    FakeClock clock;
    Polling process(clock, "one");
    QVERIFY(process.store->writer().lease("ci", "other", 30s).value());
    process.add("ci", good);
    process.start();
    bool done = false;
    process.poller->forget("ci", [&](const Result<Done>&) { done = true; });
    clock.advance(25s);
    QVERIFY(!done);
    clock.advance(10s);
    QVERIFY(done);
    clock.advance(10s);
    QCOMPARE(polls["ci"], 1); // still configured, so it begins anew
    QCOMPARE(process.count(Kind::run), std::int64_t(1));
}

QTEST_APPLESS_MAIN(PollerTest)
#include "tst_poller.moc"
