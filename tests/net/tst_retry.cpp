// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "support/scripted_transport.h"

#include "support/replay_session.h"

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

/// A session over answers in a fixed order.
struct RetryWorld : ReplaySession {
    explicit RetryWorld(std::vector<Result<WireAnswer>> answers)
        : ReplaySession("[]"), wire(clock, std::move(answers)) {
        transport = &wire;
    }
    std::vector<qint64> waits() const {
        std::vector<qint64> waits;
        for (std::size_t at = 1; at < wire.moments.size(); ++at)
            waits.push_back((wire.moments[at] - wire.moments[at - 1]).count());
        return waits;
    }

    ScriptedTransport wire;
};

} // namespace

/// What is asked again, when, and what never is.
class RetryTest : public QObject {
    Q_OBJECT
private slots:
    void retriesWhatMayPass_data();
    void retriesWhatMayPass();
    void retriesOnlyFaultsOfTheWay_data();
    void retriesOnlyFaultsOfTheWay();
    void waitsLongerEachTime_data();
    void waitsLongerEachTime();
    void stopsAtTheFirstSuccess();
    void sendsChangesOnce_data();
    void sendsChangesOnce();
    void keepsAwayForAsLongAsItIsTold_data();
    void keepsAwayForAsLongAsItIsTold();
    void doesNotWaitForALimit();
    void aLimitEndsTheRetries();
};

void RetryTest::retriesWhatMayPass_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("requests");
    for (const int status : {500, 502, 503, 504}) QTest::addRow("%d", status) << status << 3;
    for (const int status : {400, 401, 403, 404, 408, 409, 410, 413, 429, 501, 505})
        QTest::addRow("%d", status) << status << 1;
}

void RetryTest::retriesWhatMayPass() {
    QFETCH(int, status);
    RetryWorld world({wireAnswer(status)});
    const auto got = world.run(world.session().json(Request("/x")));
    QCOMPARE(got.error().status, status);
    QTEST(int(world.wire.sent.size()), "requests");
    QTEST(int(world.core()->traffic.requests), "requests");
}

void RetryTest::retriesOnlyFaultsOfTheWay_data() {
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("requests");
    for (const auto fault : {Fault::network, Fault::timeout})
        QTest::addRow("%s", word(fault).data()) << int(fault) << 3;
    for (const auto fault : {Fault::tls, Fault::malformed, Fault::tooLarge, Fault::config})
        QTest::addRow("%s", word(fault).data()) << int(fault) << 1;
}

void RetryTest::retriesOnlyFaultsOfTheWay() {
    QFETCH(int, fault);
    RetryWorld world({wireFault(Fault(fault))});
    const auto got = world.run(world.session().json(Request("/x")));
    QCOMPARE(int(got.error().fault), fault);
    QCOMPARE(got.error().message, std::string("the wire is cut"));
    QTEST(int(world.wire.sent.size()), "requests");
}

void RetryTest::waitsLongerEachTime_data() {
    QTest::addColumn<double>("chance");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("second");
    QTest::newRow("least") << 0.0 << qint64(250) << qint64(500);
    QTest::newRow("half") << 0.5 << qint64(500) << qint64(1000);
    QTest::newRow("most") << 1.0 << qint64(750) << qint64(1500);
}

void RetryTest::waitsLongerEachTime() {
    QFETCH(double, chance);
    QFETCH(qint64, first);
    QFETCH(qint64, second);
    RetryWorld world({wireAnswer(503)});
    world.random = [chance] { return chance; };
    QCOMPARE(world.run(world.session().json(Request("/x"))).error().fault, Fault::server);
    QCOMPARE(world.waits(), (std::vector<qint64>{first, second}));
}

void RetryTest::stopsAtTheFirstSuccess() {
    RetryWorld world({wireFault(Fault::network), wireAnswer(200), wireFault(Fault::network)});
    QVERIFY(world.run(world.session().json(Request("/x"))).ok());
    QCOMPARE(world.wire.sent.size(), 2U);
    QCOMPARE(sentHeader(world.wire.sent.back(), "Authorization"), std::string("Bearer s3cr3t-t0ken"));
}

void RetryTest::sendsChangesOnce_data() {
    QTest::addColumn<int>("method");
    QTest::addColumn<bool>("action");
    QTest::addColumn<int>("requests");
    for (const auto method : {Method::post, Method::put, Method::patch, Method::remove})
        for (const bool action : {false, true})
            QTest::addRow("%s%s", word(method).data(), action ? " of an action" : "")
                << int(method) << action << 1;
    QTest::newRow("HEAD") << int(Method::head) << false << 3;
}

void RetryTest::sendsChangesOnce() {
    QFETCH(int, method);
    QFETCH(bool, action);
    const auto role = action ? SessionRole::action : SessionRole::poll;
    for (const Result<WireAnswer>& answer :
         {Result(wireAnswer(503)), Result<WireAnswer>(wireFault(Fault::network))}) {
        RetryWorld world({answer});
        QVERIFY(!world.run(world.session(role).answer(Request(Method(method), "/x"))).ok());
        QTEST(int(world.wire.sent.size()), "requests");
    }
}

void RetryTest::keepsAwayForAsLongAsItIsTold_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::newRow("seconds") << 429 << QByteArray("120");
    QTest::newRow("date") << 429 << QByteArray("Mon, 04 May 2026 10:02:00 GMT");
    QTest::newRow("403") << 403 << QByteArray("120");
}

void RetryTest::keepsAwayForAsLongAsItIsTold() {
    QFETCH(int, status);
    QFETCH(QByteArray, retryAfter);
    RetryWorld world({wireAnswer(status, {{"retry-after", retryAfter.toStdString()}}), wireAnswer(200)});
    const Time end = world.clock.now() + 120s;
    const auto refused = world.run(world.session().json(Request("/x")));
    QCOMPARE(refused.error().fault, Fault::rateLimited);
    QCOMPARE(refused.error().retryAfter, std::optional(end));
    world.clock.advanceTo(end - 1ms);
    QVERIFY(!world.run(world.session().json(Request("/x"))).ok());
    QCOMPARE(world.wire.sent.size(), 1U);
    world.clock.advanceTo(end);
    QVERIFY(world.run(world.session().json(Request("/x"))).ok());
    QCOMPARE(world.wire.sent.size(), 2U);
}

void RetryTest::doesNotWaitForALimit() {
    RetryWorld world({wireAnswer(429, {{"retry-after", "5"}}), wireAnswer(200)});
    const Time begin = world.clock.now();
    QCOMPARE(world.run(world.session().json(Request("/x"))).error().fault, Fault::rateLimited);
    const auto refused = world.run(world.session().json(Request("/y")));
    QCOMPARE(refused.error().fault, Fault::rateLimited);
    QCOMPARE(refused.error().message,
             std::string("the rate limit of this account is used up until 2026-05-04T10:00:05.000Z"));
    QCOMPARE(refused.error().retryAfter, std::optional(begin + 5s));
    QCOMPARE(world.clock.now(), begin);
    QCOMPARE(world.clock.waiting(), 0U);
    QCOMPARE(world.wire.sent.size(), 1U);
}

void RetryTest::aLimitEndsTheRetries() {
    RetryWorld world({wireAnswer(503), wireAnswer(429, {{"retry-after", "60"}}), wireAnswer(200)});
    QCOMPARE(world.run(world.session().json(Request("/x"))).error().fault, Fault::rateLimited);
    QCOMPARE(world.wire.sent.size(), 2U);
    // A server that is down and says until when is not asked again before, but others of the account may ask.
    RetryWorld down({wireAnswer(503, {{"retry-after", "60"}}), wireAnswer(200)});
    const auto got = down.run(down.session().json(Request("/x")));
    QCOMPARE(got.error().fault, Fault::server);
    QCOMPARE(got.error().retryAfter, std::optional(down.clock.now() + 60s));
    QCOMPARE(down.wire.sent.size(), 1U);
}

QTEST_APPLESS_MAIN(RetryTest)
#include "tst_retry.moc"
