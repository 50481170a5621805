// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/time.h"

#include <QTest>

using namespace shipglass;
using namespace std::chrono_literals;

/// Times as systems write them, and as we write them back.
class TimeTest : public QObject {
    Q_OBJECT

private slots:
    void readsWhatSystemsWrite_data();
    void readsWhatSystemsWrite();
    void writesUtcWithMilliseconds();
    void durations();
};

void TimeTest::readsWhatSystemsWrite_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* text, const char* expected) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
    };
    row("2026-05-01T10:02:11.123Z", "2026-05-01T10:02:11.123Z");
    row("2026-05-01T10:02:11.123456789Z", "2026-05-01T10:02:11.123Z");
    row("2026-05-01T10:02:11.5Z", "2026-05-01T10:02:11.500Z");
    row("2026-05-01T10:02:11+02:00", "2026-05-01T08:02:11.000Z");
    row("2026-05-01T10:02:11-0130", "2026-05-01T11:32:11.000Z");
    row("2026-05-01 10:02:11", "2026-05-01T10:02:11.000Z");
    row("2026-05-01", "2026-05-01T00:00:00.000Z");
    row("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z");
    row("0001-01-01T00:00:00Z", "");
    row("1970-01-01T00:00:00Z", "");
    row("2026-02-30T00:00:00Z", "");
    row("2026-05-01T25:00:00Z", "");
    row("2026-05-01T10:02:11Zjunk", "");
    row("yesterday", "");
    row("", "");
}

void TimeTest::readsWhatSystemsWrite() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const auto time = parseTime(text.toStdString());
    QCOMPARE(QByteArray::fromStdString(time ? formatTime(*time) : ""), expected);
}

void TimeTest::writesUtcWithMilliseconds() {
    QCOMPARE(formatTime(fromEpochMs(0)), std::string("1970-01-01T00:00:00.000Z"));
    QCOMPARE(formatTime(fromEpochMs(253'402'300'800'000)), std::string("9999-12-31T23:59:59.999Z"));
}

void TimeTest::durations() {
    QCOMPARE(parseDuration("90d"), std::optional<Millis>(90 * 24h));
    QCOMPARE(parseDuration("1h30m"), std::optional<Millis>(90min));
    QCOMPARE(parseDuration("500ms"), std::optional<Millis>(500ms));
    for (const char* bad : {"", "h", "10", "10x", "-1h", "99999999999999999999d", "1h 30m"})
        QVERIFY(!parseDuration(bad));
    QCOMPARE(formatDuration(90min), std::string("1h30m"));
    QCOMPARE(formatDuration(0ms), std::string("0s"));
}

QTEST_APPLESS_MAIN(TimeTest)
#include "tst_time.moc"
