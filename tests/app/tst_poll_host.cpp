// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "poll/poll_host.h"
#include "support/direct_store.h"
#include "support/fake_clock.h"
#include "support/fake_sources.h"

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

Batch runs(const std::string& scope, std::vector<Run> list) {
    Batch batch(Facet::run, scope);
    for (auto& run : list) batch.add(std::move(run));
    return batch;
}

/// A store whose disk is full.
class FullStore final : public StoreAccess {
public:
    std::unique_ptr<Operation> write(std::function<void(Writer&)> work, std::function<void()> done) override {
        work(m_writer);
        done();
        return nullptr;
    }
    std::unique_ptr<Operation> read(std::function<void(Reader&)>, std::function<void()>) override {
        return nullptr;
    }

private:
    class FullWriter final : public Writer {
    public:
        Result<Done> write(const std::string&, const Batch&, Time, std::int64_t) override { return full(); }
        Result<Done> fail(const std::string&, Facet, const std::string&, const Error&, Time) override {
            return full();
        }
        Result<Done> refused(const std::string&, Facet, const std::string&, const std::string&) override {
            return full();
        }
        Result<Done> import(const std::vector<Record>&, Time,
                            const std::function<bool(std::size_t)>&) override {
            return full();
        }
        Result<Done> amend(Kind, const std::string&, const std::string&,
                           const std::function<void(Record&)>&) override {
            return full();
        }
        Result<std::map<std::string, std::string>> cursors(const std::string&, const std::string&) override {
            return full();
        }
        Result<Done> saveState(const SourceState&) override { return full(); }
        Result<Done> addUsage(const std::string&, std::int64_t, std::int64_t, Time) override {
            return full();
        }
        Result<bool> lease(const std::string&, const std::string&, Millis) override { return full(); }
        Result<Done> release(const std::string&, const std::string&) override { return full(); }
        Result<std::map<std::string, std::string>> budgets(Time) override { return full(); }
        Result<Done> keepBudget(const std::string&, Time,
                                const std::function<std::string(std::string)>&) override {
            return full();
        }
        Result<Done> mark(Kind, const std::string&, const std::string&, const std::string&,
                          const std::string&, Time) override {
            return full();
        }
        Result<bool> forget(const std::string&, int) override { return full(); }
        Result<bool> prune(const Keep&, Time, int) override { return full(); }
        void useClock(std::function<Time()>) override {}

    private:
        static Error full() { return Error{Fault::tooLarge, "the disk is full", 0, {}}; }
    };
    FullWriter m_writer;
};

/// A host on a store, and what it called back with.
struct Polled {
    explicit Polled(std::map<std::string, std::string> cursors = {},
                    const std::vector<ScopeState>& scopes = std::vector<ScopeState>()) {
        PollHost::Start start;
        start.source = "ci";
        start.kind = "fake";
        start.cursors = std::move(cursors);
        start.scopes = scopes;
        start.filling = [this](const std::string& text) { filling.push_back(text); };
        start.since = clock.now() - 24h;
        start.progress = [this](const PollProgress& progress) { told.push_back(progress.text); };
        host = std::make_unique<PollHost>(store, clock, std::move(start));
    }
    std::function<void(Result<Done>)> note() {
        return [this](Result<Done> result) { results.push_back(result.ok()); };
    }
    PollReport finish() { return host->finish(Result<Done>(Done())); }

    FakeClock clock;
    DirectStore store;
    std::unique_ptr<PollHost> host;
    std::vector<bool> results;
    std::vector<std::string> told, filling;
};

} // namespace

/// One poll as its connector sees it.
class PollHostTest : public QObject {
    Q_OBJECT

private slots:
    void storesAndCounts();
    void resumesWhenStored();
    void sourceIsOurs();
    void cursorsOfTheStore();
    void scopesThatFailed();
    void scopeThatFailsAfterABatch();
    void nothingButFailuresIsTheSourcesFailure();
    void historyThatCannotBeWritten();
    void whatMoves();
    void progressInWords();
    void progressInRecords();
    void movedOrAccessLost();
    void closedIsToldAsFailed();
    void refusalsAreKeptWithTheScope();
};

void PollHostTest::storesAndCounts() {
    Polled poll;
    auto batch = runs("acme/web", {fakeRun("1", RunStatus::success, poll.clock.now()),
                                   fakeRun("2", RunStatus::failure, {})});
    TestCase test;
    test.id = "1|t";
    test.runId = "1";
    test.name = "t";
    test.status = TestStatus::failed;
    batch.add(test);
    batch.setCursor("2").setLast();
    poll.host->store(std::move(batch), poll.note());
    QCOMPARE(poll.results, std::vector<bool>{true});
    poll.clock.advance(1500ms);
    const auto report = poll.finish();
    QVERIFY(report.ok());
    QCOMPARE(report.records, (std::map<Kind, std::int64_t>{{Kind::run, 2}, {Kind::test, 1}}));
    QCOMPARE(report.scopes.size(), std::size_t(1));
    QCOMPARE(report.scopes[0].scope, std::string("acme/web"));
    QCOMPARE((report.endedAt - report.startedAt).count(), 1500);
    QVERIFY(poll.store.reader().find(Kind::run, "ci", "2", poll.clock.now()).ok());
    QCOMPARE(poll.store.writer().cursors("ci", "").value().at("run acme/web"), std::string("2"));
}

void PollHostTest::resumesWhenStored() {
    Polled poll;
    poll.store.held = true;
    poll.host->store(runs("a", {fakeRun("1", RunStatus::success, {})}), poll.note());
    QVERIFY(poll.results.empty());
    poll.store.letOneGo();
    QCOMPARE(poll.results.size(), std::size_t(1));
}

void PollHostTest::sourceIsOurs() {
    Polled poll;
    auto run = fakeRun("1", RunStatus::success, {});
    run.source = "somebody-else";
    poll.host->store(runs("a", {run}), poll.note());
    QVERIFY(poll.store.reader().find(Kind::run, "ci", "1", poll.clock.now()).ok());
    QVERIFY(!poll.store.reader().find(Kind::run, "somebody-else", "1", poll.clock.now()).ok());
}

void PollHostTest::cursorsOfTheStore() {
    Polled poll(std::map<std::string, std::string>{{"run acme/web", "17"}, {"change acme/web", "c0ffee"}});
    QCOMPARE(poll.host->cursor(Facet::run, "acme/web"), std::string("17"));
    QCOMPARE(poll.host->cursor(Facet::change, "acme/web"), std::string("c0ffee"));
    QCOMPARE(poll.host->cursor(Facet::run, "acme/api"), std::string());
    QCOMPARE(poll.host->since(), poll.clock.now() - 24h);
    QCOMPARE(poll.host->allCursors().size(), std::size_t(2));
    auto batch = runs("acme/web", {});
    batch.setCursor("18");
    poll.host->store(std::move(batch), poll.note());
    QCOMPARE(poll.host->cursor(Facet::run, "acme/web"), std::string("18"));
}

void PollHostTest::scopesThatFailed() {
    Polled poll;
    poll.host->store(runs("a", {}).setLast(), poll.note());
    poll.host->failed(Facet::run, "b", Error{Fault::forbidden, "no permission: Actions read", 403, {}},
                      poll.note());
    poll.host->failed(Facet::run, "c", Error{Fault::notFound, "gone", 404, {}}, poll.note());
    const auto report = poll.finish();
    QVERIFY(!report.ok());
    QVERIFY(!report.error);
    QCOMPARE(report.scopes.size(), std::size_t(3));
    QCOMPARE(report.worstScope()->fault, Fault::notFound);
    QCOMPARE(report.outcome().partial->fault, Fault::notFound);
    QCOMPARE(poll.results, (std::vector<bool>{true, true, true}));
}

void PollHostTest::scopeThatFailsAfterABatch() {
    Polled poll;
    poll.host->store(runs("a", {fakeRun("1", RunStatus::success, {})}), poll.note());
    poll.host->failed(Facet::run, "a", Error{Fault::network, "cut off", 0, {}}, poll.note());
    const auto report = poll.finish();
    QCOMPARE(report.scopes.size(), std::size_t(1));
    QCOMPARE(report.scopes[0].error->fault, Fault::network);
}

void PollHostTest::nothingButFailuresIsTheSourcesFailure() {
    Polled poll;
    poll.host->failed(Facet::run, "a", Error{Fault::forbidden, "no", 403, {}}, poll.note());
    poll.host->failed(Facet::change, "a", Error{Fault::unauthorized, "expired", 401, {}}, poll.note());
    QCOMPARE(poll.finish().error->fault, Fault::unauthorized);
}

void PollHostTest::historyThatCannotBeWritten() {
    Polled poll;
    FullStore broken;
    PollHost::Start start;
    start.source = "ci";
    PollHost host(broken, poll.clock, std::move(start));
    host.store(runs("a", {}), poll.note());
    QCOMPARE(poll.results, std::vector<bool>{false});
    const auto report = host.finish(Result<Done>(Done()));
    QCOMPARE(report.error->fault, Fault::server);
    QCOMPARE(report.error->message, std::string("the history cannot be written: the disk is full"));
}

void PollHostTest::whatMoves() {
    const auto moving = [](RunStatus status, std::optional<Time> at) {
        Polled poll;
        poll.host->store(runs("a", {fakeRun("1", status, at)}), poll.note());
        return poll.finish().moving;
    };
    const Time now = FakeClock().now();
    QVERIFY(moving(RunStatus::running, now - 1h));
    QVERIFY(moving(RunStatus::queued, now));
    QVERIFY(!moving(RunStatus::running, now - 24h * 30)); // stuck since long ago
    QVERIFY(!moving(RunStatus::waiting, now));
    QVERIFY(!moving(RunStatus::success, now));
    Polled poll;
    poll.host->store(
        runs("a", {fakeRun("1", RunStatus::success, now - 2h), fakeRun("2", RunStatus::success, now + 24h)}),
        poll.note());
    QCOMPARE(poll.finish().lastActivity, std::optional(now)); // a clock that is ahead does not keep us awake
}

void PollHostTest::progressInWords() {
    Polled poll;
    poll.host->report(3, 10, "pages of acme/web");
    poll.host->report(40, 0, "builds");
    QCOMPARE(poll.told, (std::vector<std::string>{"pages of acme/web 3 of 10", "builds 40"}));
    QCOMPARE(poll.host->steps(), std::int64_t(2));
}

void PollHostTest::progressInRecords() {
    Polled poll;
    poll.host->store(runs("a", {fakeRun("1", RunStatus::success, {}), fakeRun("2", RunStatus::success, {})}),
                     poll.note());
    QCOMPARE(poll.host->backfill(), std::string("records 2"));
    poll.host->report(1, 3, "pages");
    poll.host->store(runs("a", {fakeRun("3", RunStatus::success, {})}), poll.note());
    QCOMPARE(poll.filling, (std::vector<std::string>{"records 2", "pages 1 of 3", "pages 1 of 3"}));
}

void PollHostTest::movedOrAccessLost() {
    ScopeState known;
    known.scope = "acme/web";
    known.okAt = FakeClock().now() - 24h;
    Polled poll({}, {known});
    const Error gone{Fault::notFound, "not found", 404, {}};
    poll.host->failed(Facet::run, "acme/web", gone, poll.note());
    poll.host->failed(Facet::change, "acme/web", gone, poll.note()); // which never worked
    const auto scopes = poll.finish().scopes;
    QCOMPARE(scopes[0].error->message, std::string("moved or access lost: not found"));
    QCOMPARE(scopes[1].error->message, std::string("not found"));
    const auto stored = poll.store.reader().sources(poll.clock.now()).value().front();
    QCOMPARE(stored.scopes[0].error->message, std::string("moved or access lost: not found"));
}

void PollHostTest::closedIsToldAsFailed() {
    ScopeState refused;
    refused.facet = Facet::deployment;
    refused.scope = "acme/web";
    refused.error = Error{Fault::forbidden, "no permission: Deployments read", 403, {}};
    refused.askedAt = FakeClock().now();
    refused.refusedTo = "5a";
    Polled poll({}, {refused});
    const auto closed = [&](const std::string& asker) {
        poll.host->setAsker(asker);
        return poll.host->closed(Facet::deployment, "acme/web");
    };
    QVERIFY(!poll.host->closed(Facet::deployment, "acme/web")); // nobody knows yet who asks
    QVERIFY(!closed("6b"));
    QVERIFY(poll.finish().scopes.empty());
    QVERIFY(closed("5a"));
    QVERIFY(!poll.host->closed(Facet::run, "acme/web"));
    QVERIFY(!poll.host->closed(Facet::deployment, "acme/api"));
    const auto report = poll.finish();
    QCOMPARE(report.scopes.size(), std::size_t(1));
    QCOMPARE(report.scopes[0].error->message, refused.error->message);
    poll.clock.advance(24h);
    QVERIFY(!closed("5a"));
}

void PollHostTest::refusalsAreKeptWithTheScope() {
    Polled poll;
    poll.host->setAsker("5a");
    poll.host->failed(Facet::deployment, "acme/web", Error{Fault::forbidden, "no", 403, {}}, poll.note());
    poll.host->failed(Facet::run, "acme/web", Error{Fault::server, "broken", 500, {}}, poll.note());
    const auto scopes = poll.store.reader().sources(poll.clock.now()).value().front().scopes;
    QCOMPARE(scopes[0].refusedTo, std::string("5a"));
    QCOMPARE(scopes[1].refusedTo, std::string());
    QCOMPARE(poll.results, (std::vector<bool>{true, true}));
}

QTEST_APPLESS_MAIN(PollHostTest)
#include "tst_poll_host.moc"
