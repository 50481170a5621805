// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "poll/ask.h"
#include "poll/once.h"
#include "support/fake_process.h"

#include <algorithm>

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

std::vector<std::string> listed; // What the next connector watches.
std::optional<Error> listing;    // What is wrong with its list.

Task<Done> readsWhatIsListed(Session session) {
    if (listing) co_await session.failed(Facet::run, "*", *listing);
    for (const auto& name : listed) {
        Batch batch(Facet::run, name);
        batch.add(fakeRun(name, RunStatus::success, session.now()));
        batch.setLast();
        co_await session.hand(std::move(batch));
    }
    co_return Done();
}

/// A source that is polled whenever the test says so.
struct Watching {
    /// The scopes, as they are stored after a poll that much later.
    std::vector<ScopeState> pollAfter(Millis span) {
        clock.advance(span);
        OnceOrder order;
        order.sources = {source};
        const auto take = [this](const auto& reports) { report = reports->front(); };
        const auto polling = ask<std::vector<PollReport>>(pollOnce(process.place, std::move(order)), take);
        return process.stored("ci").scopes;
    }
    ScopeState scopeAfter(Millis span, const std::string& name) {
        const auto scopes = pollAfter(span);
        const auto found = std::find_if(scopes.begin(), scopes.end(),
                                        [&](const ScopeState& scope) { return scope.scope == name; });
        return found == scopes.end() ? ScopeState() : *found;
    }

    /// What a poll that much later says of its list, and the stored state after it.
    std::pair<std::string, std::string> shrinkageAfter(Millis span) {
        const auto scopes = pollAfter(span);
        return {report.shrinkage, shrinkage(scopes)};
    }

    PollReport report;
    FakeClock clock;
    FakeProcess process{clock, "one"};
    Connector connector = fakeConnector(readsWhatIsListed);
    PolledSource source = process.world.add("ci", connector);
};

} // namespace

/// Scopes that are no longer listed, or were taken out of the file.
class UnwatchedTest : public QObject {
    Q_OBJECT

private slots:
    void init() { listing.reset(); }
    void goStaleAndAreLeftOutAfterADay();
    void aListThatShrankByMoreThanHalfIsSaid();
    void onlyWhenSure();
    void recordsFromElsewhereStay();
};

void UnwatchedTest::goStaleAndAreLeftOutAfterADay() {
    Watching watching;
    listed = {"acme/api", "acme/web"};
    QVERIFY(watching.pollAfter(0s)[1].ok);
    listed = {"acme/api"};
    auto scopes = watching.pollAfter(60s);
    QVERIFY(scopes[0].ok && !scopes[1].ok);
    QCOMPARE(scopes[1].error->message, std::string("no longer watched"));
    auto& process = watching.process;
    QVERIFY(process.store->reader().find(Kind::run, "ci", "acme/web", watching.clock.now())->stale);
    QCOMPARE(process.stored("ci").health, SourceHealth::fresh);
    QCOMPARE(watching.pollAfter(23h).size(), std::size_t(2));
    QCOMPARE(watching.pollAfter(1h).size(), std::size_t(1));
    QCOMPARE(process.count(Kind::run), std::int64_t(2));
    listed = {"acme/web"};
    scopes = watching.pollAfter(60s);
    QVERIFY(scopes.size() == 2 && !scopes[0].ok && scopes[1].ok);
}

void UnwatchedTest::aListThatShrankByMoreThanHalfIsSaid() {
    using Said = std::pair<std::string, std::string>;
    const std::string words = "watches 1 instead of 4; what is no longer listed stays as it was for a day";
    Watching watching;
    listed = {"a", "b", "c", "d"};
    QCOMPARE(watching.shrinkageAfter(0s), Said());
    listed = {"a", "b"};
    QCOMPARE(watching.shrinkageAfter(60s), Said()); // half of it
    listed = {"a"};
    QCOMPARE(watching.shrinkageAfter(60s), Said(words, words));
    QVERIFY(watching.report.ok());
    QCOMPARE(watching.shrinkageAfter(1h), Said(words, words));
    QCOMPARE(watching.shrinkageAfter(23h), Said());
}

void UnwatchedTest::onlyWhenSure() {
    Watching watching;
    listed = {"acme/web"};
    QVERIFY(watching.scopeAfter(0s, "acme/web").ok);
    listed.clear();
    listing = Error{Fault::server, "the list is broken", 500, {}};
    QVERIFY(watching.scopeAfter(60s, "acme/web").ok);
    listing = Error{Fault::notFound, "there is no list any more", 404, {}};
    const auto scope = watching.scopeAfter(60s, "acme/web");
    QVERIFY(!scope.ok);
    QCOMPARE(scope.error->message, std::string("no longer watched"));
}

void UnwatchedTest::recordsFromElsewhereStay() {
    Watching watching;
    Run run = fakeRun("opened", RunStatus::success, watching.clock.now());
    run.source = "ci";
    QVERIFY(watching.process.store->writer().import({run}, watching.clock.now()).ok());
    listed = {"acme/web"};
    QVERIFY(watching.scopeAfter(60s, "import").ok);
    const auto found = watching.process.store->reader().find(Kind::run, "ci", "opened", watching.clock.now());
    QVERIFY(!found->stale);
}

QTEST_APPLESS_MAIN(UnwatchedTest)
#include "tst_unwatched.moc"
