// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/text.h"

using namespace shipglass;

/// Text of programs and servers, brought into one line.
class TextTest : public QObject {
    Q_OBJECT
private slots:
    void lastLinesInOne();
    void wholeLinesOnly();
};

void TextTest::lastLinesInOne() {
    QCOMPARE(lastLines(""), std::string());
    QCOMPARE(lastLines("\n \r\n\n"), std::string());
    QCOMPARE(lastLines("one"), std::string("one"));
    QCOMPARE(lastLines("one\r\n\n  two \nthree\n\n"), std::string("one | two | three"));
    QCOMPARE(lastLines("one\ntwo\nthree\n", 2), std::string("two | three"));
    QCOMPARE(lastLines("one\n", 0), std::string());
}

void TextTest::wholeLinesOnly() {
    QCOMPARE(lastLines("one\ntwo\nthree", 20, 8), std::string("three"));
    QCOMPARE(lastLines("one\ntwo\nthree", 20, 11), std::string("two | three"));
    QCOMPARE(lastLines("one\nas long as it is", 20, 8), std::string("as long as it is"));
}

QTEST_APPLESS_MAIN(TextTest)
#include "tst_text.moc"
