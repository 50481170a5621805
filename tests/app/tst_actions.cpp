// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "poll/ask.h"
#include "poll/people.h"
#include "poll/poller.h"
#include "support/fake_process.h"

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

// The system on the other side.
RunStatus there = RunStatus::failure;
int sent = 0;
std::function<void(Done)> answers;

bool mute = false; // It does what it is asked to, and shows nothing any more.

Task<Done> poll(Session session) {
    if (mute) throw Failure(Fault::network, "no way there");
    Batch batch(Facet::run, "acme/web");
    batch.add(fakeRun("1", there, session.now()));
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

Task<Detail> detail(Session session, Ref ref) {
    if (mute) throw Failure(Fault::network, "no way there");
    Detail detail;
    auto run = std::get<Run>(ref.record);
    run.status = there;
    run.finishedAt = session.now();
    run.stages.emplace();
    run.stages->emplace_back().id = "build";
    detail.record = run;
    TestCase test;
    test.id = "1|t";
    test.runId = "1";
    test.name = "t";
    test.status = TestStatus::failed;
    detail.more.push_back(test);
    co_return detail;
}

Task<Outcome> rerun(Session, ActionCall) {
    ++sent;
    there = RunStatus::queued;
    Outcome outcome;
    outcome.message = "accepted";
    co_return outcome;
}

/// Is answered when the test says so.
Task<Outcome> cancel(Session, ActionCall) {
    ++sent;
    Await<Done> answer([](std::function<void(Done)> complete) {
        answers = std::move(complete);
        return std::make_unique<Operation>();
    });
    co_await answer;
    there = RunStatus::canceled;
    Outcome outcome;
    outcome.message = "accepted";
    co_return outcome;
}

Task<Outcome> approve(Session session, ActionCall call) {
    Request request(Method::post, "/approve/" + common(call.record).id);
    request.body(R"({"comment":")" + call.comment + "\"}");
    auto answer = co_await session.json(request);
    static_cast<void>(answer);
    co_return Outcome();
}

Task<LogPage> log(Session, LogRef ref) {
    LogPage page;
    page.text = "line of " + ref.run.id + "\n";
    page.nextOffset = ref.offset + 10;
    co_return page;
}

Task<Health> probe(Session) {
    Health health;
    health.version = "4.2";
    co_return health;
}

constexpr std::array actions{Action{"rerun", Facet::run, "write", rerun},
                             Action{"cancel", Facet::run, "write", cancel},
                             Action{"approve", Facet::run, "write", approve}};

Connector acting(bool withDetail) {
    Connector connector = fakeConnector(poll);
    connector.actions = actions;
    connector.log = log;
    connector.probe = probe;
    if (withDetail) connector.detail = detail;
    return connector;
}
const Connector full = acting(true), withoutDetail = acting(false);

ActionRequest wish(const std::string& verb, bool dryRun = false) {
    ActionRequest request;
    request.verb = verb;
    request.call.record = fakeRun("1", RunStatus::failure, {});
    request.call.comment = "please";
    request.dryRun = dryRun;
    return request;
}

struct Acting : FakeProcess {
    explicit Acting(FakeClock& clock, const Connector& connector) : FakeProcess(clock, "one") {
        source = world.add("ci", connector);
        source.actions.all = true;
        there = RunStatus::failure;
        sent = 0;
        mute = false;
    }
    Result<ActionReport> act(ActionRequest request) {
        std::optional<Result<ActionReport>> ended;
        const auto running =
            ask<ActionReport>(runAction(place, source, std::move(request)),
                              [&](Result<ActionReport> result) { ended.emplace(std::move(result)); });
        return ended ? std::move(*ended) : Result<ActionReport>(Error{Fault::timeout, "still going", 0, {}});
    }
    PolledSource source;
};

RunStatus statusOf(const Record& record) { return std::get<Run>(record).status; }

} // namespace

/// What people do with records: act, look closer, read logs.
class ActionsTest : public QObject {
    Q_OBJECT

private slots:
    void readsAgainByItself();
    void readsAgainWithAPoll();
    void saysWhatCouldNotBeSeenYet();
    void notAllowed();
    void notThere();
    void dryRunSendsNothing();
    void outlivesItsOwner();
    void detailIsKept();
    void logAndProbe();
};

void ActionsTest::readsAgainByItself() {
    FakeClock clock;
    Acting acting(clock, full);
    const auto report = acting.act(wish("rerun"));
    QVERIFY(report.ok());
    QCOMPARE(report->message, std::string("accepted"));
    QCOMPARE(statusOf(*report->record), RunStatus::queued);
    QCOMPARE(sent, 1);
}

void ActionsTest::readsAgainWithAPoll() {
    FakeClock clock;
    Acting acting(clock, withoutDetail);
    const auto report = acting.act(wish("rerun"));
    QVERIFY(report.ok());
    QCOMPARE(statusOf(*report->record), RunStatus::queued);
    QCOMPARE(sent, 1);
    QCOMPARE(acting.stored("ci").health, SourceHealth::fresh);
    QVERIFY(acting.isFree("ci"));
}

void ActionsTest::saysWhatCouldNotBeSeenYet() {
    FakeClock clock;
    for (const auto* connector : {&full, &withoutDetail}) {
        Acting acting(clock, *connector);
        mute = true;
        const auto report = acting.act(wish("rerun"));
        QVERIFY(report.ok());
        QCOMPARE(report->message, std::string("accepted; not seen yet: no way there"));
        QVERIFY(!report->record);
        QCOMPARE(sent, 1);
    }
}

void ActionsTest::notAllowed() {
    FakeClock clock;
    Acting acting(clock, full);
    acting.source.actions.all = false;
    auto report = acting.act(wish("rerun"));
    QCOMPARE(report.error().fault, Fault::config);
    QVERIFY(report.error().message.find("actions: [rerun]") != std::string::npos);
    QVERIFY(report.error().message.find("ci") != std::string::npos);
    acting.source.actions.verbs = {"cancel"};
    report = acting.act(wish("rerun"));
    QVERIFY(report.error().message.find("actions: [cancel, rerun]") != std::string::npos);
    QCOMPARE(sent, 0);
    acting.source.actions.verbs = {"rerun"};
    QVERIFY(acting.act(wish("rerun")).ok());
}

void ActionsTest::notThere() {
    FakeClock clock;
    Acting acting(clock, full);
    const auto report = acting.act(wish("silence"));
    QCOMPARE(report.error().fault, Fault::unsupported);
    QCOMPARE(report.error().message, std::string("Fake has no silence for a run"));
    auto alert = wish("silence");
    alert.call.record = Alert();
    QCOMPARE(acting.act(alert).error().message, std::string("Fake has no silence for an alert"));
}

void ActionsTest::dryRunSendsNothing() {
    FakeClock clock;
    Acting acting(clock, full);
    acting.source.actions.all = false;
    const auto report = acting.act(wish("approve", true));
    QVERIFY(report.ok());
    QVERIFY(report->printed.find("POST https://ci.example/approve/1\n") == 0);
    QVERIFY(report->printed.find(R"({"comment":"please"})") != std::string::npos);
    QVERIFY(!report->record);
}

void ActionsTest::outlivesItsOwner() {
    FakeClock clock;
    Acting acting(clock, full);
    Poller poller(acting.place, 1, {}, {});
    PolledSources sources;
    sources.sources.push_back(acting.source);
    poller.configure(sources);
    poller.start();
    std::optional<Result<ActionReport>> ended;
    poller.act("ci", wish("cancel"), [&](Result<ActionReport> report) { ended.emplace(std::move(report)); });
    poller.configure(PolledSources());
    bool stopped = false;
    poller.stop([&] { stopped = true; });
    QVERIFY(!stopped);
    answers(Done());
    QVERIFY(stopped);
    QCOMPARE(statusOf(*ended->value().record), RunStatus::canceled);
    QCOMPARE(sent, 1);
    poller.act("nobody", wish("cancel"),
               [&](Result<ActionReport> report) { ended.emplace(std::move(report)); });
    QCOMPARE(ended->error().message, std::string("no source is called nobody"));
}

void ActionsTest::detailIsKept() {
    FakeClock clock;
    Acting acting(clock, full);
    std::optional<Record> read;
    const auto reading =
        ask<Record>(readDetail(acting.place, acting.source, fakeRun("1", RunStatus::running, clock.now())),
                    [&](Result<Record> result) { read = result.value(); });
    QCOMPARE(std::get<Run>(*read).stages->size(), std::size_t(1));
    const auto kept = acting.store->reader().find(Kind::run, "ci", "1", clock.now());
    QCOMPARE(std::get<Run>(kept->record).stages->front().id, std::string("build"));
    QVERIFY(acting.store->reader().find(Kind::test, "ci", "1|t", clock.now()).ok());
}

void ActionsTest::logAndProbe() {
    FakeClock clock;
    Acting acting(clock, full);
    LogRef ref;
    ref.run.id = "7";
    ref.offset = 5;
    std::optional<LogPage> page;
    const auto reading = ask<LogPage>(callForPerson<LogPage, LogRef>(acting.place, acting.source, log, ref),
                                      [&](Result<LogPage> result) { page = result.value(); });
    QCOMPARE(page->text, std::string("line of 7\n"));
    QCOMPARE(page->nextOffset, std::int64_t(15));
    std::optional<Health> health;
    const auto probing = ask<Health>(testSource(acting.place, acting.source),
                                     [&](Result<Health> result) { health = result.value(); });
    QCOMPARE(health->version, std::string("4.2"));
    std::optional<Error> error;
    const auto searching =
        ask<LogPage>(callForPerson<LogPage, LogQuery>(acting.place, acting.source, full.search, LogQuery()),
                     [&](Result<LogPage> result) { error = result.error(); });
    QCOMPARE(error->fault, Fault::unsupported);
}

QTEST_APPLESS_MAIN(ActionsTest)
#include "tst_actions.moc"
