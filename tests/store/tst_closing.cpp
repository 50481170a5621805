// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_history.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;
using namespace std::chrono_literals;

/// Alerts and resources end when whole batches of their scope do not hold them any more, and only then.
class ClosingTest : public QObject {
    Q_OBJECT

private slots:
    void twoPollsAndNinetySeconds();
    void threeQuickPolls();
    void oneLatePollIsNotEnough();
    void atOnceWhereTheSystemSaysSo();
    void failedScopesCloseNothing();
    void otherScopesCloseNothing();
    void whatComesBackIsOpenAgain();
    void resourcesAreRemoved();
    void aChangedStartIsTheSameEpisode();
    void aNewEpisodeAfterTheEnd();

private:
    static Alert alert(const std::string& id, const std::string& key = "") {
        Alert alert;
        alert.id = id;
        alert.key = key;
        alert.startedAt = at("09:00:00");
        return alert;
    }
};

void ClosingTest::twoPollsAndNinetySeconds() {
    TestHistory history;
    history.poll<Alert>({alert("a"), alert("b")}, "*", at("10:00:00"));
    history.poll<Alert>({alert("b")}, "*", at("10:01:00"));
    QVERIFY(history.find<Alert>("a").state == AlertState::firing);
    history.poll<Alert>({alert("b")}, "*", at("10:03:00"));
    const Alert closed = history.find<Alert>("a");
    QVERIFY(closed.state == AlertState::resolved);
    QVERIFY(closed.resolvedAt == at("10:01:00"));
    QVERIFY(std::get<bool>(closed.attributes.at("endObserved")));
    QVERIFY((closed.history.back() == Moment<AlertState>{at("10:01:00"), AlertState::resolved, true}));
    QVERIFY(history.find<Alert>("b").state == AlertState::firing);
}

void ClosingTest::threeQuickPolls() {
    TestHistory history;
    history.poll<Alert>({alert("a")}, "*", at("10:00:00"));
    for (const Time when : {at("10:00:10"), at("10:00:40"), at("10:01:39")})
        history.poll<Alert>({}, "*", when);
    QVERIFY(history.find<Alert>("a").state == AlertState::firing);
    history.poll<Alert>({}, "*", at("10:01:40"));
    QVERIFY(history.find<Alert>("a").resolvedAt == at("10:00:10"));
}

void ClosingTest::oneLatePollIsNotEnough() {
    TestHistory history;
    history.poll<Alert>({alert("a")}, "*", at("09:00:00"));
    history.poll<Alert>({}, "*", at("10:00:00"));
    QVERIFY(history.find<Alert>("a").state == AlertState::firing);
    history.poll<Alert>({alert("a")}, "*", at("10:10:00"));
    history.poll<Alert>({}, "*", at("10:20:00"));
    QVERIFY(history.find<Alert>("a").state == AlertState::firing);
}

void ClosingTest::atOnceWhereTheSystemSaysSo() {
    TestHistory history;
    history.poll<Alert>({alert("a")}, "*", at("10:00:00"));
    Batch empty(Facet::alert, "*");
    history.writer->write("acme", empty.setLast().setAuthoritative(), at("10:00:30"), 7).orThrow();
    QVERIFY(history.find<Alert>("a").resolvedAt == at("10:00:30"));
}

void ClosingTest::failedScopesCloseNothing() {
    TestHistory history;
    history.poll<Alert>({alert("a")}, "*", at("10:00:00"));
    for (const Time when : {at("10:05:00"), at("10:10:00"), at("10:15:00")})
        history.writer->fail("acme", Facet::alert, "*", {Fault::server, "down", 503, {}}, when).orThrow();
    QVERIFY(history.find<Alert>("a").state == AlertState::firing);
    QVERIFY(history.reader->find(Kind::alert, "acme", "a", at("10:15:00")).orThrow().stale);
}

void ClosingTest::otherScopesCloseNothing() {
    TestHistory history;
    history.poll<Alert>({alert("a")}, "team a", at("10:00:00"));
    for (const Time when : {at("10:05:00"), at("10:10:00"), at("10:15:00")})
        history.poll<Alert>({}, "team b", when);
    QVERIFY(history.find<Alert>("a").state == AlertState::firing);
}

void ClosingTest::whatComesBackIsOpenAgain() {
    TestHistory history;
    history.poll<Alert>({alert("a")}, "*", at("10:00:00"));
    history.poll<Alert>({}, "*", at("10:02:00"));
    history.poll<Alert>({}, "*", at("10:04:00"));
    history.poll<Alert>({alert("a")}, "*", at("10:06:00"));
    const Alert open = history.find<Alert>("a");
    QVERIFY(open.state == AlertState::firing);
    QVERIFY(!open.resolvedAt);
    QVERIFY(!open.attributes.count("endObserved"));
    QCOMPARE(open.history.size(), std::size_t{3});
    QVERIFY(open.history.back().at == at("10:06:00"));
}

void ClosingTest::resourcesAreRemoved() {
    TestHistory history;
    Resource worker;
    worker.id = "w";
    worker.health = ResourceHealth::up;
    history.poll<Resource>({worker}, "*", at("10:00:00"));
    history.poll<Resource>({}, "*", at("10:02:00"));
    history.poll<Resource>({}, "*", at("10:04:00"));
    QVERIFY(history.find<Resource>("w").removedAt == at("10:02:00"));
    history.poll<Resource>({worker}, "*", at("10:06:00"));
    QVERIFY(!history.find<Resource>("w").removedAt);
}

void ClosingTest::aChangedStartIsTheSameEpisode() {
    TestHistory history;
    history.poll<Alert>({alert("k@1", "k")}, "*", at("10:00:00"));
    Alert restarted = alert("k@2", "k");
    restarted.startedAt = at("09:30:00");
    restarted.severity = Severity::critical;
    history.poll<Alert>({restarted}, "*", at("10:01:00"));
    Selection selection;
    selection.kind = Kind::alert;
    QCOMPARE(history.ids(selection), (std::vector<std::string>{"k@1"}));
    const Alert one = history.find<Alert>("k@1");
    QVERIFY(one.startedAt == at("09:00:00"));
    QVERIFY(one.severity == Severity::critical);
}

void ClosingTest::aNewEpisodeAfterTheEnd() {
    TestHistory history;
    Alert first = alert("k@1", "k");
    first.state = AlertState::resolved;
    first.resolvedAt = at("09:10:00");
    history.poll<Alert>({first}, "*", at("10:00:00"));
    Alert second = alert("k@2", "k");
    second.startedAt = at("09:30:00");
    history.poll<Alert>({first, second}, "*", at("10:01:00"));
    Selection selection;
    selection.kind = Kind::alert;
    QCOMPARE(history.ids(selection), (std::vector<std::string>{"k@2", "k@1"}));
}

QTEST_GUILESS_MAIN(ClosingTest)
#include "tst_closing.moc"
