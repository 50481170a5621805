// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/log_cleaner.h"

#include <QTest>

#include <string>

using namespace shipglass;

/// Logs that come in pieces.
class LogCleanerTest : public QObject {
    Q_OBJECT

private slots:
    void takesEscapesOut_data();
    void takesEscapesOut();
    void piecesMayEndAnywhere();
    void endlessLinesAreBroken();
};

void LogCleanerTest::takesEscapesOut_data() {
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char* name, const char* raw, const char* shown) {
        QTest::newRow(name) << QByteArray(raw) << QString::fromUtf8(shown);
    };
    row("colour", "\x1b[1;31mred\x1b[0m text", "red text");
    row("title",
        "\x1b]0;own the title\x07"
        "after",
        "after");
    row("title, other end", "\x1b]0;t\x1b\\after", "after");
    row("link", "\x1b]8;;https://x\x1b\\name\x1b]8;;\x1b\\", "name");
    row("string without an end", "\x1b]0;lost\nkept", "kept");
    row("charset", "\x1b(Bplain", "plain");
    row("line feeds", "a\r\nb\rc\nd", "a\nb\nc\nd");
    row("controls",
        "a\x01\x08\x7f"
        "b\tc",
        "a\ufffd\ufffd\ufffdb\tc");
    row("direction",
        "a\xe2\x80\xae"
        "b",
        "a\ufffdb");
    row("markup stays text", "<img src=x>", "<img src=x>");
}

void LogCleanerTest::takesEscapesOut() {
    QFETCH(QByteArray, raw);
    QFETCH(QString, shown);
    LogCleaner cleaner;
    QCOMPARE(cleaner.clean(raw.toStdString()), shown);
}

void LogCleanerTest::piecesMayEndAnywhere() {
    const std::string raw = "one\r\n\x1b[32mgr\xc3\xbcn\x1b[0m\x1b]0;t\x1b\\ \xf0\x9f\x98\x80 end\n";
    LogCleaner whole;
    const QString expected = whole.clean(raw);
    QCOMPARE(expected, QString::fromUtf8("one\ngr\xc3\xbcn \xf0\x9f\x98\x80 end\n"));
    LogCleaner bytewise;
    QString shown;
    for (const char byte : raw) shown += bytewise.clean(std::string_view(&byte, 1));
    QCOMPARE(shown, expected);
}

void LogCleanerTest::endlessLinesAreBroken() {
    LogCleaner cleaner;
    const auto shown = cleaner.clean(std::string(1'000'000, 'x'));
    for (const auto& line : shown.split(u'\n')) QVERIFY(line.size() <= 4000);
    QCOMPARE(QString(shown).remove(u'\n').size(), 1'000'000);
}

QTEST_APPLESS_MAIN(LogCleanerTest)
#include "tst_log_cleaner.moc"
