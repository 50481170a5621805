// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "poll/ask.h"
#include "poll/once.h"
#include "poll/poll_service.h"
#include "poll/stop_signals.h"
#include "support/fake_process.h"

#include <nlohmann/json.hpp>

#include <csignal>

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

Task<Done> works(Session session) {
    Batch batch(Facet::run, "acme/web");
    batch.add(fakeRun("1", RunStatus::success, session.since() + 1h));
    batch.setCursor("1").setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

Task<Done> partly(Session session) {
    Batch batch(Facet::run, "acme/web");
    batch.setLast();
    co_await session.hand(std::move(batch));
    Error error;
    error.fault = Fault::notFound;
    error.message = "gone\xff";
    co_await session.failed(Facet::change, "acme/old", std::move(error));
    co_return Done();
}

Task<Done> refused(Session) {
    throw Failure(Error{Fault::unauthorized, "the token has expired", 401, {}});
    co_return Done();
}

const Connector good = fakeConnector(works), half = fakeConnector(partly), bad = fakeConnector(refused),
                stuck = fakeConnector(hangs);

} // namespace

/// `poll --once`, and the service in front of the poller.
class PollOnceTest : public QObject {
    Q_OBJECT

private slots:
    void oneObjectASource();
    void leavesStatesBehind();
    void sinceTakesThePlaceOfTheBackFill();
    void serviceDeliversToItsCaller();
    void unknownSource();
    void lettingGoCancels();
    void signalsAndWaking();
};

void PollOnceTest::oneObjectASource() {
    FakeClock clock;
    FakeProcess process(clock, "one");
    OnceOrder order;
    for (const auto& [name, connector] :
         {std::pair("good", &good), std::pair("half", &half), std::pair("bad", &bad)})
        order.sources.push_back(process.world.add(name, *connector));
    auto off = process.world.add("off", good);
    off.plan.enabled = false;
    order.sources.push_back(off);
    std::vector<PollReport> reports;
    const auto running = ask<std::vector<PollReport>>(pollOnce(process.place, order),
                                                      [&](auto result) { reports = result.value(); });
    const auto expected = nlohmann::json::parse(R"([
        {"source": "good", "kind": "fake", "ok": true, "records": {"run": 1},
         "scopes": [{"facet": "run", "scope": "acme/web", "ok": true}],
         "requests": 0, "notModified": 0, "bytes": 0, "ms": 0},
        {"source": "half", "kind": "fake", "ok": false, "records": {},
         "scopes": [{"facet": "run", "scope": "acme/web", "ok": true},
                    {"facet": "change", "scope": "acme/old", "ok": false,
                     "error": {"fault": "not_found", "message": "gone\ufffd"}}],
         "requests": 0, "notModified": 0, "bytes": 0, "ms": 0},
        {"source": "bad", "kind": "fake", "ok": false,
         "error": {"fault": "unauthorized", "message": "the token has expired"},
         "records": {}, "scopes": [], "requests": 0, "notModified": 0, "bytes": 0, "ms": 0}])");
    const auto printed = nlohmann::json::parse(toJson(reports));
    QVERIFY2(printed == expected, printed.dump(2).c_str());
    QCOMPARE(toJson(std::vector<PollReport>()), std::string("[]"));
}

void PollOnceTest::leavesStatesBehind() {
    FakeClock clock;
    FakeProcess process(clock, "one");
    OnceOrder order;
    order.sources = {process.world.add("good", good), process.world.add("bad", bad)};
    for (int time = 0; time < 2; ++time)
        ask<std::vector<PollReport>>(pollOnce(process.place, order), [](const auto&) {});
    QCOMPARE(process.stored("good").health, SourceHealth::fresh);
    QCOMPARE(process.stored("bad").failures, 2);
    QVERIFY(process.isFree("good"));
}

void PollOnceTest::sinceTakesThePlaceOfTheBackFill() {
    FakeClock clock;
    FakeProcess process(clock, "one");
    OnceOrder order;
    order.sources = {process.world.add("good", good)};
    order.since = clock.now() - 5h;
    ask<std::vector<PollReport>>(pollOnce(process.place, order), [](const auto&) {});
    const auto run = process.store->reader().find(Kind::run, "good", "1", clock.now());
    QCOMPARE(std::get<Run>(run->record).startedAt, std::optional(clock.now() - 4h));
}

namespace {

/// Threads by hand: what was given to one runs when the test says so.
struct ByHand {
    Executor executor() {
        return [this](std::function<void()> work) {
            if (direct)
                work();
            else
                jobs.push_back(std::move(work));
        };
    }
    void run() {
        while (!jobs.empty()) {
            const auto job = std::move(jobs.front());
            jobs.erase(jobs.begin());
            job();
        }
    }
    std::vector<std::function<void()>> jobs;
    bool direct = false;
};

struct Served {
    explicit Served(const Connector& connector) {
        PolledSources sources;
        sources.sources.push_back(process.world.add("ci", connector));
        service.configure(sources);
    }
    ~Served() { pollThread.direct = true; }
    void run() {
        pollThread.run();
        window.run();
    }

    ByHand pollThread, window;
    FakeClock clock;
    FakeProcess process{clock, "one"};
    PollService service{
        pollThread.executor(), window.executor(),
        [this](PollEvents events) { return std::make_unique<Poller>(process.place, 1, nullptr, events); },
        PollEvents()};
};

} // namespace

void PollOnceTest::serviceDeliversToItsCaller() {
    Served served(good);
    std::optional<PollReport> report;
    const auto ticket = served.service.once(
        {}, {}, [&](Result<std::vector<PollReport>> reports) { report = reports->front(); });
    served.pollThread.run();
    QVERIFY(!report);
    served.window.run();
    QVERIFY(report->ok());
}

void PollOnceTest::unknownSource() {
    Served served(good);
    std::optional<Error> error;
    const auto once = served.service.once({"nobody"}, {}, [&](auto result) { error = result.error(); });
    served.run();
    QCOMPARE(error->fault, Fault::config);
    error.reset();
    const auto test = served.service.test("nobody", [&](auto result) { error = result.error(); });
    served.run();
    QCOMPARE(error->message, std::string("no source is called nobody"));
}

void PollOnceTest::lettingGoCancels() {
    Served served(stuck);
    bool called = false;
    {
        const auto ticket = served.service.once({}, {}, [&](const auto&) { called = true; });
        served.run();
        QVERIFY(!served.process.isFree("ci"));
    }
    served.run();
    QVERIFY(served.process.isFree("ci"));
    {
        const auto ticket = served.service.log("ci", LogRef(), [&](const auto&) { called = true; });
        served.pollThread.run();
    }
    served.run();
    QVERIFY(!called);
}

void PollOnceTest::signalsAndWaking() {
    StopSignals stop;
    QVERIFY(!stop.wait(0));
    stop.wake();
    QVERIFY(!stop.wait());
    std::raise(SIGTERM);
    QVERIFY(stop.wait());
    QVERIFY(!stop.wait(0));
}

QTEST_APPLESS_MAIN(PollOnceTest)
#include "tst_poll_once.moc"
