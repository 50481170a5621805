// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "source_process.h"

#include <set>

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

std::optional<Error> ending;

/// Reads one of two repositories, begins with the other, and then meets what `ending` says.
Task<Done> readsSome(Session session) {
    for (const char* repository : {"acme/web", "acme/api"}) {
        Batch batch(Facet::run, repository);
        batch.add(fakeRun(repository, RunStatus::success, session.now()));
        batch.setLast(!ending || batch.scope() == "acme/web");
        co_await session.hand(std::move(batch));
    }
    if (ending) throw Failure(*ending);
    Batch changes(Facet::change, "acme/web");
    co_await session.hand(std::move(changes.setLast()));
    co_return Done();
}

std::set<std::string> firing;
std::size_t unreadable = 0;

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
    batch.rowCount() = {firing.size() + unreadable, unreadable};
    batch.setCursor(std::to_string(epochMs(session.now()))).setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

/// How the scopes of a source are, as `show sources` says it.
std::map<std::string, std::string> scopesOf(const SourceState& state) {
    std::map<std::string, std::string> scopes;
    for (const auto& scope : state.scopes)
        scopes[std::string(word(scope.facet)) + " " + scope.scope] =
            scope.ok ? "ok" : std::string(word(scope.error->fault));
    return scopes;
}
using Scopes = std::map<std::string, std::string>;

} // namespace

/// What a poll tells of each scope: what it read whole, in part, or not at all.
class SourceScopesTest : public QObject {
    Q_OBJECT

private slots:
    void absenceClosesAfterTwoPolls();
    void absenceFromWhatIsNotWholeClosesNothing();
    void whatEndsAPollFailsTheRest_data();
    void whatEndsAPollFailsTheRest();
    void whatWeEndOurselvesFailsNothing();
};

void SourceScopesTest::absenceClosesAfterTwoPolls() {
    FakeClock clock;
    SourceProcess process(clock, "one");
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

void SourceScopesTest::absenceFromWhatIsNotWholeClosesNothing() {
    FakeClock clock;
    SourceProcess process(clock, "one");
    const auto connector = fakeConnector(wholeState);
    const auto source = process.world.add("am", connector);
    const auto pollAfter = [&](Millis span) {
        clock.advance(span);
        const auto poll = process.start(process.order(source, true));
    };
    const auto find = [&](const std::string& id) {
        return process.store->reader().find(Kind::alert, "am", id, clock.now());
    };
    const auto cursor = [&] { return process.store->writer().cursors("am", source.identity).value(); };
    firing = {"a", "b"};
    pollAfter(0s);
    const auto before = cursor();
    firing = {"b", "c"};
    unreadable = 1;
    for (int poll = 0; poll < 4; ++poll) pollAfter(60s);
    unreadable = 0;
    QCOMPARE(std::get<Alert>(find("a").value().record).state, AlertState::firing);
    QVERIFY(find("c").ok()); // what can be read is taken
    QCOMPARE(cursor(), before);
    QCOMPARE(scopesOf(process.stored("am")), (Scopes{{"alert *", "malformed"}}));
    QCOMPARE(process.stored("am").scopes[0].error->message,
             std::string("1 of 3 alerts could not be read; what was known before is kept"));
    QVERIFY(!process.end->report.ok());
    QVERIFY(!process.end->report.error); // there is news, and so it is asked as often as ever
    QCOMPARE(process.stored("am").health, SourceHealth::stale);
    for (int poll = 0; poll < 3; ++poll) pollAfter(60s);
    QCOMPARE(std::get<Alert>(find("a").value().record).state, AlertState::resolved);
    QCOMPARE(scopesOf(process.stored("am")), (Scopes{{"alert *", "ok"}}));
    QVERIFY(cursor() != before);
}

void SourceScopesTest::whatEndsAPollFailsTheRest_data() {
    QTest::addColumn<int>("fault");
    for (const auto fault : {Fault::unauthorized, Fault::network, Fault::server, Fault::tls})
        QTest::newRow(std::string(word(fault)).c_str()) << int(fault);
}

void SourceScopesTest::whatEndsAPollFailsTheRest() {
    QFETCH(int, fault);
    const std::string said(word(Fault(fault)));
    FakeClock clock;
    SourceProcess process(clock, "one");
    const auto connector = fakeConnector(readsSome);
    const auto source = process.world.add("ci", connector);
    const auto pollAfter = [&](Millis span, std::optional<Error> end) {
        clock.advance(span);
        ending = std::move(end);
        const auto poll = process.start(process.order(source, true));
    };
    pollAfter(0s, std::nullopt);
    const Scopes well{{"run acme/web", "ok"}, {"run acme/api", "ok"}, {"change acme/web", "ok"}};
    QCOMPARE(scopesOf(process.stored("ci")), well);
    pollAfter(60s, Error{Fault(fault), "no", 0, {}});
    const Time outage = clock.now();
    const Scopes ill{{"run acme/web", "ok"}, {"run acme/api", said}, {"change acme/web", said}};
    QCOMPARE(scopesOf(process.stored("ci")), ill);
    QCOMPARE(process.end->report.error->fault, Fault(fault));
    QCOMPARE(process.end->report.scopes.size(), std::size_t(3));
    QVERIFY(process.store->reader().find(Kind::run, "ci", "acme/api", clock.now()).value().stale);
    QVERIFY(!process.store->reader().find(Kind::run, "ci", "acme/web", clock.now()).value().stale);
    pollAfter(60s, std::nullopt);
    QCOMPARE(scopesOf(process.stored("ci")), well);
    const auto then = process.store->reader().sources(clock.now(), outage).value();
    QCOMPARE(scopesOf(then.front()), ill);
}

void SourceScopesTest::whatWeEndOurselvesFailsNothing() {
    FakeClock clock;
    SourceProcess process(clock, "one");
    const auto connector = fakeConnector(readsSome);
    const auto source = process.world.add("ci", connector);
    for (const auto& end :
         {std::optional<Error>(), std::optional(Error{Fault::canceled, "stopped", 0, {}})}) {
        ending = end;
        const auto poll = process.start(process.order(source, true));
    }
    QCOMPARE(process.end->report.error->fault, Fault::canceled);
    QCOMPARE(scopesOf(process.stored("ci")).at("change acme/web"), std::string("ok"));
}

QTEST_APPLESS_MAIN(SourceScopesTest)
#include "tst_source_scopes.moc"
