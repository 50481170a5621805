// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"
#include "codec/utf8.h"
#include "support/random_records.h"

#include <QTest>

using namespace shipglass;

/// JSON from programs that are broken or mean harm: a typed error or a clean record.
class CodecHostileTest : public QObject {
    Q_OBJECT

private slots:
    void nullEverywhere();
    void refused_data();
    void refused();
    void mangledLinesNeverThrow();
    void largeNumbersAndTitles();
};

void CodecHostileTest::nullEverywhere() {
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

void CodecHostileTest::refused_data() {
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

void CodecHostileTest::refused() {
    QFETCH(QByteArray, text);
    QFETCH(int, fault);
    QFETCH(QByteArray, message);
    const auto record = fromJson(text.toStdString());
    QVERIFY(!record.ok());
    QCOMPARE(static_cast<int>(record.error().fault), fault);
    QVERIFY2(record.error().message.find(message.toStdString()) != std::string::npos,
             record.error().message.c_str());
}

void CodecHostileTest::mangledLinesNeverThrow() {
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

void CodecHostileTest::largeNumbersAndTitles() {
    const auto big = fromJson(R"({"kind":"run","id":18446744073709551615,"attempt":18446744073709551615,
        "number":123456789012345678901234567890,"x":18446744073709551615})");
    QVERIFY(big.ok());
    QCOMPARE(common(*big).id, std::string("18446744073709551615"));
    QVERIFY(!std::get<Run>(*big).attempt);
    QVERIFY(std::get<Run>(*big).number.empty());
    QVERIFY(std::holds_alternative<double>(common(*big).attributes.at("rawNumber")));
    Run run;
    run.id = "1";
    run.title = std::string(1 << 20, '\x01');
    const auto again = fromJson(toJson(run));
    QVERIFY(again.ok() && std::get<Run>(*again).title == run.title);
}

QTEST_APPLESS_MAIN(CodecHostileTest)
#include "tst_codec_hostile.moc"
