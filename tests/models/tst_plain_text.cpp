// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/plain_text.h"

#include <QTest>

using namespace shipglass;

/// Text and links from outside.
class PlainTextTest : public QObject {
    Q_OBJECT

private slots:
    void lines();
    void blocks();
    void longTextIsCut();
    void onlyWebLinks_data();
    void onlyWebLinks();
};

void PlainTextTest::lines() {
    QCOMPARE(plainLine("  a\tb\r\nc "), QString("a b  c"));
    QCOMPARE(plainLine(std::string_view("x\0y\x1b\x7f", 5)), QString("x\ufffdy\ufffd\ufffd"));
    QCOMPARE(plainLine("\xe2\x80\xae"
                       "abc\xe2\x81\xa6"),
             QString("\ufffdabc\ufffd"));
    QCOMPARE(plainLine("caf\xc3\xa9 \xff"), QString("caf\u00e9 \ufffd"));
    QCOMPARE(plainLine("<b>&amp;"), QString("<b>&amp;"));
}

void PlainTextTest::blocks() { QCOMPARE(plainBlock("a\r\nb\n\tc\x01"), QString("a\nb\n\tc\ufffd")); }

void PlainTextTest::longTextIsCut() {
    const auto line = plainLine(std::string(1'000'000, 'x'));
    QCOMPARE(line.size(), longestLine);
    QVERIFY(line.endsWith(QChar(0x2026)));
    std::string smiles;
    for (int at = 0; at < 1000; ++at) smiles += "\xf0\x9f\x98\x80";
    const auto cut = plainLine(smiles, 10);
    QVERIFY(!cut.chopped(1).back().isHighSurrogate());
}

void PlainTextTest::onlyWebLinks_data() {
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<bool>("good");
    const auto row = [](const char* url, bool good) { QTest::newRow(url) << QByteArray(url) << good; };
    row("https://ci.example/job/1?x=1#top", true);
    row("http://127.0.0.1:8010/", true);
    row("HTTPS://ci.example/", true);
    row("javascript:alert(1)", false);
    row("file:///etc/passwd", false);
    row("ssh://host/", false);
    row("https://", false);
    row("//host/path", false);
    row("ci.example/1", false);
    row("https://a b/", false);
    row("data:text/html,x", false);
    row("", false);
}

void PlainTextTest::onlyWebLinks() {
    QFETCH(QByteArray, url);
    QFETCH(bool, good);
    QCOMPARE(!safeLink(url.toStdString()).isEmpty(), good);
}

QTEST_APPLESS_MAIN(PlainTextTest)
#include "tst_plain_text.moc"
