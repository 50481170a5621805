// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/xml.h"

#include <string>

using namespace shipglass;

namespace {

/// Writes down what it is told.
class Notes final : public XmlHandler {
public:
    void start(std::string_view name, const XmlAttributes& attributes) override {
        text_ += "<" + std::string(name);
        for (const auto& [key, value] : attributes)
            text_ += " " + std::string(key) + "=" + std::string(value);
        text_ += ">";
    }
    void end(std::string_view name) override { text_ += "</" + std::string(name) + ">"; }
    void text(std::string_view piece) override { text_ += piece; }
    const std::string& written() const { return text_; }

private:
    std::string text_;
};

std::string notes(std::string_view document) {
    Notes handler;
    const auto result = parseXml(document, handler);
    return result ? handler.written()
                  : std::string(word(result.error().fault)) + ": " + result.error().message;
}

class Throwing final : public XmlHandler {
public:
    void start(std::string_view, const XmlAttributes&) override {
        ++calls;
        throw Failure(Fault::unsupported, "not a report");
    }
    void end(std::string_view) override { ++calls; }
    void text(std::string_view) override { ++calls; }
    int calls = 0;
};

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

} // namespace

class TestXml : public QObject {
    Q_OBJECT
private slots:
    void tellsTheParts() {
        QCOMPARE(
            notes("<?xml version='1.0'?><a x='1' y='&lt;&#233;'><b/>t&amp;u<![CDATA[<raw>]]><!-- c --></a>"),
            std::string("<a x=1 y=<\u00e9><b></b>t&u<raw></a>"));
    }

    void knowsEncodings() {
        QCOMPARE(notes("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>"),
                 std::string("<a>\u00e9</a>"));
        QCOMPARE(notes("\xef\xbb\xbf<a>\u00e9</a>"), std::string("<a>\u00e9</a>"));
    }

    void findsAttributes() {
        const XmlAttributes attributes{{"name", "x"}, {"time", "1.5"}};
        QCOMPARE(attribute(attributes, "time"), std::string_view("1.5"));
        QCOMPARE(attribute(attributes, "class"), std::string_view());
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("document");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("truncated") << QByteArray("<a><b>text");
        QTest::newRow("truncated tag") << QByteArray("<a><b nam");
        QTest::newRow("crossed") << QByteArray("<a><b></a></b>");
        QTest::newRow("two roots") << QByteArray("<a/><a/>");
        QTest::newRow("no xml") << QByteArray("{\"json\": true}");
        QTest::newRow("broken utf-8") << QByteArray("<a>\xff\xfe</a>");
        QTest::newRow("nul") << QByteArray("<a>\0</a>", 8);
        QTest::newRow("unknown encoding") << QByteArray("<?xml version='1.0' encoding='klingon'?><a/>");
        QTest::newRow("twice the same attribute") << QByteArray("<a b='1' b='2'/>");
        QTest::newRow("undefined entity") << QByteArray("<a>&nbsp;</a>");
        QTest::newRow("entity of an outside type") << QByteArray("<!DOCTYPE a SYSTEM 'a.dtd'><a>&nbsp;</a>");
        QTest::newRow("outside entity")
            << QByteArray("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>");
        QTest::newRow("parameter entity")
            << QByteArray("<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/x'> %x;]><a/>");
        QTest::newRow("billion laughs") << QByteArray(
            "<!DOCTYPE l [<!ENTITY l0 'ha'><!ENTITY l1 '&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;'>"
            "<!ENTITY l2 '&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;'>]><l>&l2;</l>");
        QTest::newRow("declared attributes") << QByteArray("<!DOCTYPE a [<!ATTLIST a x CDATA 'y'>]><a/>");
    }
    void refuses() {
        QFETCH(QByteArray, document);
        const auto got = notes({document.data(), static_cast<std::size_t>(document.size())});
        QVERIFY2(got.starts_with("malformed: line "), got.c_str());
    }

    void anOutsideTypeIsNotRead() {
        QCOMPARE(notes("<!DOCTYPE suite SYSTEM 'http://127.0.0.1:1/x.dtd'><suite/>"),
                 std::string("<suite></suite>"));
    }

    void saysWhere() { QVERIFY(notes("<a>\n\n</b>").starts_with("malformed: line 3: ")); }

    void limitsTheDepth() {
        QVERIFY(!notes(repeated("<a>", 100) + repeated("</a>", 100)).starts_with("too_large"));
        QCOMPARE(notes(repeated("<a>", 101) + repeated("</a>", 101)),
                 std::string("too_large: line 1: XML nested over 100 deep"));
        QVERIFY(notes(repeated("<a>", 1'000'000)).starts_with("too_large"));
    }

    void limitsTheAttributes() {
        const auto large = "<a b='" + std::string((1U << 20U) + 1, 'x') + "'/>";
        QCOMPARE(notes(large), std::string("too_large: line 1: XML attribute larger than 1 MB"));
        std::string many = "<a";
        for (int i = 0; i < 257; ++i) many += " a" + std::to_string(i) + "=''";
        QCOMPARE(notes(many + "/>"), std::string("too_large: line 1: over 256 attributes in an element"));
    }

    void longTextsComeWhole() {
        const std::string text(5'000'000, 'x');
        QCOMPARE(notes("<a>" + text + "</a>").size(), text.size() + 7);
    }

    void theHandlerMayStop() {
        Throwing handler;
        const auto result = parseXml("<a><b/>text</a>", handler);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().fault, Fault::unsupported);
        QCOMPARE(result.error().message, std::string("not a report"));
        QCOMPARE(handler.calls, 1);
    }
};

QTEST_GUILESS_MAIN(TestXml)
#include "tst_xml.moc"
