// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/url.h"
#include "support/replay_session.h"

using namespace shipglass;

namespace {

std::string parsed(std::string_view text) {
    const auto url = Url::parse(text);
    return url ? url->text() : "(none)";
}

/// The address a request below a base URL goes to, or what is wrong with it.
std::string sentTo(const std::string& base, const Request& request) {
    ReplaySession world(R"([])");
    world.config.url = base;
    const auto got = world.run(world.session().answer(request));
    return world.replay.sent().empty() ? std::string(word(got.error().fault))
                                       : world.replay.sent().front().url;
}

} // namespace

/// Addresses: in their parts, below a base, and from hostile hands.
class UrlTest : public QObject {
    Q_OBJECT
private slots:
    void encodesAllButTheUnreserved_data();
    void encodesAllButTheUnreserved();
    void readsQueries();
    void parses_data();
    void parses();
    void resolves_data();
    void resolves();
    void joinsBelowTheBase_data();
    void joinsBelowTheBase();
    void encodesQueries();
    void givesStrangersNoCredential_data();
    void givesStrangersNoCredential();
    void knowsSignedAddresses();
};

void UrlTest::encodesAllButTheUnreserved_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("encoded");
    QTest::newRow("unreserved") << QByteArray("aZ09-._~") << QByteArray("aZ09-._~");
    QTest::newRow("slashes") << QByteArray("a/b\\c") << QByteArray("a%2Fb%5Cc");
    QTest::newRow("reserved") << QByteArray("?#[]@!$&'()*+,;=:")
                              << QByteArray("%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A");
    QTest::newRow("percent") << QByteArray("100%25") << QByteArray("100%2525");
    QTest::newRow("utf-8") << QByteArray("B\xC3\xBCro 1") << QByteArray("B%C3%BCro%201");
    QTest::newRow("control") << QByteArray("a\r\n\0b", 5) << QByteArray("a%0D%0A%00b");
}

void UrlTest::encodesAllButTheUnreserved() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, encoded);
    QCOMPARE(percentEncode(text.toStdString()), encoded.toStdString());
    QCOMPARE(percentDecode(encoded.toStdString()), text.toStdString());
}

void UrlTest::readsQueries() {
    const Pairs expected{{"a", "1 2"}, {"b", ""}, {"c", "x=y"}, {"d", "%zz%"}};
    QCOMPARE(parseQuery("a=1+2&&b&c=x%3Dy&d=%zz%"), expected);
    QCOMPARE(formatQuery({{"a b", "1&2"}, {"c", ""}}), std::string("a%20b=1%262&c="));
}

void UrlTest::parses_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* text, const char* expected) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
    };
    row("HTTPS://CI.Example:443/A?b=C#d", "https://ci.example/A?b=C");
    row("http://ci.example:80", "http://ci.example");
    row("https://ci.example:80/", "https://ci.example:80/");
    row("http://[::1]:8080/x", "http://[::1]:8080/x");
    row("http://[::1]/x", "http://[::1]/x");
    row("https://ana:word@ci.example/x", "https://ci.example/x");
    row("https://ci.example@evil.example/", "https://evil.example/");
    row("https://ci.example:pw@evil.example:81/", "https://evil.example:81/");
    row("https://ci.example?x=1", "https://ci.example?x=1");
    for (const char* hostile :
         {"", "ci.example/x", "//ci.example", "file:///etc/passwd", "ftp://ci.example", "javascript:alert(1)",
          "https://", "https:///x", "https://:80/", "https://ci.example:port/", "https://ci.example:123456/",
          "https://ci.example/a b", "https://ci.example/\r\nX: y", "https://ci.example\\@evil.example/",
          "https://ci.example/\x7F", "#https://ci.example"})
        QTest::newRow(QByteArray(hostile).toPercentEncoding(":/?#@[] ").constData())
            << QByteArray(hostile) << QByteArray("(none)");
}

void UrlTest::parses() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(parsed(text.toStdString()), expected.toStdString());
}

void UrlTest::resolves_data() {
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* reference, const char* expected) {
        QTest::newRow(QByteArray(reference).toPercentEncoding(":/?#@ ").constData())
            << QByteArray(reference) << QByteArray(expected);
    };
    row("", "https://ci.example/a/b/c?d=1");
    row("?e=2", "https://ci.example/a/b/c?e=2");
    row("#f", "https://ci.example/a/b/c?d=1");
    row("g", "https://ci.example/a/b/g");
    row("g?e=2#f", "https://ci.example/a/b/g?e=2");
    row("./g/", "https://ci.example/a/b/g/");
    row("../g", "https://ci.example/a/g");
    row("../../../../g", "https://ci.example/g");
    row("/g/../h", "https://ci.example/h");
    row("..", "https://ci.example/a/");
    row("/", "https://ci.example/");
    row("//other.example/x", "https://other.example/x");
    row("http://other.example/x", "http://other.example/x");
    row("///evil.example", "(none)");
    row("/\\evil.example", "(none)");
    row("javascript:alert(1)", "(none)");
    row("/a\nb", "(none)");
}

void UrlTest::resolves() {
    QFETCH(QByteArray, reference);
    QFETCH(QByteArray, expected);
    const auto url = Url::parse("https://ci.example/a/b/c?d=1")->resolve(reference.toStdString());
    QCOMPARE(url ? url->text() : "(none)", expected.toStdString());
}

void UrlTest::joinsBelowTheBase_data() {
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* base, const char* target, const char* expected) {
        QTest::addRow("%s + %s", base, QByteArray(target).toPercentEncoding(":/?%").constData())
            << QByteArray(base) << QByteArray(target) << QByteArray(expected);
    };
    row("https://ci.example", "/api", "https://ci.example/api");
    row("https://ci.example///", "/api", "https://ci.example/api");
    row("https://ci.example", "api", "https://ci.example/api");
    row("https://ci.example/jenkins", "/api", "https://ci.example/jenkins/api");
    row("https://ci.example/jenkins/", "api", "https://ci.example/jenkins/api");
    row("https://ci.example/jenkins/", "?depth=1", "https://ci.example/jenkins?depth=1");
    row("https://ci.example/jenkins", "", "https://ci.example/jenkins");
    row("https://ci.example:8443/x", "/api", "https://ci.example:8443/x/api");
    row("https://ci.example/jenkins", "https://ci.example/other", "https://ci.example/other");
    row("https://ci.example/jenkins", "/a%2Fb/c", "https://ci.example/jenkins/a%2Fb/c");
    row("https://ci.example", "/a\r\nX-Evil: 1", "config");
    row("https://ci.example", "https:///x", "config");
    row("ci.example", "/api", "config");
}

void UrlTest::joinsBelowTheBase() {
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, expected);
    QCOMPARE(sentTo(base.toStdString(), Request(target.toStdString())), expected.toStdString());
}

void UrlTest::encodesQueries() {
    QCOMPARE(sentTo("https://ci.example/p", Request("/api?a=1").query("b c", "2&d=3").query("e", "")),
             std::string("https://ci.example/p/api?a=1&b%20c=2%26d%3D3&e="));
    QCOMPARE(
        sentTo("https://ci.example", Request("/api").query("p", "1").setQuery("p", "2").setQuery("q", "3")),
        std::string("https://ci.example/api?p=2&q=3"));
}

void UrlTest::givesStrangersNoCredential_data() {
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<bool>("ours");
    QTest::newRow("ours") << QByteArray("https://ci.example/x") << true;
    QTest::newRow("ours, written otherwise") << QByteArray("HTTPS://CI.EXAMPLE:443/x") << true;
    for (const char* address :
         {"http://ci.example/x", "https://ci.example:8443/x", "https://ci.example.evil.example/x",
          "https://ci.example@evil.example/x", "https://ana:example-word@evil.example/x",
          "https://evil.example/ci.example", "https://evil.example?https://ci.example/",
          "https://evil.example#@ci.example/", "https://ci.example./x", "https://xci.example/x"})
        QTest::newRow(address) << QByteArray(address) << false;
}

void UrlTest::givesStrangersNoCredential() {
    QFETCH(QByteArray, address);
    QFETCH(bool, ours);
    ReplaySession world("[]");
    world.config.headerNames = {"X-Org"};
    QVERIFY(!world.run(world.session().answer(Request(address.toStdString()).header("Cookie", "a=1"))).ok());
    const auto& sent = world.replay.sent().front();
    QCOMPARE(sent.headers.size(), ours ? 4U : 1U);
    for (const auto& [name, value] : sent.headers)
        if (!ours) QCOMPARE(name, std::string("Accept"));
    QVERIFY(sent.url.find("example-word") == std::string::npos);
}

void UrlTest::knowsSignedAddresses() {
    QVERIFY(isSignedUrl("https://files.example/x?a=1&X-Amz-Signature=f00"));
    QVERIFY(isSignedUrl("https://files.example/x?sig=f00"));
    QVERIFY(!isSignedUrl("https://files.example/x?signed=1"));
    QVERIFY(!isSignedUrl("https://files.example/sig=1"));
}

QTEST_APPLESS_MAIN(UrlTest)
#include "tst_url.moc"
