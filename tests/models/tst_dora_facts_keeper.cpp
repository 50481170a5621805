// SPDX-License-Identifier: GPL-3.0-or-later
#include "dora_world.h"
#include "models/dora/facts_keeper.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

using namespace shipglass;
using namespace std::chrono_literals;

/// When the facts are read anew, and when not.
class DoraFactsKeeperTest : public QObject {
    Q_OBJECT

private slots:
    void readsWhatTheHistoryHolds();
    void restsTenTimesAsLongAsItRead();
    void isReadOnceWhileItIsBeingRead();
    void otherTermsDoNotRest();
    void saysWhyItCannotBeRead();
    void namesSourcesThatAreOutOfDate();
};

namespace {

/// A keeper on a history that answers when the test says so, under a clock that stands.
struct World {
    World() { history.held = true; }
    /// Lets the reading that was asked for take so long.
    void answerAfter(Millis span) {
        now += span;
        history.answerAll();
        QCoreApplication::processEvents();
    }

    FakeHistory history;
    LiveTerms terms;
    Time now = worldNow();
    FactsKeeper keeper{history, terms, [this] { return now; }};
};

} // namespace

void DoraFactsKeeperTest::readsWhatTheHistoryHolds() {
    World world;
    world.history.reader.put(shipped("1", 5));
    QVERIFY(!world.keeper.held());
    world.keeper.refresh();
    world.answerAfter(0ms);
    QCOMPARE(world.keeper.held()->facts.deployments.size(), std::size_t{1});
    QCOMPARE(epochMs(world.keeper.held()->readAt), epochMs(worldNow()));
    QVERIFY(!world.keeper.isBehind());
}

void DoraFactsKeeperTest::restsTenTimesAsLongAsItRead() {
    World world;
    world.keeper.refresh();
    world.answerAfter(2s);
    world.history.reader.put(shipped("1", 5));
    world.keeper.refresh();
    QVERIFY(world.keeper.isBehind());
    QCOMPARE(world.history.waiting(), std::size_t{0});
    world.now += 19s;
    world.keeper.tick();
    QCOMPARE(world.history.waiting(), std::size_t{0});
    world.now += 1s;
    world.keeper.tick();
    QCOMPARE(world.history.waiting(), std::size_t{1});
    world.answerAfter(0ms);
    QCOMPARE(world.keeper.held()->facts.deployments.size(), std::size_t{1});
}

void DoraFactsKeeperTest::isReadOnceWhileItIsBeingRead() {
    World world;
    world.keeper.refresh();
    world.keeper.refresh();
    world.keeper.tick();
    QCOMPARE(world.history.waiting(), std::size_t{1});
    world.answerAfter(0ms);
    // What changed meanwhile is read next.
    QVERIFY(world.keeper.isBehind());
    world.keeper.tick();
    QCOMPARE(world.history.waiting(), std::size_t{1});
}

void DoraFactsKeeperTest::otherTermsDoNotRest() {
    World world;
    world.terms.set({});
    QCOMPARE(world.history.waiting(), std::size_t{0}); // nobody has looked yet
    world.history.reader.put(shipped("1", 5));
    world.keeper.refresh();
    world.answerAfter(1min);
    QCOMPARE(world.keeper.held()->facts.names[world.keeper.held()->facts.deployments[0].id], "1");
    delivery::Terms terms;
    ServiceRule rule;
    rule.name = "web";
    rule.from = DeploymentOrigin::change; // what the API reports does not count then
    terms.rules.services = {rule};
    world.terms.set(terms);
    QCOMPARE(world.history.waiting(), std::size_t{1});
    world.answerAfter(0ms);
    QCOMPARE(world.keeper.held()->facts.deployments.size(), std::size_t{0});
}

void DoraFactsKeeperTest::saysWhyItCannotBeRead() {
    World world;
    world.history.reader.put(shipped("1", 5));
    world.keeper.refresh();
    world.answerAfter(0ms);
    const auto before = world.keeper.held();
    QSignalSpy failed(&world.keeper, &FactsKeeper::failed);
    world.history.reader.error = Error{Fault::server, "disk I/O error", 0, {}};
    world.keeper.refresh();
    world.answerAfter(0ms);
    QCOMPARE(failed.value(0).value(0).toString(), "disk I/O error");
    QVERIFY(world.keeper.held() == before);
}

void DoraFactsKeeperTest::namesSourcesThatAreOutOfDate() {
    World world;
    world.history.reader.states = {makeSource("ci", SourceHealth::fresh, 1),
                                   makeSource("cd", SourceHealth::stale, 90),
                                   makeSource("pager", SourceHealth::failing, 90)};
    world.keeper.refresh();
    world.answerAfter(0ms);
    QVERIFY((world.keeper.held()->unread == std::vector<std::string>{"cd", "pager"}));
}

QTEST_GUILESS_MAIN(DoraFactsKeeperTest)
#include "tst_dora_facts_keeper.moc"
