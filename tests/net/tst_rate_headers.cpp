// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/http_date.h"
#include "net/rate_headers.h"

using namespace shipglass;

namespace {

constexpr std::int64_t now = 1'777'888'800; // 2026-05-04T10:00:00Z

RateHeaders read(const Pairs& headers) { return rateHeaders(headers, fromEpochSeconds(now)); }

/// Seconds from now; -1 for no moment.
qint64 seconds(const std::optional<Time>& moment) {
    return moment ? std::chrono::duration_cast<std::chrono::seconds>(*moment - fromEpochSeconds(now)).count()
                  : -1;
}

} // namespace

/// What the headers of the many dialects say about a rate limit.
class RateHeadersTest : public QObject {
    Q_OBJECT
private slots:
    void readsRetryAfter_data();
    void readsRetryAfter();
    void readsResets_data();
    void readsResets();
    void readsEveryDialect_data();
    void readsEveryDialect();
    void ignoresGarbage_data();
    void ignoresGarbage();
    void namesTheResource();
    void readsDates_data();
    void readsDates();
};

void RateHeadersTest::readsRetryAfter_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("seconds") << QByteArray("120") << qint64(120);
    QTest::newRow("blanks") << QByteArray("  120 ") << qint64(120);
    QTest::newRow("at once") << QByteArray("0") << qint64(0);
    QTest::newRow("date") << QByteArray("Mon, 04 May 2026 10:05:00 GMT") << qint64(300);
    QTest::newRow("older date") << QByteArray("Monday, 04-May-26 10:05:00 GMT") << qint64(300);
    QTest::newRow("date of asctime") << QByteArray("Mon May  4 10:05:00 2026") << qint64(300);
    QTest::newRow("past date") << QByteArray("Mon, 04 May 2026 09:00:00 GMT") << qint64(0);
    QTest::newRow("before now") << QByteArray("-5") << qint64(0);
    QTest::newRow("years") << QByteArray("99999999") << qint64(86'400);
    QTest::newRow("far date") << QByteArray("Mon, 04 May 2099 10:00:00 GMT") << qint64(86'400);
    for (const char* garbage : {"", "soon", "99999999999999999999999", "Mon, 99 May 2026 10:05:00 GMT", "+5",
                                "2026-05-04T10:05:00Z"})
        QTest::newRow(*garbage ? garbage : "empty") << QByteArray(garbage) << qint64(-1);
}

void RateHeadersTest::readsRetryAfter() {
    QFETCH(QByteArray, value);
    QTEST(seconds(read({{"retry-after", value.toStdString()}}).retryAfter), "expected");
}

void RateHeadersTest::readsResets_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("from now") << QByteArray("60") << qint64(60);
    QTest::newRow("seconds since 1970") << QByteArray::number(qint64(now + 60)) << qint64(60);
    QTest::newRow("milliseconds since 1970") << QByteArray::number(qint64(now + 60) * 1000) << qint64(60);
    QTest::newRow("fractions") << QByteArray::number(qint64(now + 60)) + ".25" << qint64(60);
    QTest::newRow("past") << QByteArray::number(qint64(now - 60)) << qint64(0);
    QTest::newRow("microseconds") << QByteArray::number(qint64(now) * 1'000'000) << qint64(86'400);
    QTest::newRow("largest") << QByteArray("9223372036854775807") << qint64(86'400);
    QTest::newRow("negative") << QByteArray("-1") << qint64(0);
    for (const char* garbage : {"soon", "0x10", "99999999999999999999999"})
        QTest::newRow(garbage) << QByteArray(garbage) << qint64(-1);
}

void RateHeadersTest::readsResets() {
    QFETCH(QByteArray, value);
    for (const char* name : {"x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset"})
        QTEST(seconds(read({{name, value.toStdString()}}).reset), "expected");
}

void RateHeadersTest::readsEveryDialect_data() {
    QTest::addColumn<QList<QByteArray>>("headers");
    QTest::newRow("x-ratelimit-*") << QList<QByteArray>{
        "x-ratelimit-limit", "100", "x-ratelimit-remaining", "40", "x-ratelimit-reset", "30"};
    QTest::newRow("ratelimit-*") << QList<QByteArray>{
        "ratelimit-limit", "100, 100;w=60", "ratelimit-remaining", "40", "ratelimit-reset", "30"};
    QTest::newRow("x-rate-limit-*") << QList<QByteArray>{
        "x-rate-limit-limit", "100", "x-rate-limit-remaining", "40", "x-rate-limit-reset", "30"};
    QTest::newRow("one header") << QList<QByteArray>{"ratelimit", "limit=100, remaining=40, reset=30"};
    QTest::newRow("structured") << QList<QByteArray>{"ratelimit", "\"default\";r=40;t=30", "ratelimit-policy",
                                                     "\"default\";q=100;w=60"};
}

void RateHeadersTest::readsEveryDialect() {
    QFETCH(QList<QByteArray>, headers);
    Pairs pairs;
    for (qsizetype at = 0; at < headers.size(); at += 2)
        pairs.emplace_back(headers[at].toStdString(), headers[at + 1].toStdString());
    const auto rate = read(pairs);
    QCOMPARE(rate.limit.value_or(-1), 100);
    QCOMPARE(rate.remaining.value_or(-1), 40);
    QCOMPARE(seconds(rate.reset), 30);
    QVERIFY(!rate.retryAfter);
}

void RateHeadersTest::ignoresGarbage_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("words") << QByteArray("x-ratelimit-remaining") << QByteArray("many");
    QTest::newRow("empty") << QByteArray("ratelimit-remaining") << QByteArray("");
    QTest::newRow("too large") << QByteArray("x-ratelimit-remaining")
                               << QByteArray("99999999999999999999999");
    QTest::newRow("bare name") << QByteArray("ratelimit") << QByteArray("remaining");
    QTest::newRow("no number") << QByteArray("ratelimit") << QByteArray("\"default\";r=;t=x");
    QTest::newRow("other word") << QByteArray("ratelimit") << QByteArray("\"default\";over=5");
    QTest::newRow("binary") << QByteArray("ratelimit") << QByteArray("\x01\xFF;;==,r");
}

void RateHeadersTest::ignoresGarbage() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const auto rate = read({{name.toStdString(), value.toStdString()}});
    QVERIFY(!rate.limit && !rate.remaining && !rate.reset && !rate.retryAfter);
}

void RateHeadersTest::namesTheResource() {
    QCOMPARE(read({{"x-ratelimit-resource", "graphql"}}).resource, std::string("graphql"));
    QCOMPARE(read({}).resource, std::string());
}

void RateHeadersTest::readsDates_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("fixed") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << qint64(784'111'777);
    QTest::newRow("rfc 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << qint64(784'111'777);
    QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << qint64(784'111'777);
    QTest::newRow("leap day") << QByteArray("Thu, 29 Feb 2024 00:00:00 GMT") << qint64(1'709'164'800);
    for (const char* bad :
         {"", "06 Nov 1994", "Sun, 31 Feb 2026 08:49:37 GMT", "Sun, 06 Nov 1994 25:00:00 GMT",
          "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, x6 Nov 1994 08:49:37 GMT",
          "Sun, 06 Nov 99999999999 08:49:37 GMT"})
        QTest::newRow(*bad ? bad : "empty") << QByteArray(bad) << qint64(-1);
}

void RateHeadersTest::readsDates() {
    QFETCH(QByteArray, text);
    const auto date = parseHttpDate(text.toStdString());
    QTEST(date ? qint64(epochMs(*date) / 1000) : qint64(-1), "expected");
}

QTEST_APPLESS_MAIN(RateHeadersTest)
#include "tst_rate_headers.moc"
