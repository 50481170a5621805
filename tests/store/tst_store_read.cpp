// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reader_pool.h"
#include "store/store_thread.h"

#include "test_history.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace shipglass;
using namespace shipglass::testing;
using namespace std::chrono_literals;

/// What windows read, and the threads they read on.
class StoreReadTest : public QObject {
    Q_OBJECT

private slots:
    void rowsComeInTheOrderAsked();
    void outcomesADay();
    void sourceStates();
    void forgetting();
    void pruning();
    void aSetFlagEndsTheCall();
    void anotherConnectionSeesChanges();
    void effectiveServices();
    void poolAnswersAndSupersedes();
    void poolWithoutAHistory();
    void storeThreadKeepsTheOrder();
};

void StoreReadTest::rowsComeInTheOrderAsked() {
    TestHistory history;
    history.poll<Run>(
        {run("a", RunStatus::success, at("09:00:00")), run("b", RunStatus::success, at("09:01:00"))});
    Selection all;
    auto ids = history.reader->ids(all).orThrow();
    std::reverse(ids.begin(), ids.end());
    ids.insert(ids.begin() + 1, 12345);
    const auto rows = history.reader->rows(Kind::run, ids, history.now).orThrow();
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(common(rows[0].record).id, std::string("a"));
}

void StoreReadTest::outcomesADay() {
    TestHistory history;
    std::vector<Run> runs;
    for (const int seconds : {10, 20, 60}) {
        Run one = run(std::to_string(seconds), RunStatus::success, at("09:00:00"));
        one.startedAt = one.createdAt;
        one.finishedAt = *one.startedAt + std::chrono::seconds{seconds};
        runs.push_back(one);
    }
    runs.push_back(run("f", RunStatus::failure, at("09:00:00") - 24h));
    history.poll<Run>(runs);
    Selection all;
    all.now = history.now;
    auto days = history.reader->outcomes(all).orThrow();
    QCOMPARE(days.size(), std::size_t{2});
    QVERIFY(days[0].status == RunStatus::failure && days[0].count == 1 && days[0].medianMs == -1);
    QVERIFY(days[1].status == RunStatus::success && days[1].count == 3 && days[1].medianMs == 20'000);
    QCOMPARE(days[1].dayMs, epochMs(at("00:00:00")));
    all.where = query::parse("duration>=20s").orThrow();
    days = history.reader->outcomes(all).orThrow();
    QCOMPARE(days.front().count, std::int64_t{2});
    QCOMPARE(days.front().medianMs, std::int64_t{40'000});
}

void StoreReadTest::sourceStates() {
    TestHistory history;
    SourceState state;
    state.source = "acme";
    state.kind = "github";
    state.health = SourceHealth::fresh;
    state.polledAt = state.okAt = history.now;
    state.nextPollAt = history.now + 60s;
    state.requests = 7;
    state.bytes = 100;
    state.error = Error{Fault::rateLimited, "later", 429, history.now + 1h};
    history.poll<Run>({});
    history.writer->saveState(state).orThrow();
    history.writer
        ->fail("acme", Facet::deployment, "acme/web", {Fault::forbidden, "no permission", 403, {}},
               history.now)
        .orThrow();
    auto read = history.reader->sources(history.now + 1min, {}).orThrow().front();
    QVERIFY(read.health == SourceHealth::fresh);
    QVERIFY(read.error == state.error);
    QCOMPARE(read.requestsLastHour, std::int64_t{7});
    QCOMPARE(read.scopes.size(), std::size_t{2});
    QVERIFY(read.scopes[0].ok && read.scopes[0].okAt == history.now);
    QVERIFY(!read.scopes[1].ok && read.scopes[1].error->fault == Fault::forbidden && !read.scopes[1].okAt);
    read = history.reader->sources(history.now + 3h, {}).orThrow().front();
    QVERIFY(read.health == SourceHealth::stale);
    QCOMPARE(read.requestsLastHour, std::int64_t{0});
}

void StoreReadTest::forgetting() {
    TestHistory history;
    std::vector<Run> runs;
    for (int count = 0; count < 25; ++count)
        runs.push_back(run(std::to_string(count), RunStatus::success, history.now));
    history.poll<Run>(runs);
    Batch other(Facet::run, "*");
    other.add(runs.front());
    history.writer->write("other", other.setLast(), history.now, 1).orThrow();
    history.writer->mark(Kind::run, "acme", "1", "seen", "yes", history.now).orThrow();
    int slices = 0;
    while (!history.writer->forget("acme", 10).orThrow()) QVERIFY(++slices < 20);
    QVERIFY(slices >= 2);
    QCOMPARE(history.reader->count({}).orThrow(), std::int64_t{1});
    QCOMPARE(history.reader->sources(history.now).orThrow().size(), std::size_t{1});
    QVERIFY(history.reader->marks(Kind::run, "acme", "1").orThrow().empty());
    history.poll<Run>(runs);
    QCOMPARE(history.reader->count({}).orThrow(), std::int64_t{26});
}

void StoreReadTest::pruning() {
    TestHistory history;
    std::vector<Run> runs;
    for (int count = 0; count < 40; ++count) {
        runs.push_back(run(std::to_string(count), RunStatus::success, history.now - 24h * count));
        runs.back().stages = std::vector<Stage>(1);
    }
    history.poll<Run>(runs);
    Metric metric;
    metric.id = "m";
    metric.points = {{history.now - 24h * 50, 1}, {history.now, 2}};
    history.poll<Metric>({metric});
    Alert open;
    open.id = "open";
    open.startedAt = history.now - 24h * 50;
    history.poll<Alert>({open});
    Keep keep;
    keep.spans = {{Kind::run, 24h * 30}, {Kind::metric, 24h * 30}, {Kind::alert, 24h * 30}};
    keep.stages = 24h * 10;
    int slices = 0;
    while (!history.writer->prune(keep, history.now, 7).orThrow()) QVERIFY(++slices < 20);
    QCOMPARE(history.reader->count({}).orThrow(), std::int64_t{31});
    QVERIFY(history.find<Run>("10").stages);
    QVERIFY(!history.find<Run>("11").stages);
    QCOMPARE(history.find<Metric>("m").points.size(), std::size_t{1});
    QVERIFY(history.find<Alert>("open").state == AlertState::firing);
    QVERIFY(history.writer->prune(keep, history.now, 7).orThrow());
}

void StoreReadTest::aSetFlagEndsTheCall() {
    TestHistory history;
    std::vector<Run> runs;
    for (int count = 0; count < 3000; ++count) runs.push_back(run(std::to_string(count), RunStatus::success));
    history.poll<Run>(runs);
    Selection selection;
    selection.where = query::parse("number:nothing").orThrow();
    std::atomic<bool> flag{true};
    history.reader->watch(&flag);
    const auto answer = history.reader->count(selection);
    QVERIFY(!answer && answer.error().fault == Fault::canceled);
    flag = false;
    QCOMPARE(history.reader->count(selection).orThrow(), std::int64_t{0});
    history.reader->watch(nullptr);
}

void StoreReadTest::anotherConnectionSeesChanges() {
    TestHistory history;
    const auto before = history.reader->version().orThrow();
    const auto other = Writer::open(history.path).orThrow();
    Batch batch(Facet::run, "*");
    batch.add(run("1", RunStatus::success, history.now));
    other->write("acme", batch.setLast(), history.now, 1).orThrow();
    QVERIFY(history.reader->version().orThrow() > before);
    history.poll<Run>({run("1", RunStatus::failure, history.now), run("2", RunStatus::failure, history.now)});
    QCOMPARE(history.reader->count({}).orThrow(), std::int64_t{2});
}

void StoreReadTest::effectiveServices() {
    TestHistory history;
    Run one = run("1", RunStatus::success, history.now);
    one.repository = "acme/Web";
    one.service = "their-word";
    history.poll<Run>({one});
    Selection selection;
    selection.where = query::parse("service:web team:shop").orThrow();
    QVERIFY(history.ids(selection).empty());
    ServiceRule rule;
    rule.name = "web";
    rule.team = "shop";
    rule.repositories = {"acme/w*"};
    history.reader->setServices({rule});
    QCOMPARE(history.ids(selection).size(), std::size_t{1});
    QCOMPARE(history.reader->read({}).orThrow().front().service, std::string("web"));
}

void StoreReadTest::poolAnswersAndSupersedes() {
    TestHistory history;
    history.poll<Run>({run("1", RunStatus::success, history.now)});
    std::promise<void> started, goOn, skipped;
    std::promise<std::int64_t> answered;
    std::atomic<bool> ranAnyway{false};
    ReaderPool pool(history.path, 1);
    const Asked first = pool.ask([&](Result<Reader*>) {
        started.set_value();
        goOn.get_future().wait();
    });
    started.get_future().wait();
    const Asked second = pool.ask([&](Result<Reader*>) { ranAnyway = true; });
    pool.supersede(second,
                   [&](Result<Reader*> reader) { answered.set_value((*reader)->count({}).orThrow()); });
    goOn.set_value();
    QCOMPARE(answered.get_future().get(), std::int64_t{1});
    QVERIFY(!ranAnyway);
    QVERIFY(second.canceled() && !first.canceled());
}

void StoreReadTest::poolWithoutAHistory() {
    QTemporaryDir folder;
    std::promise<Fault> fault;
    ReaderPool pool(folder.filePath(QStringLiteral("none.sqlite")).toStdString(), 1);
    pool.ask([&](Result<Reader*> reader) { fault.set_value(reader.error().fault); });
    QVERIFY(fault.get_future().get() == Fault::notFound);
}

void StoreReadTest::storeThreadKeepsTheOrder() {
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("sub/history.sqlite")).toStdString();
    std::vector<int> order;
    {
        StoreThread store(path, 2);
        QVERIFY(store.opened().ok());
        for (int count = 0; count < 20; ++count)
            QVERIFY(store.ask([&order, count](Writer&) { order.push_back(count); }));
    }
    QCOMPARE(order.size(), std::size_t{20});
    QVERIFY(std::is_sorted(order.begin(), order.end()));
    StoreThread broken(folder.path().toStdString());
    QVERIFY(!broken.opened().ok());
    QVERIFY(!broken.ask([](Writer&) {}));
}

QTEST_GUILESS_MAIN(StoreReadTest)
#include "tst_store_read.moc"
