// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_history.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;
using namespace std::chrono_literals;

/// What was true at a moment, as far as is known now.
class AsOfTest : public QObject {
    Q_OBJECT

private slots:
    void fiveCases();
    void aRunOnlyKnownFromItsEnd();
    void whatBeganLaterWasNotThere();
    void rowsAreAsTheyWere();
    void filtersAskAboutThen();
    void aTimeWithoutPollsIsUnknown();
    void sourcesAreAsTheyWere_data();
    void sourcesAreAsTheyWere();
    void noLongerWatchedWasWatched();

private:
    static Row rowAt(TestHistory& history, Kind kind, const std::string& id, Time when) {
        Selection selection;
        selection.kind = kind;
        selection.now = history.now;
        selection.asOf = when;
        selection.withDetails = true;
        for (Row& row : history.reader->read(selection).orThrow())
            if (common(row.record).id == id) return std::move(row);
        throw Failure(Fault::notFound, "not there at that time: " + id);
    }
    template <class R> static R recordAt(TestHistory& history, const std::string& id, Time when) {
        return std::get<R>(rowAt(history, kindFor<R>(), id, when).record);
    }
    static void rerun(TestHistory& history);
    static void supersededDeployment(TestHistory& history);
    static void silencedAlert(TestHistory& history);
    static void resourceThatCameBack(TestHistory& history);
    static void unreachableSource(TestHistory& history);
};

void AsOfTest::rerun(TestHistory& history) {
    Run run = testing::run("rerun", RunStatus::failure, at("09:50:00"));
    run.attempt = 1;
    run.startedAt = at("09:51:00");
    run.finishedAt = at("10:00:00");
    history.poll<Run>({run}, "*", at("10:01:00"));
    run.attempt = 2;
    run.status = RunStatus::success;
    run.startedAt = at("10:50:00");
    run.finishedAt = at("11:00:00");
    run.tests = TestCounts{};
    history.poll<Run>({run}, "*", at("11:01:00"));
}

void AsOfTest::supersededDeployment(TestHistory& history) {
    Deployment first;
    first.id = "first";
    first.status = DeploymentStatus::success;
    first.createdAt = at("09:00:00");
    first.finishedAt = at("09:10:00");
    history.poll<Deployment>({first}, "*", at("09:11:00"));
    Deployment second = first;
    second.id = "second";
    second.createdAt = at("10:40:00");
    second.finishedAt = at("10:45:00");
    first.status = DeploymentStatus::inactive;
    history.poll<Deployment>({first, second}, "*", at("10:46:00"));
}

void AsOfTest::silencedAlert(TestHistory& history) {
    Alert alert;
    alert.id = alert.key = "alert";
    alert.startedAt = at("09:00:00");
    history.poll<Alert>({alert}, "*", at("09:01:00"));
    alert.state = AlertState::silenced;
    alert.silencedUntil = at("11:00:00");
    history.poll<Alert>({alert}, "*", at("10:00:00"));
    alert.state = AlertState::firing;
    alert.silencedUntil.reset();
    history.poll<Alert>({alert}, "*", at("11:00:00"));
}

void AsOfTest::resourceThatCameBack(TestHistory& history) {
    Resource worker;
    worker.id = "worker";
    for (const auto& [health, when] :
         {std::pair(ResourceHealth::up, at("09:00:00")), std::pair(ResourceHealth::down, at("10:10:00")),
          std::pair(ResourceHealth::up, at("11:00:00"))}) {
        worker.health = health;
        history.poll<Resource>({worker}, "*", when);
    }
}

void AsOfTest::unreachableSource(TestHistory& history) {
    const Run run = testing::run("seen", RunStatus::success, at("09:00:00"));
    history.poll<Run>({run}, "far", at("10:00:00"));
    SourceState state;
    state.source = "acme";
    state.error = Error{Fault::network, "no route", 0, {}};
    for (const Time when : {at("10:10:00"), at("10:20:00"), at("10:40:00")}) {
        history.writer->fail("acme", Facet::run, "far", *state.error, when).orThrow();
        state.polledAt = when;
        history.writer->saveState(state).orThrow();
    }
    history.poll<Run>({run}, "far", at("11:00:00"));
}

void AsOfTest::fiveCases() {
    TestHistory history;
    rerun(history);
    supersededDeployment(history);
    silencedAlert(history);
    resourceThatCameBack(history);
    unreachableSource(history);
    const Time then = at("10:30:00");

    const auto run = recordAt<Run>(history, "rerun", then);
    QVERIFY(run.status == RunStatus::failure);
    QVERIFY(run.attempt == 1);
    QVERIFY(run.finishedAt == at("10:00:00"));
    QVERIFY(run.attempts && run.attempts->empty());
    QVERIFY(!run.tests);

    const auto deployment = recordAt<Deployment>(history, "first", then);
    QVERIFY(deployment.status == DeploymentStatus::success);
    QVERIFY_EXCEPTION_THROWN(rowAt(history, Kind::deployment, "second", then), Failure);

    const auto alert = recordAt<Alert>(history, "alert", then);
    QVERIFY(alert.state == AlertState::silenced);

    const auto resource = recordAt<Resource>(history, "worker", then);
    QVERIFY(resource.health == ResourceHealth::down);

    const Row seen = rowAt(history, Kind::run, "seen", then);
    QVERIFY(seen.stale);
    QVERIFY(common(seen.record).observedAt == at("10:00:00"));
    const auto sources = history.reader->sources(history.now, then).orThrow();
    QVERIFY(sources.front().health == SourceHealth::failing);
    QVERIFY(sources.front().error->fault == Fault::network);

    // And now:
    QVERIFY(history.find<Run>("rerun").status == RunStatus::success);
    QVERIFY(history.find<Deployment>("first").status == DeploymentStatus::inactive);
    QVERIFY(history.find<Alert>("alert").state == AlertState::firing);
    QVERIFY(history.find<Resource>("worker").health == ResourceHealth::up);
    QVERIFY(!history.reader->find(Kind::run, "acme", "seen", at("11:01:00")).orThrow().stale);
}

void AsOfTest::aRunOnlyKnownFromItsEnd() {
    TestHistory history;
    Run run = testing::run("1", RunStatus::success, at("09:00:00"));
    run.startedAt = at("09:01:00");
    run.finishedAt = at("09:10:00");
    run.attempt = 2;
    run.attempts = std::vector<Attempt>{{1, RunStatus::failure, at("08:00:00"), at("08:10:00"), ""}};
    run.createdAt = at("07:59:00");
    history.poll<Run>({run});
    QVERIFY(recordAt<Run>(history, "1", at("07:59:30")).status == RunStatus::queued);
    QVERIFY(recordAt<Run>(history, "1", at("08:05:00")).status == RunStatus::running);
    QVERIFY(!recordAt<Run>(history, "1", at("08:05:00")).finishedAt);
    QVERIFY(recordAt<Run>(history, "1", at("08:30:00")).status == RunStatus::failure);
    QVERIFY(recordAt<Run>(history, "1", at("09:10:00")).status == RunStatus::success);
}

void AsOfTest::whatBeganLaterWasNotThere() {
    TestHistory history;
    history.poll<Run>({run("1", RunStatus::success, at("09:00:00"))});
    QVERIFY_EXCEPTION_THROWN(rowAt(history, Kind::run, "1", at("08:59:59")), Failure);
}

void AsOfTest::rowsAreAsTheyWere() {
    TestHistory history;
    rerun(history);
    const auto id = rowAt(history, Kind::run, "rerun", at("12:00:00")).row;
    const auto statusAt = [&](std::optional<Time> when) {
        const auto rows = history.reader->rows(Kind::run, {id}, at("12:00:00"), when).orThrow();
        return std::get<Run>(rows.at(0).record).status;
    };
    QCOMPARE(statusAt({}), RunStatus::success);
    QCOMPARE(statusAt(at("10:10:00")), RunStatus::failure);
    QVERIFY(history.reader->rows(Kind::run, {id}, at("12:00:00"), at("09:00:00")).orThrow().empty());
}

void AsOfTest::filtersAskAboutThen() {
    TestHistory history;
    rerun(history);
    Selection selection;
    selection.asOf = at("10:30:00");
    selection.where = query::parse("status:failure attempt:1").orThrow();
    QCOMPARE(history.ids(selection), (std::vector<std::string>{"rerun"}));
    selection.where = query::parse("status:success").orThrow();
    QVERIFY(history.ids(selection).empty());
    QCOMPARE(history.reader->count(selection).orThrow(), std::int64_t{0});
}

void AsOfTest::aTimeWithoutPollsIsUnknown() {
    TestHistory history;
    const Run one = run("1", RunStatus::success, at("01:00:00"));
    for (const Time when : {at("02:00:00"), at("02:05:00"), at("02:10:00"), at("08:00:00")})
        history.poll<Run>({one}, "*", when);
    QVERIFY(!rowAt(history, Kind::run, "1", at("02:07:00")).stale);
    QVERIFY(rowAt(history, Kind::run, "1", at("05:00:00")).stale);
    const auto sources = history.reader->sources(history.now, at("05:00:00")).orThrow();
    QVERIFY(sources.front().health == SourceHealth::stale);
    QVERIFY(sources.front().scopes.front().okAt == at("02:10:00"));
    const auto before = history.reader->sources(history.now, at("01:30:00")).orThrow();
    QVERIFY(before.front().health == SourceHealth::unknown);
}

void AsOfTest::sourcesAreAsTheyWere_data() {
    using Scopes = std::vector<std::pair<std::string, int>>; // and the Fault, -1 for none
    QTest::addColumn<Scopes>("scopes");
    QTest::addColumn<int>("whole");
    QTest::addColumn<SourceHealth>("health");
    const auto row = [](const char* name, const Scopes& scopes, int whole, SourceHealth health) {
        QTest::newRow(name) << scopes << whole << health;
    };
    const int fine = -1, forbidden = static_cast<int>(Fault::forbidden);
    const int gone = static_cast<int>(Fault::notFound), limited = static_cast<int>(Fault::rateLimited);
    row("well", {{"a", fine}, {"b", fine}}, fine, SourceHealth::fresh);
    row("a missing permission", {{"a", forbidden}, {"b", fine}}, fine, SourceHealth::fresh);
    row("a scope is gone", {{"a", gone}, {"b", fine}, {"c", forbidden}}, fine, SourceHealth::stale);
    row("nothing may be read", {{"a", forbidden}, {"b", forbidden}}, forbidden, SourceHealth::failing);
    row("limited", {{"a", fine}, {"b", limited}}, fine, SourceHealth::rateLimited);
    row("failed as a whole", {{"a", fine}}, static_cast<int>(Fault::unauthorized), SourceHealth::failing);
}

/// The state that a poll leaves says live what the journal says of that moment later.
void AsOfTest::sourcesAreAsTheyWere() {
    using Scopes = std::vector<std::pair<std::string, int>>;
    QFETCH(Scopes, scopes);
    QFETCH(int, whole);
    QFETCH(SourceHealth, health);
    TestHistory history;
    const auto error = [](int fault) { return Error{static_cast<Fault>(fault), "because", 0, {}}; };
    for (const auto& [name, fault] : scopes) {
        if (fault < 0) history.poll<Run>({}, name);
        if (fault >= 0) history.writer->fail("acme", Facet::run, name, error(fault), history.now).orThrow();
    }
    SourceState state;
    state.source = "acme";
    state.health = health;
    state.polledAt = history.now;
    if (whole < 0) state.okAt = history.now;
    if (whole >= 0) state.error = error(whole);
    history.writer->saveState(state).orThrow();
    const Time later = history.now + 5min;
    const auto live = history.reader->sources(later).orThrow().front();
    const auto then = history.reader->sources(later + 1h, later).orThrow().front();
    QCOMPARE(live.health, health);
    QCOMPARE(then.health, health);
    QCOMPARE(then.polledAt.has_value(), true);
    QCOMPARE(then.okAt.has_value(), live.okAt.has_value());
    QCOMPARE(then.error.has_value(), whole >= 0 || std::any_of(scopes.begin(), scopes.end(), [](auto& scope) {
                                         return scope.second >= 0;
                                     }));
    QCOMPARE(then.scopes.size(), scopes.size());
    const auto longAfter = history.reader->sources(later + 24h, later + 3h).orThrow().front();
    if (health == SourceHealth::fresh) QCOMPARE(longAfter.health, SourceHealth::stale);
}

void AsOfTest::noLongerWatchedWasWatched() {
    TestHistory history;
    history.poll<Run>({}, "old", at("10:00:00"));
    history.poll<Run>({}, "new", at("10:10:00"));
    history.writer->fail("acme", Facet::run, "old", notWatched(), at("10:10:00")).orThrow();
    SourceState state;
    state.source = "acme";
    state.health = SourceHealth::fresh;
    state.polledAt = state.okAt = at("10:10:00");
    history.writer->saveState(state).orThrow();
    const auto scopesAt = [&](Time when) {
        return history.reader->sources(at("12:00:00") + 48h, when).orThrow().front().scopes;
    };
    QVERIFY(scopesAt(at("10:05:00")).front().ok);
    QVERIFY(!scopesAt(at("10:11:00")).front().ok);
    QCOMPARE(history.reader->sources(at("12:00:00") + 48h, at("10:11:00")).orThrow().front().health,
             SourceHealth::fresh);
    QCOMPARE(scopesAt(at("10:09:00") + 24h).size(), std::size_t{2});
    QCOMPARE(scopesAt(at("10:10:00") + 24h).size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(AsOfTest)
#include "tst_as_of.moc"
