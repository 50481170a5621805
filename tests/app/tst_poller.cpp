// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "poll/poller.h"
#include "support/fake_process.h"
#include "support/fixed_secrets.h"

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

std::map<std::string, int> polls;

Task<Done> works(Session session) {
    ++polls[session.source()];
    Batch batch(Facet::run, "acme/web");
    batch.add(fakeRun("1", RunStatus::success, session.now()));
    batch.setCursor("1").setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

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

/// Says how far it is, and then hangs.
Task<Done> beginsToFillBack(Session session) {
    session.report(2, 9, "pages");
    Await<Done> never([](std::function<void(Done)>) { return std::make_unique<Operation>(); });
    auto done = co_await never;
    co_return done;
}

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
const Connector good = fakeConnector(works), broken = fakeConnector(breaks), stuck = fakeConnector(hangs),
                offline = fakeConnector(unplugged), slow = fakeConnector(beginsToFillBack);

/// A poller with what it told.
struct Polling : FakeProcess {
    Polling(FakeClock& clock, std::string name) : FakeProcess(clock, std::move(name)) {}
    Polling(const FakeProcess& other, std::string name) : FakeProcess(other, std::move(name)) {}

    void add(const std::string& name, const Connector& connector, const std::string& token = "one") {
        const std::map<std::string, std::string, std::less<>> secrets{{"auth.token", token}};
        configured.sources.push_back(world.add(name, connector, std::make_shared<FixedSecrets>(secrets)));
    }
    void start() {
        PollEvents events;
        events.stateChanged = [this](const SourceState& state, bool) { states[state.source] = state; };
        events.offlineChanged = [this](bool now) { offlineChanges.push_back(now); };
        poller = std::make_unique<Poller>(
            place, 1, [] { return true; }, events);
        poller->configure(configured);
        poller->start();
    }
    /// Ends as a program does.
    bool end() {
        bool stopped = false;
        poller->stop([&] { stopped = true; });
        poller.reset();
        return stopped;
    }

    PolledSources configured;
    std::map<std::string, SourceState> states;
    std::vector<bool> offlineChanges;
    std::unique_ptr<Poller> poller;
};

bool between(int value, int least, int most) {
    if (value < least || value > most) qWarning() << value << "is not in" << least << ".." << most;
    return value >= least && value <= most;
}

} // namespace

/// All sources together.
class PollerTest : public QObject {
    Q_OBJECT

private slots:
    void init() { polls.clear(); }
    void brokenSourcesDelayNobody();
    void twoProcessesShareTheWork();
    void restartAsksNobodyAgain();
    void endingGivesAllFree();
    void deadHolderIsFollowed();
    void pausedAndAskedFor();
    void configurationReadAgain();
    void otherCredentialEndsAPoll();
    void pollOffReadsOnly();
    void noNetwork();
    void stopsTheReadingOfHistory();
    void refusedIsAskedAgainAfterADay();
    void refusedIsKnownToAllWithTheSameCredential();
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

void PollerTest::twoProcessesShareTheWork() {
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

void PollerTest::restartAsksNobodyAgain() {
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

void PollerTest::endingGivesAllFree() {
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

void PollerTest::deadHolderIsFollowed() {
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

void PollerTest::stopsTheReadingOfHistory() {
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

void PollerTest::refusedIsAskedAgainAfterADay() {
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

void PollerTest::refusedIsKnownToAllWithTheSameCredential() {
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
