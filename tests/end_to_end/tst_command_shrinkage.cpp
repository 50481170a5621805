// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"

#include <QTest>

using namespace shipglass::testing;

/// A list of what is watched that shrank, as a person at a shell hears of it.
class CommandShrinkageTest : public QObject {
    Q_OBJECT

private slots:
    void isSaidAndNoFailure();
};

void CommandShrinkageTest::isSaidAndNoFailure() {
    const QByteArray words = "watches 1 instead of 3; what is no longer listed stays as it was for a day";
    const Home home;
    const QByteArray list = home.write("list", "a b c").toUtf8();
    const QByteArray script = "for name in $(cat " + list + "); do\n" +
                              R"(echo '{"kind":"batch","facet":"run","scope":"'$name'","last":true}')" +
                              "\ndone\n";
    const QByteArray path = home.write("watch.sh", script).toUtf8();
    home.configure("sources:\n  - { name: mine, kind: exec, command: [/bin/sh, " + path + "] }\n");
    const Outcome whole = home.run({"poll", "--once"});
    VERIFY_EXIT(whole, 0);
    QCOMPARE(whole.err, QByteArray());
    home.write("list", "a");
    const Outcome less = home.run({"poll", "--once"});
    VERIFY_EXIT(less, 0);
    QCOMPARE(less.err, "mine: " + words + "\n");
    const Outcome shown = home.run({"show", "sources"});
    QVERIFY2(shown.out.contains(words), shown.out);
}

QTEST_APPLESS_MAIN(CommandShrinkageTest)
#include "tst_command_shrinkage.moc"
