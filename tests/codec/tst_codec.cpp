// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"
#include "codec/json_value.h"
#include "codec/parts.h"
#include "codec/tidy.h"
#include "codec/utf8.h"
#include "support/random_records.h"

#include <QTest>
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
    void everyRecordComesBack();
    void partsComeBack();
    void valuesOfJson();
    void notFiniteIsNull();
    void brokenText();
    void jsonTextStaysOneLine();
    void unknownFieldsAreKept();
    void wrongTypesAreKeptRaw();
    void undocumentedWords();
    void severityWordsOfOthers();
    void impossibleEnds();
};

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
    QCOMPARE(alert.severity, Severity::critical);
    QCOMPARE(alert.attributes.at("rawSeverity"), Value("page"));
    QCOMPARE(readAs<TestCase>(R"({"kind":"test","id":"1","status":"odd"})").status, TestStatus::error);
    QCOMPARE(readAs<TestCase>(R"({"kind":"test","id":"1"})").status, TestStatus::error);
    QCOMPARE(readAs<TestCase>(R"({"kind":"test","id":"1","status":null})").status, TestStatus::error);
}

void CodecTest::severityWordsOfOthers() {
    const auto severityOf = [](const std::string& said) {
        return readAs<LogLine>(R"({"kind":"log","id":"1","severity":")" + said + "\"}").severity;
    };
    QCOMPARE(severityOf("error"), Severity::high);
    QCOMPARE(severityOf("WARN"), Severity::warning);
    QCOMPARE(severityOf("P1"), Severity::critical);
    QCOMPARE(severityOf("P2"), Severity::high);
    QCOMPARE(severityOf("P3"), Severity::warning);
    QCOMPARE(severityOf("P4"), Severity::info);
    QCOMPARE(severityOf("P5"), Severity::info);
    QCOMPARE(severityOf("P6"), Severity::unknown);
    QCOMPARE(severityOf("errors"), Severity::unknown);
}

void CodecTest::impossibleEnds() {
    const auto run =
        readAs<Run>(R"({"kind":"run","id":"1","status":"success","startedAt":"2026-05-01T10:00:00Z",
        "finishedAt":"2026-05-01T09:00:00Z",
        "stages":[{"id":"s","startedAt":"2026-05-01T10:00:00Z","finishedAt":"2026-05-01T09:00:00Z"}]})");
    QVERIFY(!run.finishedAt && !run.stages->front().finishedAt);
    QCOMPARE(run.attributes.at("rawFinishedAt"), Value("2026-05-01T09:00:00.000Z"));
}

QTEST_APPLESS_MAIN(CodecTest)
#include "tst_codec.moc"
