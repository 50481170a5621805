// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/merge.h"
#include "support/random_records.h"

#include "raw_file.h"
#include "test_history.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;
using namespace std::chrono_literals;

/// What is written is what is read.
class StoreWriteTest : public QObject {
    Q_OBJECT

private slots:
    void everyFieldComesBack();
    void brokenTextBecomesText();
    void cursorsGoWithTheirIdentity();
    void leases();
    void leasesGoByTheClockOfTheStore();
    void marks();
    void importedRowsDoNotGoStale();
    void anImportThatIsStoppedNeverWas();
    void passedTestsAreCountsOnly();
    void newestRunsOfAPipeline();
    void newestRunsOfThen();
};

void StoreWriteTest::everyFieldComesBack() {
    TestHistory history;
    RandomRecords random(7);
    for (int count = 0; count < 400; ++count) {
        Record record = random.record();
        common(record).source = "acme";
        common(record).observedAt.reset();
        if (auto* test = std::get_if<TestCase>(&record)) test->status = TestStatus::failed;
        if (auto* alert = std::get_if<Alert>(&record)) alert->key = alert->id; // each an episode of its own
        Record expected = record;
        clean(expected);
        beginHistory(expected, history.now);
        Batch batch(Kind::run, "*");
        batch.add(record);
        history.writer->write("acme", batch.setLast(), history.now, 1).orThrow();
        Row row = history.reader->find(kindOf(record), "acme", common(record).id, history.now).orThrow();
        QVERIFY(common(row.record).observedAt == history.now);
        common(row.record).observedAt.reset();
        if (row.record != expected)
            qWarning() << "of kind" << int(kindOf(record)) << common(record).id.c_str();
        QVERIFY(row.record == expected);
    }
}

void StoreWriteTest::brokenTextBecomesText() {
    TestHistory history;
    Run broken = run("1", RunStatus::success);
    broken.title = std::string("a\0b\xFF", 4);
    broken.labels = std::vector<std::string>{"\xC3\x28"};
    broken.attributes["k\xFE"] = std::string("\xED\xA0\x80");
    history.poll<Run>({broken});
    const Run read = history.find<Run>("1");
    QCOMPARE(read.title, std::string("a\xEF\xBF\xBD"
                                     "b\xEF\xBF\xBD"));
    QCOMPARE(read.labels->front(), std::string("\xEF\xBF\xBD("));
    QVERIFY(read.attributes.count("k\xEF\xBF\xBD") == 1);
}

void StoreWriteTest::cursorsGoWithTheirIdentity() {
    TestHistory history;
    QVERIFY(history.writer->cursors("acme", "v1").orThrow().empty());
    Batch batch(Kind::run, "acme/web");
    history.writer->write("acme", batch.setCursor("page 3"), history.now, 1).orThrow();
    QCOMPARE(history.writer->cursors("acme", "v1").orThrow().at("run acme/web"), std::string("page 3"));
    QVERIFY(history.writer->cursors("acme", "v2").orThrow().empty());
    QVERIFY(history.writer->cursors("acme", "v1").orThrow().empty());
}

void StoreWriteTest::leases() {
    TestHistory history;
    const auto lease = [&](const char* holder, Time now) {
        history.writer->useClock([now] { return now; });
        return history.writer->lease("acme", holder, 60s).orThrow();
    };
    QVERIFY(lease("window", history.now));
    QVERIFY(!lease("poll", history.now + 30s));
    QVERIFY(lease("window", history.now + 30s));
    QVERIFY(lease("poll", history.now + 90s));
    history.writer->release("acme", "poll").orThrow();
    QVERIFY(lease("window", history.now + 91s));
}

void StoreWriteTest::leasesGoByTheClockOfTheStore() {
    TestHistory history;
    QVERIFY(history.writer->lease("acme", "window", 24h).orThrow());
    QVERIFY(!history.writer->lease("acme", "poll", 24h).orThrow());
    const std::string tomorrow = "SELECT abs(until / 1000 - strftime('%s', 'now') - 86400) < 60 FROM leases";
    QCOMPARE(rawAnswer(history.path, tomorrow), std::string("1"));
}

void StoreWriteTest::marks() {
    TestHistory history;
    history.writer->mark(Kind::alert, "acme", "1", "snoozed", "1h", history.now).orThrow();
    QCOMPARE(history.reader->marks(Kind::alert, "acme", "1").orThrow().at("snoozed"), std::string("1h"));
    history.writer->mark(Kind::alert, "acme", "1", "snoozed", "", history.now).orThrow();
    QVERIFY(history.reader->marks(Kind::alert, "acme", "1").orThrow().empty());
}

void StoreWriteTest::importedRowsDoNotGoStale() {
    TestHistory history;
    std::vector<Record> records;
    for (int count = 0; count < 500; ++count)
        records.push_back(run(std::to_string(count), RunStatus::success, at("09:00:00")));
    history.writer->import(records, history.now).orThrow();
    Selection all;
    all.limit = 0;
    all.now = history.now + 24h * 1000;
    QCOMPARE(history.reader->count(all).orThrow(), std::int64_t{500});
    for (const Row& row : history.reader->read(all).orThrow()) QVERIFY(!row.stale);
}

void StoreWriteTest::anImportThatIsStoppedNeverWas() {
    TestHistory history;
    std::vector<Record> records;
    for (int count = 0; count < 1000; ++count)
        records.push_back(run(std::to_string(count), RunStatus::success, at("09:00:00")));
    std::vector<std::size_t> told;
    const auto importUpTo = [&](std::size_t most) {
        told.clear();
        return history.writer->import(records, history.now, [&](std::size_t written) {
            told.push_back(written);
            return written < most;
        });
    };
    QCOMPARE(importUpTo(600).error().fault, Fault::canceled);
    QCOMPARE(told, (std::vector<std::size_t>{200, 400, 600}));
    Selection all;
    all.now = history.now;
    QCOMPARE(history.reader->count(all).orThrow(), std::int64_t{0});
    QVERIFY(importUpTo(5000).ok());
    QCOMPARE(told.back(), std::size_t{1000});
    QCOMPARE(history.reader->count(all).orThrow(), std::int64_t{1000});
}

void StoreWriteTest::passedTestsAreCountsOnly() {
    TestHistory history;
    TestCase test;
    test.suite = "web";
    test.name = "opens";
    const auto poll = [&](const char* id, TestStatus status, Time when) {
        test.id = id;
        test.status = status;
        test.startedAt = when;
        history.poll<TestCase>({test}, "*", when);
    };
    poll("1", TestStatus::passed, history.now - 24h);
    poll("2", TestStatus::failed, history.now - 23h);
    poll("3", TestStatus::passed, history.now);
    Selection all;
    all.kind = Kind::test;
    QCOMPARE(history.ids(all), (std::vector<std::string>{"3", "2"}));
}

void StoreWriteTest::newestRunsOfAPipeline() {
    TestHistory history;
    std::vector<Run> runs;
    for (int count = 0; count < 50; ++count) {
        Run one = run(std::to_string(count), count % 2 ? RunStatus::failure : RunStatus::success,
                      at("01:00:00") + std::chrono::minutes{(count * 37) % 50});
        one.startedAt = one.createdAt;
        one.finishedAt = *one.startedAt + std::chrono::seconds{count};
        runs.push_back(one);
    }
    for (auto begin = runs.begin(); begin != runs.end(); begin += 10) history.poll<Run>({begin, begin + 10});
    std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.createdAt > b.createdAt; });
    runs.front().status = RunStatus::canceled;
    history.poll<Run>({runs.front()});
    Selection newest;
    newest.limit = 1;
    const auto rows = history.reader->read(newest).orThrow();
    const auto lanes = history.reader->recent(rows).orThrow();
    const auto& lane = lanes.at("acme\x1f"
                                "acme/web\x1f"
                                "build");
    QCOMPARE(lane.size(), std::size_t{20});
    for (std::size_t index = 0; index < lane.size(); ++index) {
        QVERIFY(lane[index].status == runs[index].status);
        QCOMPARE(lane[index].durationMs, (*runs[index].finishedAt - *runs[index].startedAt).count());
    }
}

void StoreWriteTest::newestRunsOfThen() {
    TestHistory history;
    std::vector<Run> runs;
    for (int minute = 0; minute < 40; ++minute) {
        Run run = testing::run(std::to_string(minute), RunStatus::success,
                               at("09:00:00") + std::chrono::minutes{minute});
        run.startedAt = run.createdAt;
        run.finishedAt = *run.startedAt + std::chrono::seconds{90};
        runs.push_back(run);
    }
    Run other = runs.front();
    other.id = "other";
    other.pipeline = "deploy";
    runs.push_back(other);
    history.poll<Run>(runs);
    const Row row = history.reader->find(Kind::run, "acme", "0", history.now).orThrow();
    const auto lanes = history.reader->recent({row}, at("09:03:20")).orThrow();
    const auto& lane = lanes.begin()->second;
    QCOMPARE(lane.size(), std::size_t{4});
    QCOMPARE(lane[0].status, RunStatus::running);
    QCOMPARE(lane[0].durationMs, -1);
    QCOMPARE(lane[1].status, RunStatus::running); // Ended at 09:03:30.
    QCOMPARE(lane[2].status, RunStatus::success);
    QCOMPARE(lane[2].durationMs, 90'000);
}

QTEST_GUILESS_MAIN(StoreWriteTest)
#include "tst_store_write.moc"
