// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/match.h"
#include "support/random_records.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::query;

namespace {

const Time now = *parseTime("2026-05-04T12:00:00Z");

Run sampleRun() {
    Run run;
    run.source = "ci", run.id = "acme/web#12", run.repository = "acme/web", run.pipeline = "Deploy-Web";
    run.attempt = 2, run.status = RunStatus::failure, run.title = "Fix the B\xC3\xBCro 100% *really*",
    run.branch = "Main";
    run.commit = "4f2a9c", run.actor = "renovate-bot", run.labels = {{"nightly", "app=web", "tier:gold"}};
    run.createdAt = now - std::chrono::hours(30), run.startedAt = now - std::chrono::minutes(90);
    run.finishedAt = now - std::chrono::minutes(75);
    run.attributes = {{"queue", std::string("Fast")}, {"cost", 2.5},
                      {"n", std::int64_t{7}},         {"on", true},
                      {"gone", JsonText{"null"}},     {"list", JsonText{"[1,2]"}}};
    return run;
}

const ServiceRules rules = [] {
    ServiceRule web;
    web.name = "shopfront";
    web.team = "Shop";
    web.repositories = {"ACME/web*"};
    return ServiceRules{web};
}();

bool holds(const std::string& text, const Record& record, const Context& context) {
    const auto query = parse(text);
    return query && matches(*query, record, context);
}

} // namespace

/// Queries against records in memory.
class QueryMatchTest : public QObject {
    Q_OBJECT

private slots:
    void runs_data();
    void runs();
    void alerts_data();
    void alerts();
    void otherKinds();
    void negationIsTheOpposite();
    void checks_data();
    void checks();
    void everyNamedFieldCanBeAskedFor();
};

void QueryMatchTest::runs_data() {
    QTest::addColumn<bool>("expected");
    const auto yes = [](const char* text) { QTest::newRow(text) << true; };
    const auto no = [](const char* text) { QTest::newRow(text) << false; };
    yes(""), yes("status:failure branch:main"), no("status:failure branch:dev"), yes("-status:success");
    yes("status:FAIL*"), yes("status=failure"), no("status=FAILURE"), no("status=fail*"),
        yes("status:success,failure");
    yes("kind:run"), no("kind:alert");
    yes("branch=Main"), no("branch=main"), yes("branch:m*n"), no("branch:\"m*n\""), yes("branch:*"),
        no("branch:ma");
    no("environment:*"), yes("-environment:*"), yes("-environment:prod"), no("environment:\"\"");
    yes("title:x,*100%*"), no("title:*100_*");
    yes("really"), yes("\"the b\xC3\xBCro\""), no("\"THE B\xC3\x9CRO\""), yes("WEB#12"), yes("4F2A"),
        yes("*really*"), no("renovate");
    yes("labels:NIGHTLY"), yes("labels:x,app*"), no("labels:app"), yes("label.app:WEB"), yes("label.tier:g*"),
        no("label.App:web");
    no("label.nightly:*"), yes("-label.nightly:*");
    yes("attempt:2"), yes("attempt:1,2"), no("attempt:3"), yes("attempt>1"), no("attempt>2"),
        yes("attempt>=2 attempt<3 attempt<=2");
    yes("attr.queue:fast"), no("attr.queue=fast"), yes("attr.queue:*"), yes("attr.cost>2"),
        no("attr.cost>2.5"), yes("attr.cost:2.50");
    yes("attr.n:7"), yes("attr.n<=7"), no("attr.n:7*"), yes("attr.n:*"), yes("attr.on:true"), no("attr.on>0"),
        no("attr.gone:*");
    yes("attr.list:\"[1,2]\""), no("attr.none:*"), no("attr.queue>1");
    yes("age<2h"), no("age<90m"), yes("age<=90m"), yes("age>1h"), yes("duration>10m"), yes("duration:15m"),
        no("duration>15m");
    yes("startedAt>2h"), no("startedAt<2h"), yes("startedAt:2026-05-04"), no("startedAt:2026-05-03"),
        yes("createdAt:2026-05-03");
    yes("createdAt<2026-05-04"), yes("startedAt=2026-05-04T10:30:00Z"),
        yes("startedAt>2026-05-04T12:00:00+02:00");
    yes("finishedAt:*"), no("observedAt:*");
    yes("service:shopfront"), no("service:web"), yes("team:shop"), no("team=shop"), yes("stale:false"),
        no("stale:true");
    yes("trigger:unknown"), no("severity:high"), yes("-severity:high"), no("nonsense>5"), yes("-nonsense:x");
}

void QueryMatchTest::runs() {
    QFETCH(bool, expected);
    QVERIFY(parse(QTest::currentDataTag()).ok());
    QCOMPARE(holds(QTest::currentDataTag(), sampleRun(), {now, &rules, false}), expected);
}

void QueryMatchTest::alerts_data() {
    QTest::addColumn<bool>("expected");
    const auto yes = [](const char* text) { QTest::newRow(text) << true; };
    const auto no = [](const char* text) { QTest::newRow(text) << false; };
    yes("severity>=warning"), yes("severity>info"), yes("severity<critical"), no("severity>high"),
        no("severity<=WARNING");
    yes("severity:high,critical"), yes("severity:h*"), yes("incident:TRUE"), no("incident:false"),
        yes("incident:*");
    yes("label.app:web"), no("label.none:*"), yes("state:firing"), no("acknowledgedAt:*"), no("duration:*"),
        yes("age:1h");
    yes("links:pd*"), yes("stale:true"), yes("service:api"), no("team:*");
}

void QueryMatchTest::alerts() {
    QFETCH(bool, expected);
    Alert alert;
    alert.id = "k@1", alert.severity = Severity::high, alert.incident = true, alert.labels = {{"app", "web"}};
    alert.startedAt = now - std::chrono::hours(1), alert.links = {{"x", "PD-1"}}, alert.service = "api";
    QCOMPARE(holds(QTest::currentDataTag(), alert, {now, nullptr, true}), expected);
    alert.severity = Severity::unknown;
    QVERIFY(!holds("severity<critical", alert, {now, nullptr, true}) &&
            holds("severity:unknown", alert, {now, nullptr, true}));
}

void QueryMatchTest::otherKinds() {
    const Context context{now, nullptr, false};
    TestCase test;
    test.id = "t", test.className = "Cart", test.durationMs = 1500, test.flaky = false,
    test.message = "Expected 3";
    QVERIFY(holds("class:cart durationMs>1000 duration>1s flaky:false expected", test, context));
    Change change;
    change.id = "c", change.mergedAt = now - std::chrono::hours(5);
    QVERIFY(holds("age>4h age<6h", change, context));
    Resource resource;
    resource.id = "w", resource.name = "worker-1", resource.health = ResourceHealth::down;
    QVERIFY(holds("health:down worker", resource, context));
    QVERIFY(!holds("age<1000d", resource, context) && holds("-age<1000d", resource, context));
    Metric metric;
    metric.id = "m", metric.points = {{now, 1}};
    QVERIFY(holds("age<1m", metric, context));
}

void QueryMatchTest::negationIsTheOpposite() {
    testing::RandomRecords random(3);
    const char* texts[] = {"status:success", "branch:*a*",        "age<100d",  "label.web:*",
                           "main",           "severity>=warning", "attempt>3", "rollback:true"};
    std::size_t found = 0;
    for (int round = 0; round < 2000; ++round) {
        const Record record = random.record();
        const std::string text = texts[random.below(std::size(texts))];
        const Context context{now, &rules, random.chance(50)};
        QVERIFY(holds(text, record, context) != holds('-' + text, record, context));
        found += holds(text, record, context) ? 1 : 0;
    }
    QVERIFY(found > 100 && found < 1900);
}

void QueryMatchTest::checks_data() {
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* text, const char* message) {
        QTest::newRow(text) << QByteArray(message);
    };
    row("status:failure label.app:web attr.x>1 stale:true team:shop", "");
    row("main stauts:failure", "column 6: a record of kind run has no field stauts; the nearest is status");
    row("lable.app:web", "column 1: a record of kind run has no field lable.app; the nearest is label.app");
    row("severity:high", "column 1: a record of kind run has no field severity; the nearest is service");
    row("labels.x:y", "column 1: a record of kind run has no field labels.x; the nearest is labels");
    row("stages:x", "column 1: stages of a record of kind run cannot be asked for");
    row("attributes:x", "column 1: attributes of a record of kind run are asked for as attr.KEY");
    row("branch>a", "column 1: branch has no order; < and > are for times, durations, numbers and severity");
    row("attempt>two", "column 1: attempt wants a whole number, not two");
    row("attempt:99999999999999999999", "column 1: attempt wants a whole number, not 99999999999999999999");
    row("age<yesterday", "column 1: age wants a duration such as 90d, 2h, 10m or 30s, not yesterday");
    row("startedAt:2h", "column 1: startedAt wants a date or time; an age goes with < or >, not 2h");
    row("startedAt>noon", "column 1: startedAt wants a time such as 2026-05-04T10:00:00Z, a date, or an age "
                          "such as 2h, not noon");
    row("stale:maybe", "column 1: stale wants true or false, not maybe");
    row("attr.x>fast", "column 1: attr.x wants a number, not fast");
}

void QueryMatchTest::checks() {
    QFETCH(QByteArray, message);
    const auto result = check(*parse(QTest::currentDataTag()), Kind::run);
    QCOMPARE(result.ok() ? QByteArray() : QByteArray::fromStdString(result.error().message), message);
    QVERIFY(result.ok() || result.error().fault == Fault::config);
}

void QueryMatchTest::everyNamedFieldCanBeAskedFor() {
    for (std::size_t index = 0; index < Words<Kind>::list.size(); ++index) {
        const Kind kind = static_cast<Kind>(index);
        const auto names = fieldNames(kind);
        QCOMPARE(names.front(), std::string("kind"));
        QVERIFY(std::find(names.begin(), names.end(), "stale") != names.end());
        for (const auto& name : names) {
            const auto query = parse(name + ":*");
            QVERIFY2(query.ok() && check(*query, kind).ok(), name.c_str());
        }
    }
    QVERIFY(!check(*parse("labels:x"), Kind::alert).ok() && check(*parse("labels:x"), Kind::change).ok());
    QVERIFY(check(*parse("severity>info"), Kind::log).ok() && !check(*parse("label.a:b"), Kind::log).ok());
    QVERIFY(!check(*parse("severity>dire"), Kind::alert).ok());
}

QTEST_APPLESS_MAIN(QueryMatchTest)
#include "tst_query_match.moc"
