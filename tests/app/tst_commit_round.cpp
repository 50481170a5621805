// SPDX-License-Identifier: GPL-3.0-or-later
#include "commit_world.h"
#include "poll/ask.h"
#include "poll/once.h"

using namespace shipglass;
using namespace shipglass::testing;
using namespace std::chrono_literals;

namespace {

using Sources = std::vector<std::pair<std::string, const Connector*>>;

/// A process that polls these sources once, at a moment that is the test's.
struct World : FakeProcess {
    World(FakeClock& fakeClock, const Sources& names) : FakeProcess(fakeClock, "one"), clock(fakeClock) {
        for (const auto& [name, connector] : names) sources.push_back(world.add(name, *connector));
    }
    std::vector<PollReport> poll() {
        OnceOrder order;
        order.sources = sources;
        std::vector<PollReport> reports;
        bool ended = false;
        const auto running = ask<std::vector<PollReport>>(pollOnce(place, order), [&](auto result) {
            reports = result.value();
            ended = true;
        });
        while (!ended && clock.runNext()) {
        }
        return reports;
    }
    CommitRound round(CommitOrder order = {}) {
        order.sources = sources;
        CommitRound round;
        const auto running =
            ask<CommitRound>(fillCommits(place, order), [&](auto result) { round = result.value(); });
        return round;
    }
    /// The third and the fourth after the two of the poll.
    void deployTwoMore() {
        for (const int number : {3, 4}) {
            Deployment more = second();
            more.id = "d" + std::to_string(number), more.commit = "a" + std::to_string(number);
            *more.finishedAt += std::chrono::hours(number);
            store->writer().import({more}, clock.now()).orThrow();
        }
    }
    Deployment second() { return deployment(*this, "cd", "d2"); }

    FakeClock& clock;
    std::vector<PolledSource> sources;
};

Error failing(Fault fault) { return {fault, "no", 0, {}}; }

Task<CommitSet> floods(Session, CommitRange range) {
    CommitSet set;
    ChangeCommit commit;
    commit.sha = range.to;
    set.commits.resize(5001, commit);
    co_return set;
}

constexpr std::string_view answers = R"([{"type": "http", "request": {"path": "/compare/a1...a2"},
    "response": {"json": {"authoredAt": "2026-05-01T10:00:00Z"}}, "repeat": true}])";

} // namespace

/// What deployments newly shipped, asked of those who watch the repository.
class CommitRoundTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        asked.clear();
        refusal.reset();
    }
    void aCloneAnswers();
    void laterPollsKeepTheAnswer();
    void whoIsAskedFirst();
    void whatWasAskedCosts();
    void theNextIsAskedWhereOneDoesNotKnow();
    void theNextIsWaitedFor();
    void inVainForADay();
    void aSourceInTroubleIsLeftAlone();
    void theSameCommitNeedsNobody();
    void nobodyWatches();
    void onlySoMany();
    void anotherProcessAsks();
    void nothingNewIsNotLookedAt();
    void tooManyCommits();
};

void CommitRoundTest::aCloneAnswers() {
    FakeClock clock;
    World world(clock, {{"cd", &deploys}, {"clone", &localClone}});
    const auto reports = world.poll();
    QCOMPARE(asked, std::vector<std::string>{"clone a1..a2"});
    QCOMPARE(shas(world.second()), std::string("acme/web@a2 "));
    QCOMPARE(shas(deployment(world, "cd", "d1")), std::string("unknown")); // nothing lies before it
    const auto compared = delivery::comparedOf(world.second().attributes);
    QCOMPARE(compared->by, std::string("clone"));
    QCOMPARE(compared->commits->front().authoredAt, std::optional(clock.now() - 30h));
    QCOMPARE(reports[1].requests, 0);
}

void CommitRoundTest::laterPollsKeepTheAnswer() {
    FakeClock clock;
    World world(clock, {{"cd", &deploys}, {"clone", &localClone}});
    for (int poll = 0; poll < 3; ++poll) world.poll();
    QCOMPARE(asked.size(), std::size_t{1});
    QCOMPARE(shas(world.second()), std::string("acme/web@a2 "));
    QVERIFY(delivery::comparedOf(world.second().attributes)->commits);
}

void CommitRoundTest::whoIsAskedFirst() {
    FakeClock clock;
    World all(clock, {{"other", &remoteServer}, {"cd", &deploysAndCompares}, {"clone", &localClone}});
    all.poll();
    QCOMPARE(asked, std::vector<std::string>{"clone a1..a2"});
    asked.clear();
    World remote(clock, {{"other", &remoteServer}, {"cd", &deploysAndCompares}});
    remote.world.play(answers);
    remote.poll();
    QCOMPARE(asked, std::vector<std::string>{"cd a1..a2"});
}

void CommitRoundTest::whatWasAskedCosts() {
    FakeClock clock;
    World world(clock, {{"cd", &deploys}, {"server", &remoteServer}});
    world.world.play(answers);
    const auto reports = world.poll();
    QCOMPARE(world.world.played().sent().size(), std::size_t{1});
    QCOMPARE(reports[1].requests, 1);
    QVERIFY(reports[1].bytes > 0);
    QCOMPARE(world.stored("server").requestsLastHour, std::int64_t{1});
    QCOMPARE(delivery::comparedOf(world.second().attributes)->commits->front().authoredAt,
             parseTime("2026-05-01T10:00:00Z"));
}

void CommitRoundTest::theNextIsAskedWhereOneDoesNotKnow() {
    FakeClock clock;
    World world(clock, {{"cd", &deploys}, {"clone", &localClone}, {"server", &remoteServer}});
    world.world.play(answers);
    refusal = failing(Fault::notFound);
    world.poll();
    QCOMPARE(asked, (std::vector<std::string>{"clone a1..a2", "server a1..a2"}));
    QCOMPARE(shas(world.second()), std::string("acme/web@a2 "));
}

/// A clone that is behind knows none of them, and the server is asked one a round.
void CommitRoundTest::theNextIsWaitedFor() {
    FakeClock clock;
    World world(clock, {{"cd", &deploys}, {"clone", &localClone}, {"server", &remoteServer}});
    world.world.play(R"([
        {"type": "http", "request": {"path": "/compare/a1...a2"}, "response": {"status": 404}, "repeat": true},
        {"type": "http", "request": {"path": "/compare/a2...a3"}, "response": {"status": 404}},
        {"type": "http", "request": {"path": "/compare/a3...a4"}, "response": {"status": 404}}])");
    refusal = failing(Fault::notFound);
    world.poll();
    const auto forget = [](Record& record) { common(record).attributes.clear(); };
    world.store->writer().amend(Kind::deployment, "cd", "d2", forget).orThrow();
    world.deployTwoMore();
    asked.clear();
    CommitOrder order;
    order.mostRemote = 1;
    QVERIFY(world.round(order).left);
    QCOMPARE(asked,
             (std::vector<std::string>{"clone a3..a4", "server a3..a4", "clone a2..a3", "clone a1..a2"}));
    QVERIFY(delivery::comparedOf(deployment(world, "cd", "d4").attributes));
    QVERIFY(!delivery::comparedOf(world.second().attributes));
    order.mostRemote = 2;
    QVERIFY(!world.round(order).left);
    QCOMPARE(delivery::comparedOf(world.second().attributes)->by, std::string("server"));
}

void CommitRoundTest::inVainForADay() {
    FakeClock clock;
    World world(clock, {{"cd", &deploys}, {"clone", &localClone}});
    refusal = failing(Fault::notFound);
    world.poll();
    QCOMPARE(shas(world.second()), std::string("unknown"));
    QCOMPARE(delivery::comparedOf(world.second().attributes)->fault, Fault::notFound);
    clock.advance(23h);
    world.round();
    QCOMPARE(asked.size(), std::size_t{1});
    clock.advance(1h);
    refusal.reset();
    world.round();
    QCOMPARE(asked.size(), std::size_t{2});
    QCOMPARE(shas(world.second()), std::string("acme/web@a2 "));
}

/// What is wrong with a source says nothing of the deployments: they are not marked, and asked about later.
void CommitRoundTest::aSourceInTroubleIsLeftAlone() {
    FakeClock clock;
    World world(clock, {{"cd", &deploys}, {"clone", &localClone}});
    refusal = failing(Fault::rateLimited);
    world.poll();
    QVERIFY(!delivery::comparedOf(world.second().attributes));
    QVERIFY(world.round().left);
    refusal.reset();
    QVERIFY(!world.round().left);
    QCOMPARE(shas(world.second()), std::string("acme/web@a2 "));
    // One whose polls fail is not asked at all.
    FakeClock later;
    World failed(later, {{"cd", &deploys}, {"clone", &localClone}});
    failed.world.add("clone", localClone);
    SourceState state;
    failed.sources.pop_back();
    failed.poll();
    failed.sources.push_back(failed.world.add("clone", localClone));
    failed.store->writer()
        .fail("clone", Facet::change, "acme/web", failing(Fault::network), later.now())
        .orThrow();
    state.source = "clone", state.health = SourceHealth::failing;
    failed.store->writer().saveState(state).orThrow();
    asked.clear();
    QVERIFY(failed.round().left);
    QVERIFY(asked.empty());
}

void CommitRoundTest::theSameCommitNeedsNobody() {
    FakeClock clock;
    World world(clock, {{"cd", &deploys}, {"clone", &localClone}});
    world.poll();
    asked.clear();
    Deployment again = world.second();
    again.id = "d3";
    again.commits.reset();
    again.attributes.clear();
    *again.finishedAt += 1h;
    world.store->writer().import({again}, clock.now()).orThrow();
    QCOMPARE(world.round().answered, std::size_t{1});
    QCOMPARE(shas(deployment(world, "cd", "d3")), std::string());
    QVERIFY(deployment(world, "cd", "d3").commits);
    QVERIFY(asked.empty());
}

void CommitRoundTest::nobodyWatches() {
    FakeClock clock;
    World world(clock, {{"cd", &deploys}});
    world.poll();
    QVERIFY(!world.round().left);
    QVERIFY(!delivery::comparedOf(world.second().attributes));
}

void CommitRoundTest::onlySoMany() {
    FakeClock clock;
    World world(clock, {{"cd", &deploys}, {"clone", &localClone}});
    refusal = failing(Fault::canceled);
    world.poll();
    refusal.reset();
    asked.clear();
    world.deployTwoMore();
    CommitOrder order;
    order.longest = Millis(0);
    QVERIFY(world.round(order).left);
    QVERIFY(asked.empty());
    order.longest = Millis(30'000);
    order.mostLocal = 2;
    QVERIFY(world.round(order).left);
    QCOMPARE(asked, (std::vector<std::string>{"clone a3..a4", "clone a2..a3"}));
    QVERIFY(!world.round(order).left);
    QCOMPARE(asked.back(), std::string("clone a1..a2"));
}

void CommitRoundTest::anotherProcessAsks() {
    FakeClock clock;
    World world(clock, {{"cd", &deploys}, {"clone", &localClone}});
    QVERIFY(world.store->writer().lease("commits of deployments", "another", 1min).orThrow());
    world.poll();
    QVERIFY(asked.empty());
    clock.advance(1min);
    world.round();
    QCOMPARE(asked.size(), std::size_t{1});
    QVERIFY(world.isFree("commits of deployments"));
}

void CommitRoundTest::nothingNewIsNotLookedAt() {
    FakeClock clock;
    World world(clock, {{"cd", &deploys}, {"clone", &localClone}});
    refusal = failing(Fault::notFound);
    world.poll();
    CommitOrder order;
    order.seen = world.round().seen;
    QVERIFY(order.seen.version > 0 && order.seen.scopes > 0);
    clock.advance(25h);
    QVERIFY(world.round(order).seen == order.seen);
    QCOMPARE(asked.size(), std::size_t{1}); // though a day has passed
    world.sources.push_back(world.world.add("clone-2", localClone));
    world.poll();
    QCOMPARE(asked.back(), std::string("clone-2 a1..a2"));
}

void CommitRoundTest::tooManyCommits() {
    FakeClock clock;
    const Connector flooding = commitConnector(pollsNothing, floods, false);
    World world(clock, {{"cd", &deploys}, {"clone", &flooding}});
    world.poll();
    QCOMPARE(shas(world.second()), std::string("unknown"));
    QCOMPARE(delivery::comparedOf(world.second().attributes)->fault, Fault::tooLarge);
}

QTEST_APPLESS_MAIN(CommitRoundTest)
#include "tst_commit_round.moc"
