// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"
#include "codec/json_value.h"
#include "codec/parts.h"
#include "codec/tidy.h"
#include "codec/utf8.h"
#include "support/random_records.h"

#include <QtTest>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

using namespace shipglass;

namespace {

Time at(int minute) { return fromEpochMs(1'777'629'600'000 + 60'000 * minute); } // 2026-05-01T10:00Z

std::string attribute(const Record& record, const std::string& name) {
    const auto& attributes = common(record).attributes;
    const auto found = attributes.find(name);
    return found == attributes.end() ? "" : partToJson(Attributes{*found});
}

template <class R> R readAs(std::string_view json) {
    auto record = fromJson(json);
    return record ? std::get<R>(*record) : R{};
}

} // namespace

/// Records to and from one line of JSON.
class CodecTest : public QObject {
    Q_OBJECT

private slots:
    void golden_data();
    void golden();
    void everyRecordComesBack();
    void partsComeBack();
    void valuesOfJson();
    void notFiniteIsNull();
    void brokenText();
    void jsonTextStaysOneLine();
    void unknownFieldsAreKept();
    void wrongTypesAreKeptRaw();
    void undocumentedWords();
    void impossibleEnds();
    void nullEverywhere();
    void refused_data();
    void refused();
    void mangledLinesNeverThrow();
    void largeNumbersAndTitles();
};

void CodecTest::golden_data() {
    QTest::addColumn<QByteArray>("actual");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const Record& record, const char* expected) {
        QTest::newRow(std::string(word(kindOf(record))).c_str())
            << QByteArray::fromStdString(toJson(record)) << QByteArray(expected);
    };
    Run run;
    run.source = "ci", run.id = "acme/web#12", run.project = run.repository = "acme/web",
    run.pipeline = "build";
    run.number = "12", run.attempt = 2, run.status = RunStatus::success, run.title = "Fix \"it\"",
    run.branch = "main";
    run.commit = "4f2a", run.commits = std::vector<std::string>{}, run.trigger = Trigger::pullRequest;
    run.createdAt = at(0), run.startedAt = at(1), run.finishedAt = at(3);
    run.stages = {{Stage{"7", "", "test", 1, RunStatus::failure, at(1), {}, "", true}}};
    run.attempts = {{Attempt{1, RunStatus::failure, at(1), at(2), ""}}};
    run.tests = TestCounts{10, 0, {}, {}};
    run.labels = {{"a", "b"}};
    run.history = {{at(1), RunStatus::running, true}, {at(3), RunStatus::success, false}};
    run.attributes = {{"rawStatus", std::string("completed/success")}, {"n", std::int64_t{3}}, {"r", 2.0}};
    row(run,
        R"({"kind":"run","source":"ci","id":"acme/web#12","project":"acme/web","repository":"acme/web",)"
        R"("pipeline":"build","number":"12","attempt":2,"status":"success","title":"Fix \"it\"","branch":"main",)"
        R"("commit":"4f2a","commits":[],"trigger":"pull_request","createdAt":"2026-05-01T10:00:00.000Z",)"
        R"("startedAt":"2026-05-01T10:01:00.000Z","finishedAt":"2026-05-01T10:03:00.000Z",)"
        R"("stages":[{"id":"7","name":"test","attempt":1,"status":"failure",)"
        R"("startedAt":"2026-05-01T10:01:00.000Z","hasLog":true}],"attempts":[{"attempt":1,"status":"failure",)"
        R"("startedAt":"2026-05-01T10:01:00.000Z","finishedAt":"2026-05-01T10:02:00.000Z"}],)"
        R"("tests":{"passed":10,"failed":0},"labels":["a","b"],)"
        R"("history":[{"at":"2026-05-01T10:01:00.000Z","status":"running","observed":true},)"
        R"({"at":"2026-05-01T10:03:00.000Z","status":"success"}],)"
        R"("attributes":{"n":3,"r":2.0,"rawStatus":"completed/success"}})");
    Deployment deployment;
    deployment.source = "ci", deployment.id = "9", deployment.environment = "prod",
    deployment.tier = Tier::production;
    deployment.commits = {{RepositoryCommit{"acme/web", "4f2a"}}};
    deployment.status = DeploymentStatus::inactive, deployment.rollback = false;
    deployment.finishedAt = at(0);
    row(deployment,
        R"({"kind":"deployment","source":"ci","id":"9","environment":"prod","tier":"production",)"
        R"("commits":[{"repository":"acme/web","sha":"4f2a"}],"status":"inactive","rollback":false,)"
        R"("finishedAt":"2026-05-01T10:00:00.000Z"})");
    Change change;
    change.source = "git", change.id = "c", change.commits = {{ChangeCommit{"4f2a", {}, at(0), true}}};
    change.mergedAt = at(1);
    row(change, R"({"kind":"change","source":"git","id":"c",)"
                R"("commits":[{"sha":"4f2a","committedAt":"2026-05-01T10:00:00.000Z","merge":true}],)"
                R"("mergedAt":"2026-05-01T10:01:00.000Z"})");
    Alert alert;
    alert.source = "am", alert.id = "k@1", alert.key = "k", alert.severity = Severity::critical;
    alert.state = AlertState::silenced, alert.incident = true, alert.labels = {{"app", "web"}};
    row(alert,
        R"({"kind":"alert","source":"am","id":"k@1","key":"k","severity":"critical","state":"silenced",)"
        R"("incident":true,"labels":{"app":"web"}})");
    Resource resource;
    resource.source = "bb", resource.id = "w1", resource.type = "buildbot.worker",
    resource.health = ResourceHealth::up;
    resource.observedAt = at(0);
    row(resource, R"({"kind":"resource","source":"bb","id":"w1","type":"buildbot.worker","health":"up",)"
                  R"("observedAt":"2026-05-01T10:00:00.000Z"})");
    Metric metric;
    metric.source = "prom", metric.id = "m", metric.points = {{at(0), 0.5}, {at(1), 3}};
    row(metric,
        R"({"kind":"metric","source":"prom","id":"m","points":[[1777629600000,0.5],[1777629660000,3.0]]})");
    LogLine line;
    line.source = "log", line.id = "1", line.time = at(0), line.seq = 4, line.message = "a\n\x01";
    row(line, R"({"kind":"log","source":"log","id":"1","time":"2026-05-01T10:00:00.000Z","seq":4,)"
              R"("severity":"unknown","message":"a\n\u0001"})");
    TestCase test;
    test.source = "junit", test.id = "t", test.className = "C", test.status = TestStatus::failed;
    test.durationMs = 7, test.flaky = true;
    row(test,
        R"({"kind":"test","source":"junit","id":"t","class":"C","status":"failed","durationMs":7,"flaky":true})");
}

void CodecTest::golden() {
    QFETCH(QByteArray, actual);
    QFETCH(QByteArray, expected);
    QCOMPARE(actual, expected);
    const auto again = fromJson(actual.toStdString());
    QVERIFY(again.ok());
    QCOMPARE(QByteArray::fromStdString(toJson(*again)), expected);
}

void CodecTest::everyRecordComesBack() {
    testing::RandomRecords random(20260501);
    for (int round = 0; round < 4000; ++round) {
        const Record record = random.record(static_cast<Kind>(round % 8));
        const std::string line = toJson(record);
        QVERIFY2(line.find('\n') == std::string::npos, line.c_str());
        const auto again = fromJson(line);
        QVERIFY2(again.ok() && *again == record, line.c_str());
        QVERIFY2(*recordFromJson(recordToJson(record)) == record, line.c_str());
    }
}

void CodecTest::partsComeBack() {
    testing::RandomRecords random(7);
    for (int round = 0; round < 300; ++round) {
        const auto run = random.make<Run>();
        QCOMPARE(attributesFromJson(attributesToJson(run.attributes)), run.attributes);
        QCOMPARE(partFromJson<History<RunStatus>>(partToJson(run.history)), run.history);
        if (run.stages) QCOMPARE(partFromJson<std::vector<Stage>>(partToJson(*run.stages)), *run.stages);
        if (run.attempts)
            QCOMPARE(partFromJson<std::vector<Attempt>>(partToJson(*run.attempts)), *run.attempts);
        if (run.labels)
            QCOMPARE(partFromJson<std::vector<std::string>>(partToJson(*run.labels)), *run.labels);
        if (run.tests) QCOMPARE(partFromJson<TestCounts>(partToJson(*run.tests)), *run.tests);
        const auto alert = random.make<Alert>();
        QCOMPARE(partFromJson<Labels>(partToJson(alert.labels)), alert.labels);
    }
    for (const char* broken : {"", "{", "null", "[1", "\"x\"", "[[[["}) {
        QVERIFY(attributesFromJson(broken).empty());
        QVERIFY(partFromJson<std::vector<Stage>>(broken).empty());
    }
}

void CodecTest::valuesOfJson() {
    for (const char* text :
         {"true", "12", "-9223372036854775808", "1.5", "2.0", "\"a\"", "[1,null]", "{\"a\":{}}", "null"})
        QCOMPARE(valueToJson(valueFromJson(nlohmann::json::parse(text))).dump(), std::string(text));
    QVERIFY(std::holds_alternative<double>(valueFromJson(nlohmann::json::parse("18446744073709551615"))));
}

void CodecTest::notFiniteIsNull() {
    Metric metric;
    metric.id = "m";
    metric.points = {{at(0), std::nan("")}, {at(1), std::numeric_limits<double>::infinity()}};
    const std::string line = toJson(metric);
    QVERIFY(line.find("[[1777629600000,null],[1777629660000,null]]") != std::string::npos);
    const auto again = readAs<Metric>(line);
    QCOMPARE(again.points.size(), std::size_t{2});
    QVERIFY(std::isnan(again.points[0].value));
    const auto odd = readAs<Metric>(
        R"({"kind":"metric","id":"m","points":[[9223372036854775807,1],[1,"x"],[1],7,[1,2]]})");
    QCOMPARE(odd.points, (std::vector<Point>{{fromEpochMs(1), 2}}));
}

void CodecTest::brokenText() {
    Run run;
    run.id = "1";
    run.title = "a\xFFz\xED\xA0\x80\xC0\xAF\xF0\x9F";
    const std::string line = toJson(run);
    QVERIFY(isUtf8(line));
    QVERIFY(readAs<Run>(line).title.starts_with("a\xEF\xBF\xBDz\xEF\xBF\xBD"));
    QCOMPARE(readAs<Run>("{\"kind\":\"run\",\"id\":\"1\",\"title\":\"x\xFF\"}").title,
             std::string("x\xEF\xBF\xBD"));
    QCOMPARE(readAs<Run>(R"({"kind":"run","id":"1","title":"a\u0000b"})").title, std::string("a\0b", 3));
    QCOMPARE(repairUtf8("gr\xC3\xBC\xC3"), std::string("gr\xC3\xBC\xEF\xBF\xBD"));
}

void CodecTest::jsonTextStaysOneLine() {
    Run run;
    run.id = "1";
    run.attributes = {{"a", JsonText{"{\n\"x\": 1}"}},
                      {"b", JsonText{"oops }"}},
                      {"c", JsonText{std::string(95, '[') + std::string(95, ']')}}};
    const auto again = readAs<Run>(toJson(run));
    QCOMPARE(again.attributes.at("a"), Value(JsonText{"{\"x\":1}"}));
    QCOMPARE(again.attributes.at("b"), Value("oops }"));
    QVERIFY(std::holds_alternative<std::string>(again.attributes.at("c")));
}

void CodecTest::unknownFieldsAreKept() {
    const auto run =
        readAs<Run>(R"({"kind":"run","id":"1","queue":"fast","n":7,"r":1.5,"on":true,"list":[1],"no":null,
        "attributes":{"queue":"slow","own":2}})");
    const Attributes expected{{"queue", Value("slow")},
                              {"n", Value(std::int64_t{7})},
                              {"r", 1.5},
                              {"on", true},
                              {"list", JsonText{"[1]"}},
                              {"no", JsonText{"null"}},
                              {"own", Value(std::int64_t{2})}};
    QCOMPARE(run.attributes, expected);
}

void CodecTest::wrongTypesAreKeptRaw() {
    const auto record =
        fromJson(R"({"kind":"run","id":31,"number":12,"attempt":"two","title":{"x":1},"createdAt":17,
        "labels":"a","stages":[7,{"name":5,"status":"odd","startedAt":"soon"}],"tests":[],"commits":["a",1,null]})");
    QVERIFY(record.ok());
    const Run& run = std::get<Run>(*record);
    QCOMPARE(run.id, std::string("31"));
    QCOMPARE(run.number, std::string("12"));
    QVERIFY(!run.attempt && run.title.empty() && !run.createdAt && !run.labels && !run.tests);
    QCOMPARE(run.stages->size(), std::size_t{1});
    QCOMPARE(run.stages->front().name, std::string("5"));
    QCOMPARE(run.stages->front().status, RunStatus::unknown);
    QCOMPARE(*run.commits, (std::vector<std::string>{"a", "1"}));
    QCOMPARE(attribute(*record, "rawAttempt"), std::string(R"({"rawAttempt":"two"})"));
    QCOMPARE(attribute(*record, "rawTitle"), std::string(R"({"rawTitle":{"x":1}})"));
    QCOMPARE(attribute(*record, "rawCreatedAt"), std::string(R"({"rawCreatedAt":17})"));
    QCOMPARE(attribute(*record, "rawLabels"), std::string(R"({"rawLabels":"a"})"));
}

void CodecTest::undocumentedWords() {
    const auto run = readAs<Run>(R"({"kind":"run","id":"1","status":"exploded","trigger":"moon"})");
    QCOMPARE(run.status, RunStatus::unknown);
    QCOMPARE(run.attributes.at("rawStatus"), Value("exploded"));
    QCOMPARE(run.attributes.at("rawTrigger"), Value("moon"));
    const auto alert = readAs<Alert>(R"({"kind":"alert","id":"1","state":"ok?","severity":"page"})");
    QCOMPARE(alert.state, AlertState::firing);
    QCOMPARE(alert.attributes.at("rawStatus"), Value("ok?"));
    QCOMPARE(readAs<TestCase>(R"({"kind":"test","id":"1","status":"odd"})").status, TestStatus::error);
    QCOMPARE(readAs<TestCase>(R"({"kind":"test","id":"1"})").status, TestStatus::error);
    QCOMPARE(readAs<TestCase>(R"({"kind":"test","id":"1","status":null})").status, TestStatus::error);
}

void CodecTest::impossibleEnds() {
    const auto run =
        readAs<Run>(R"({"kind":"run","id":"1","status":"success","startedAt":"2026-05-01T10:00:00Z",
        "finishedAt":"2026-05-01T09:00:00Z",
        "stages":[{"id":"s","startedAt":"2026-05-01T10:00:00Z","finishedAt":"2026-05-01T09:00:00Z"}]})");
    QVERIFY(!run.finishedAt && !run.stages->front().finishedAt);
    QCOMPARE(run.attributes.at("rawFinishedAt"), Value("2026-05-01T09:00:00.000Z"));
}

void CodecTest::nullEverywhere() {
    for (const std::string_view kind : Words<Kind>::list) {
        const Kind value = *fromWord<Kind>(kind);
        std::string text = R"({"kind":")" + std::string(kind) + R"(","id":"1")";
        const auto addNull = [&](const char* name, const auto&) {
            if (std::string_view(name) != "id") text.append(",\"").append(name).append("\":null");
        };
        std::visit([&](const auto& record) { eachField(record, addNull); }, emptyRecord(value));
        const auto record = fromJson(text + '}');
        QVERIFY2(record.ok(), text.c_str());
        Record expected = emptyRecord(value);
        common(expected).id = "1";
        if (auto* test = std::get_if<TestCase>(&expected)) test->status = TestStatus::error;
        QCOMPARE(toJson(*record), toJson(expected));
    }
}

void CodecTest::refused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("fault");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* name, QByteArray text, Fault fault, const char* message) {
        QTest::newRow(name) << text << static_cast<int>(fault) << QByteArray(message);
    };
    row("empty", "", Fault::malformed, "no valid JSON at byte 1");
    row("truncated", R"({"kind":"run","id":"1)", Fault::malformed, "no valid JSON at byte");
    row("html", "<html>500</html>", Fault::malformed, "no valid JSON at byte 1");
    row("no object", "[1]", Fault::malformed, "not a JSON object");
    row("no kind", R"({"id":"1"})", Fault::malformed, "has no kind");
    row("odd kind", R"({"kind":"batch","id":"1"})", Fault::malformed, "kind is not one of");
    row("no id", R"({"kind":"run"})", Fault::malformed, "has no id");
    row("id null", R"({"kind":"run","id":null})", Fault::malformed, "has no id");
    row("id object", R"({"kind":"run","id":{}})", Fault::malformed, "has no id");
    row("deep",
        QByteArray(R"({"kind":"run","id":"1","x":)") + QByteArray(10'000, '[') + QByteArray(10'000, ']') +
            '}',
        Fault::tooLarge, "nests over 100 deep");
    row("deep and open", QByteArray(10'000, '{'), Fault::tooLarge, "nests over 100 deep");
    row("large", QByteArray(9 << 20, ' '), Fault::tooLarge, "is over 8388608 bytes");
    row("many", "[" + QByteArray("1,").repeated(1'000'001) + "1]", Fault::tooLarge,
        "has over 1000000 values");
    row("endless number", R"({"kind":"run","id":"1","x":1e999})", Fault::malformed, "number is too large");
    row("half a pair", R"({"kind":"run","id":"\ud800"})", Fault::malformed, "no valid JSON");
}

void CodecTest::refused() {
    QFETCH(QByteArray, text);
    QFETCH(int, fault);
    QFETCH(QByteArray, message);
    const auto record = fromJson(text.toStdString());
    QVERIFY(!record.ok());
    QCOMPARE(static_cast<int>(record.error().fault), fault);
    QVERIFY2(record.error().message.find(message.toStdString()) != std::string::npos,
             record.error().message.c_str());
}

void CodecTest::mangledLinesNeverThrow() {
    testing::RandomRecords random(99);
    for (int round = 0; round < 3000; ++round) {
        std::string line = toJson(random.record());
        for (std::size_t cuts = 1 + random.below(4); cuts > 0; --cuts) {
            const std::size_t place = random.below(line.size());
            if (random.chance(50))
                line[place] = static_cast<char>(random.below(256));
            else
                line.erase(place, random.below(5));
            if (line.empty()) line = "{";
        }
        const auto record = fromJson(line);
        if (record) QVERIFY2(isUtf8(toJson(*record)) && fromJson(toJson(*record)).ok(), line.c_str());
    }
}

void CodecTest::largeNumbersAndTitles() {
    const auto big = fromJson(R"({"kind":"run","id":18446744073709551615,"attempt":18446744073709551615,
        "number":123456789012345678901234567890,"x":18446744073709551615})");
    QVERIFY(big.ok());
    QCOMPARE(common(*big).id, std::string("18446744073709551615"));
    QVERIFY(!std::get<Run>(*big).attempt);
    QVERIFY(std::get<Run>(*big).number.empty());
    QVERIFY(attribute(*big, "rawNumber").find("e+29") != std::string::npos);
    Run run;
    run.id = "1";
    run.title = std::string(1 << 20, '\x01');
    const auto again = fromJson(toJson(run));
    QVERIFY(again.ok() && std::get<Run>(*again).title == run.title);
}

QTEST_APPLESS_MAIN(CodecTest)
#include "tst_codec.moc"
