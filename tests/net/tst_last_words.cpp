// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_run.h"

#include <QTest>

using namespace shipglass;

/// What is left of a child that did not end by itself.
class LastWordsTest : public QObject {
    Q_OBJECT
private slots:
    void areKept_data();
    void areKept();
    void areMaskedAsAWhole();
};

void LastWordsTest::areKept_data() {
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* script, const char* message) {
        QTest::newRow(name) << script << message;
    };
    row("signal", "kill -SEGV $$", "sh was ended by signal SEGV: step 11 | step 12 | ");
    row("timeout", "exec sleep 1000", "sh did not end within 1s: step 11 | step 12 | ");
    row("too much output", "exec yes", "sh wrote more than 64 KB: step 11 | step 12 | ");
    row("too many errors", "exec yes 'step 30' >&2", "sh wrote more than 64 KB: step 30 | step 30 | ");
}

void LastWordsTest::areKept() {
    QFETCH(QString, script);
    QFETCH(QString, message);
    LocalMachine machine;
    auto command = shell("printf 'step %s\\n' $(seq 30) >&2; " + script.toStdString());
    command.timeout = Millis{1000};
    command.largestOutput = 64U << 10U;
    const auto got = run(machine, command);
    QVERIFY(!got.ok());
    const auto said = QString::fromStdString(got.error().message);
    QVERIFY2(said.startsWith(message), qPrintable(said));
    QCOMPARE(said.count(" | "), 19);
    QVERIFY2(said.contains("| step 30"), qPrintable(said));
}

void LastWordsTest::areMaskedAsAWhole() {
    LocalMachine machine;
    const auto got =
        run(machine, shell("{ echo '-----BEGIN EXAMPLE PRIVATE KEY-----'; seq 30; "
                           "echo '-----END EXAMPLE PRIVATE KEY-----'; echo denied; } >&2; kill -TERM $$"));
    QCOMPARE(got.error().message, std::string("sh was ended by signal TERM: *** | denied"));
}

QTEST_GUILESS_MAIN(LastWordsTest)
#include "tst_last_words.moc"
