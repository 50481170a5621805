// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "support/scripted_transport.h"

#include "support/replay_session.h"

using namespace shipglass;

namespace {

const Pairs tagged{{"etag", "\"v1\""}};

/// A session over answers in a fixed order.
struct ConditionalWorld : ReplaySession {
    explicit ConditionalWorld(std::vector<Result<WireAnswer>> answers)
        : ReplaySession("[]"), wire(clock, std::move(answers)) {
        transport = &wire;
    }
    std::string read(Request request = Request("/x")) {
        const auto got = run(session().json(std::move(request)));
        return got.ok() ? got->root().dump() : std::string(word(got.error().fault));
    }
    /// The validators of the last request: `<etag>|<date>`.
    std::string asked() const {
        return sentHeader(wire.sent.back(), "If-None-Match") + "|" +
               sentHeader(wire.sent.back(), "If-Modified-Since");
    }

    ScriptedTransport wire;
};

/// Knows that it kept something, and has lost it.
class ForgetfulCache final : public HttpCache {
public:
    std::optional<Validators> find(const std::string&) override { return Validators{"\"v1\"", "", 2}; }
    std::optional<CachedAnswer> read(const std::string&, Time) override { return std::nullopt; }
    void keep(const std::string&, const CachedAnswer&, Time) override {}
    void drop(const std::string&) override {}
    std::string salt() const override { return "salt"; }
};

} // namespace

/// Asking only whether something changed, and what is kept for it.
class ConditionalTest : public QObject {
    Q_OBJECT
private slots:
    void answers304FromTheCache_data();
    void answers304FromTheCache();
    void keepsTheNewerAnswer();
    void keepsNoCookies();
    void missesForAnotherCredential();
    void missesForAnotherQuestion_data();
    void missesForAnotherQuestion();
    void doesNotKeep_data();
    void doesNotKeep();
    void keepsNothingForAPerson();
    void keepsNothingThatCannotBeRead();
    void keepsNothingFromAnotherAddress();
    void asksForAllAgainWhenTheBodyIsLost();
};

void ConditionalTest::answers304FromTheCache_data() {
    QTest::addColumn<QByteArray>("etag");
    QTest::addColumn<QByteArray>("date");
    const QByteArray date("Mon, 04 May 2026 09:00:00 GMT");
    QTest::newRow("etag") << QByteArray("\"v1\"") << QByteArray();
    QTest::newRow("weak etag") << QByteArray("W/\"v1\"") << QByteArray();
    QTest::newRow("date") << QByteArray() << date;
    QTest::newRow("both") << QByteArray("\"v1\"") << date;
}

void ConditionalTest::answers304FromTheCache() {
    QFETCH(QByteArray, etag);
    QFETCH(QByteArray, date);
    Pairs headers{{"x-total", "7"}};
    if (!etag.isEmpty()) headers.emplace_back("etag", etag.toStdString());
    if (!date.isEmpty()) headers.emplace_back("last-modified", date.toStdString());
    ConditionalWorld world({wireAnswer(200, headers, "[1]"), wireAnswer(304, {}, "")});
    QCOMPARE(world.read(), std::string("[1]"));
    QCOMPARE(world.asked(), std::string("|"));
    QCOMPARE(world.core()->traffic.notModified, 0);
    const auto again = world.run(world.session().answer(Request("/x").header("Accept", "application/json")));
    QCOMPARE(world.asked(), etag.toStdString() + "|" + date.toStdString());
    QCOMPARE(again->status, 200);
    QCOMPARE(again->body, std::string("[1]"));
    QCOMPARE(again->header("x-total"), std::string_view("7"));
    QCOMPARE(world.core()->traffic.notModified, 1);
    QCOMPARE(world.core()->traffic.requests, 2);
}

void ConditionalTest::keepsTheNewerAnswer() {
    ConditionalWorld world({wireAnswer(200, tagged, "[1]"), wireAnswer(200, {{"etag", "\"v2\""}}, "[2]"),
                            wireAnswer(304, {}, "")});
    QCOMPARE(world.read(), std::string("[1]"));
    QCOMPARE(world.read(), std::string("[2]"));
    QCOMPARE(world.read(), std::string("[2]"));
    QCOMPARE(world.asked(), std::string("\"v2\"|"));
    QCOMPARE(world.core()->traffic.notModified, 1);
}

void ConditionalTest::keepsNoCookies() {
    Pairs headers = tagged;
    headers.emplace_back("set-cookie", "SESSION=5a");
    headers.emplace_back("x-ratelimit-remaining", "3");
    ConditionalWorld world({wireAnswer(200, headers, "[1]"), wireAnswer(304, {}, "")});
    QCOMPARE(world.run(world.session().answer(Request("/x")))->header("set-cookie"),
             std::string_view("SESSION=5a"));
    const auto again = world.run(world.session().answer(Request("/x")));
    QCOMPARE(again->body, std::string("[1]"));
    QCOMPARE(again->header("set-cookie"), std::string_view());
    QCOMPARE(again->header("x-ratelimit-remaining"), std::string_view());
}

void ConditionalTest::missesForAnotherCredential() {
    ConditionalWorld world({wireAnswer(200, tagged, "[1]")});
    QCOMPARE(world.read(), std::string("[1]"));
    const auto first = world.secrets;
    world.secrets = std::make_shared<FixedSecrets>(
        std::map<std::string, std::string, std::less<>>{{"auth.token", "an0ther-t0ken"}});
    world.forgetSession();
    QCOMPARE(world.read(), std::string("[1]"));
    QCOMPARE(world.asked(), std::string("|"));
    world.secrets = first;
    world.forgetSession();
    QCOMPARE(world.read(), std::string("[1]"));
    QCOMPARE(world.asked(), std::string("\"v1\"|"));
}

void ConditionalTest::missesForAnotherQuestion_data() {
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<bool>("hit");
    QTest::newRow("same") << QByteArray("/x?a=1") << QByteArray("application/json") << true;
    QTest::newRow("accept") << QByteArray("/x?a=1") << QByteArray("application/vnd.v2+json") << false;
    QTest::newRow("query") << QByteArray("/x?a=2") << QByteArray("application/json") << false;
    QTest::newRow("path") << QByteArray("/y?a=1") << QByteArray("application/json") << false;
}

void ConditionalTest::missesForAnotherQuestion() {
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, accept);
    QFETCH(bool, hit);
    ConditionalWorld world({wireAnswer(200, tagged, "[1]")});
    QCOMPARE(world.read(Request("/x?a=1")), std::string("[1]"));
    QCOMPARE(world.read(Request(target.toStdString()).header("Accept", accept.toStdString())),
             std::string("[1]"));
    QCOMPARE(world.asked(), std::string(hit ? "\"v1\"|" : "|"));
}

void ConditionalTest::doesNotKeep_data() {
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("control");
    QTest::addColumn<QByteArray>("etag");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const char* target, const char* control, const char* etag,
                        int status) {
        QTest::newRow(name) << QByteArray(target) << QByteArray(control) << QByteArray(etag) << status;
    };
    row("no-store", "/x", "private, No-Store", "\"v1\"", 200);
    row("no validator", "/x", "", "", 200);
    row("signed", "/x?X-Amz-Signature=abc", "", "\"v1\"", 200);
    row("elsewhere", "https://files.example/x", "", "\"v1\"", 200);
    row("partial", "/x", "", "\"v1\"", 206);
}

void ConditionalTest::doesNotKeep() {
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, control);
    QFETCH(QByteArray, etag);
    QFETCH(int, status);
    Pairs headers{{"cache-control", control.toStdString()}, {"etag", etag.toStdString()}};
    ConditionalWorld world({wireAnswer(status, headers, "[1]")});
    QCOMPARE(world.read(Request(target.toStdString())), std::string("[1]"));
    QCOMPARE(world.read(Request(target.toStdString())), std::string("[1]"));
    QCOMPARE(world.asked(), std::string("|"));
}

void ConditionalTest::keepsNothingForAPerson() {
    ConditionalWorld world({wireAnswer(200, tagged, "[1]")});
    QCOMPARE(world.read(Request("/x").forPerson()), std::string("[1]"));
    QCOMPARE(world.read(), std::string("[1]"));
    QCOMPARE(world.asked(), std::string("|"));
}

void ConditionalTest::keepsNothingThatCannotBeRead() {
    ConditionalWorld world({wireAnswer(200, tagged, "[1"), wireAnswer(200, tagged, "<html>Sign in"),
                            wireAnswer(200, tagged, "[3]")});
    QCOMPARE(world.read(), std::string("malformed"));
    QCOMPARE(world.read(), std::string("server"));
    QCOMPARE(world.asked(), std::string("|"));
    QCOMPARE(world.read(), std::string("[3]"));
    QCOMPARE(world.asked(), std::string("|"));
}

void ConditionalTest::keepsNothingFromAnotherAddress() {
    ConditionalWorld world({wireAnswer(302, {{"location", "/y"}}, ""), wireAnswer(200, tagged, "[1]")});
    QCOMPARE(world.read(), std::string("[1]"));
    QCOMPARE(world.read(), std::string("[1]"));
    QCOMPARE(world.asked(), std::string("|"));
}

void ConditionalTest::asksForAllAgainWhenTheBodyIsLost() {
    ForgetfulCache cache;
    ConditionalWorld world({wireAnswer(304, {}, ""), wireAnswer(200, tagged, "[1]")});
    world.otherCache = &cache;
    QCOMPARE(world.read(), std::string("[1]"));
    QCOMPARE(sentHeader(world.wire.sent.front(), "If-None-Match"), std::string("\"v1\""));
    QCOMPARE(world.asked(), std::string("|"));
    QCOMPARE(world.wire.sent.size(), 2U);
}

QTEST_APPLESS_MAIN(ConditionalTest)
#include "tst_conditional.moc"
