// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "source_process.h"

#include "support/fixed_secrets.h"

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

Task<Done> speaksTooMuch(Session) {
    throw Failure(Fault::server, "the program said:\n\x1b[31mtoken=abcdef\nfor s3cr3t-t0ken");
    co_return Done();
}

Task<Done> throwsAnything(Session) {
    throw std::runtime_error("a mistake of ours");
    co_return Done();
}

/// What it met is whole in three seconds.
Task<Done> meetsSomethingHalfway(Session session) {
    session.lookAgain(session.now() + 30s);
    session.lookAgain(session.now() + 3s);
    session.lookAgain(session.now() + 40s);
    co_return Done();
}

Task<Done> asksOnce(Session session) {
    auto answer = co_await session.json(Request("/"));
    co_return Done();
}

} // namespace

/// One poll of one source: session, report, state.
class SourcePollTest : public QObject {
    Q_OBJECT

private slots:
    void storesWhatItIsHanded();
    void saysWhyItFailed();
    void errorsOfWholePollsAreClean();
    void survivesAnyException();
    void endsWhatStandsStill();
    void looksAgainWhenAsked();
    void keepsTheClockItLastHeardOf();
    void cursorsEndWithTheAccount();
};

void SourcePollTest::storesWhatItIsHanded() {
    FakeClock clock;
    SourceProcess process(clock, "one");
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
    SourceProcess process(clock, "one");
    const auto connector = fakeConnector(isLimited);
    const auto poll = process.start(process.order(process.world.add("ci", connector)));
    QCOMPARE(process.end->report.error->fault, Fault::rateLimited);
    const auto state = process.stored("ci");
    QCOMPARE(state.health, SourceHealth::rateLimited);
    QCOMPARE(state.failures, 1);
    QVERIFY(*state.nextPollAt >= clock.now() + 10min);
}

void SourcePollTest::errorsOfWholePollsAreClean() {
    FakeClock clock;
    SourceProcess process(clock, "one");
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
    SourceProcess process(clock, "one");
    const auto connector = fakeConnector(throwsAnything);
    const auto poll = process.start(process.order(process.world.add("ci", connector)));
    QCOMPARE(process.end->report.error->fault, Fault::malformed);
    QVERIFY(process.isFree("ci"));
}

void SourcePollTest::endsWhatStandsStill() {
    FakeClock clock;
    SourceProcess process(clock, "one");
    const auto connector = fakeConnector(hangs);
    const auto poll = process.start(process.order(process.world.add("ci", connector)));
    clock.advance(110s);
    QVERIFY(!process.end);
    clock.advance(40s);
    QVERIFY(process.end);
    QCOMPARE(process.end->report.error->fault, Fault::timeout);
    QCOMPARE(process.stored("ci").health, SourceHealth::failing);
}

void SourcePollTest::looksAgainWhenAsked() {
    FakeClock clock;
    SourceProcess process(clock, "one");
    const auto connector = fakeConnector(meetsSomethingHalfway);
    const auto poll = process.start(process.order(process.world.add("ci", connector)));
    QCOMPARE(process.stored("ci").nextPollAt, std::optional<Time>(clock.now() + 3s));
}

void SourcePollTest::keepsTheClockItLastHeardOf() {
    FakeClock clock;
    SourceProcess process(clock, "one");
    const auto connector = fakeConnector(asksOnce);
    const auto source = process.world.add("ci", connector);
    const auto skewAfter = [&](std::string_view answer) {
        process.world.play(answer);
        const auto poll = process.start(process.order(source, true));
        return process.stored("ci").skew;
    };
    const auto ahead = skewAfter(R"([{"type":"http","request":{"path":"/"},
        "response":{"headers":{"Date":"Mon, 04 May 2026 10:05:00 GMT"},"json":[]}}])");
    QCOMPARE(ahead, Millis(5min));
    const auto unsaid = skewAfter(R"([{"type":"http","request":{"path":"/"},"response":{"json":[]}}])");
    QVERIFY(process.end->report.ok());
    QCOMPARE(unsaid, Millis(5min));
    const auto unheard =
        skewAfter(R"([{"type":"http","request":{"path":"/"},"response":{"fault":"tls","message":"no"}}])");
    QVERIFY(!process.end->report.ok());
    QCOMPARE(unheard, Millis(5min));
    const auto right = skewAfter(R"([{"type":"http","request":{"path":"/"},
        "response":{"headers":{"Date":"Mon, 04 May 2026 10:00:00 GMT"},"json":[]}}])");
    QCOMPARE(right, Millis(0));
}

void SourcePollTest::cursorsEndWithTheAccount() {
    FakeClock clock;
    SourceProcess process(clock, "one");
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

QTEST_APPLESS_MAIN(SourcePollTest)
#include "tst_source_poll.moc"
