// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/node.h"

using namespace shipglass;

namespace {

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

Fault faultOf(std::string_view text) {
    const auto parsed = Json::parse(text);
    return parsed.ok() ? Fault::canceled : parsed.error().fault;
}

Json read(std::string_view text) { return Json::parse(text).orThrow(); }

} // namespace

class NodeTest : public QObject {
    Q_OBJECT
private slots:
    void readsMembersOfAnyTypeWithoutThrowing();
    void followsPointers();
    void keepsLargeIntegersWhole();
    void readsTimesAndNumbersInStrings();
    void skipsGuardsAndReplacesBrokenText();
    void refusesWhatIsHostile_data();
    void refusesWhatIsHostile();
    void acceptsTheDeepestAllowed();
    void tellsAChangedListFromAnEmptyOne();
    void numbersThatNoDoubleHoldsAreUnknown();
    void countsRowsThatCannotBeRead();
    void givesAttributeValues();
};

void NodeTest::readsMembersOfAnyTypeWithoutThrowing() {
    const auto json = read(R"({"a":{"b":[1,"two",null,true]},"n":null,"s":"x","f":1.5,"t":"true"})");
    QCOMPARE(json["a"]["b"].at(1).text(), std::string("two"));
    QCOMPARE(json["a"]["b"].at(0).integer().value(), 1);
    QCOMPARE(json["a"]["b"].texts().size(), 1U);
    QVERIFY(!json["a"]["b"].at(2).exists());
    QVERIFY(!json["a"]["b"].at(9).exists());
    QVERIFY(!json["s"]["deeper"]["still"].exists());
    QCOMPARE(json["s"].at(0).text(), std::string());
    QCOMPARE(json["n"].items().size(), 0U);
    QCOMPARE(json["f"].text(), std::string("1.5"));
    QVERIFY(!json["f"].integer());
    QVERIFY(json["t"].boolean().value());
    QVERIFY(!json["s"].boolean());
    QCOMPARE(json.root().labels().size(), 3U);
}

void NodeTest::followsPointers() {
    const auto json = read(R"({"a/b":{"~c":[10,{"d":"deep"}]}})");
    QCOMPARE(json.root().pointer("/a~1b/~0c/1/d").text(), std::string("deep"));
    QVERIFY(json.root().pointer("").isObject());
    QVERIFY(!json.root().pointer("/a~1b/~0c/x").exists());
    QVERIFY(!json.root().pointer("no/slash").exists());
}

void NodeTest::keepsLargeIntegersWhole() {
    const auto json = read(
        "[9007199254740993, 18446744073709551615, 123456789012345678901234567890, -9223372036854775808]");
    const auto root = json.root();
    QCOMPARE(root.at(0).integer().value(), 9007199254740993);
    QCOMPARE(root.at(0).text(), std::string("9007199254740993"));
    QVERIFY(!root.at(1).integer());
    QCOMPARE(root.at(1).text(), std::string("18446744073709551615"));
    QVERIFY(root.at(2).isString());
    QCOMPARE(root.at(2).text(), std::string("123456789012345678901234567890"));
    QVERIFY(!root.at(2).integer());
    QCOMPARE(root.at(3).integer().value(), INT64_MIN);
}

void NodeTest::readsTimesAndNumbersInStrings() {
    const auto json =
        read(R"({"t":"2026-05-04T10:00:00Z","zero":"0001-01-01T00:00:00Z","s":1777888800,"ms":"1777888800000",
        "f":1777888800.5,"none":0,"far":1e300,"old":-86400,"inf":"+Inf","nan":"NaN","n":"42"})");
    QCOMPARE(epochMs(json["t"].time().value()), 1777888800000);
    QVERIFY(!json["zero"].time());
    QCOMPARE(epochMs(json["s"].epochSeconds().value()), 1777888800000);
    QCOMPARE(epochMs(json["ms"].epochMillis().value()), 1777888800000);
    QCOMPARE(epochMs(json["f"].epochSeconds().value()), 1777888800500);
    QVERIFY(!json["none"].epochSeconds());
    QVERIFY(!json["far"].epochSeconds());
    QVERIFY(!json["inf"].epochSeconds());
    QCOMPARE(epochMs(json["old"].epochSeconds().value()), -86400000);
    QVERIFY(std::isinf(json["inf"].number().value()));
    QVERIFY(std::isnan(json["nan"].number().value()));
    QCOMPARE(json["n"].integer().value(), 42);
}

void NodeTest::skipsGuardsAndReplacesBrokenText() {
    QCOMPARE(read("\xEF\xBB\xBF[1]").root().size(), 1U);
    QCOMPARE(read(")]}'\n[1]").root().size(), 1U);
    QCOMPARE(read("[\"a\xFF\xC0z\"]").root().at(0).text(), std::string("a\xEF\xBF\xBD\xEF\xBF\xBDz"));
    QCOMPARE(read(R"(["a\ud800z", "\ud83d\ude80", "\\ud800"])").root().at(0).text(),
             std::string("a\xEF\xBF\xBDz"));
    QCOMPARE(read(R"(["a\ud800z", "\ud83d\ude80", "\\ud800"])").root().at(1).text(),
             std::string("\xF0\x9F\x9A\x80"));
    QCOMPARE(read(R"(["a\ud800z", "\ud83d\ude80", "\\ud800"])").root().at(2).text(), std::string("\\ud800"));
}

void NodeTest::refusesWhatIsHostile_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("fault");
    QByteArray many = "[";
    for (int count = 0; count < 1'000'001; ++count) many += "1,";
    QTest::newRow("empty") << QByteArray("") << int(Fault::malformed);
    QTest::newRow("blank") << QByteArray("  \n") << int(Fault::malformed);
    QTest::newRow("truncated") << QByteArray("{\"a\":[1,2") << int(Fault::malformed);
    QTest::newRow("html") << QByteArray("<html></html>") << int(Fault::malformed);
    QTest::newRow("trailing") << QByteArray("{} {}") << int(Fault::malformed);
    QTest::newRow("10000 deep") << QByteArray::fromStdString(nested(10'000)) << int(Fault::tooLarge);
    QTest::newRow("101 deep") << QByteArray::fromStdString(nested(101)) << int(Fault::tooLarge);
    QTest::newRow("over a million values") << many << int(Fault::tooLarge);
}

void NodeTest::refusesWhatIsHostile() {
    QFETCH(QByteArray, text);
    QFETCH(int, fault);
    QCOMPARE(int(faultOf(text.toStdString())), fault);
}

void NodeTest::acceptsTheDeepestAllowed() { QCOMPARE(faultOf(nested(100)), Fault::canceled); }

void NodeTest::tellsAChangedListFromAnEmptyOne() {
    const auto json = read(R"({"empty":[],"null":null,"object":{}})");
    QCOMPARE(requireList(json["empty"], "rows").size(), 0U);
    for (const auto* key : {"null", "object", "missing"}) {
        QVERIFY_EXCEPTION_THROWN(requireList(json[key], "rows"), Failure);
    }
}

void NodeTest::numbersThatNoDoubleHoldsAreUnknown() {
    const std::string digits(400, '9');
    const auto json = read(R"({"far":1e400,"low":-1.5E+999,"long":)" + digits +
                           R"(,"near":1e-400,"text":"1e400 \" 1e400","next":[2e308,7]})");
    for (const auto* key : {"far", "low", "long"}) QVERIFY(!json[key].exists());
    QCOMPARE(json["near"].number(), std::optional(0.0));
    QCOMPARE(json["text"].text(), std::string("1e400 \" 1e400"));
    QCOMPARE(json["next"].at(1).integer(), std::optional<std::int64_t>(7));
    QCOMPARE(faultOf(R"({"far":1e400,})"), Fault::malformed);
}

void NodeTest::countsRowsThatCannotBeRead() {
    const auto json = read(R"([{"id":"a"},null,{},7,"x",[],{"id":3},{"id":""},{"id":"b"}])");
    RowCount count;
    const auto rows = readable(json.root().items(), count, [](Node row) { return row["id"].hasWords(); });
    QCOMPARE(rows.size(), std::size_t(2));
    QCOMPARE(count.rows, std::size_t(9));
    QCOMPARE(count.unreadable, std::size_t(7));
    const auto error = unreadableError(count, "alerts");
    QCOMPARE(error.fault, Fault::malformed);
    QCOMPARE(error.message, std::string("7 of 9 alerts could not be read; what was known before is kept"));
}

void NodeTest::givesAttributeValues() {
    const auto json = read(R"([true, 7, 1.5, "x", [1], 18446744073709551615])");
    QVERIFY(json.root().at(0).value() == Value(true));
    QVERIFY(json.root().at(1).value() == Value(std::int64_t(7)));
    QVERIFY(json.root().at(2).value() == Value(1.5));
    QVERIFY(json.root().at(3).value() == Value(std::string("x")));
    QVERIFY(json.root().at(4).value() == Value(JsonText{"[1]"}));
    QVERIFY(json.root().at(5).value() == Value(std::string("18446744073709551615")));
}

QTEST_APPLESS_MAIN(NodeTest)
#include "tst_node.moc"
