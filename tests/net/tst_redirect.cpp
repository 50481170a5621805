// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "live_session.h"
#include "raw_server.h"

using namespace shipglass;

namespace {

/// A server of the test, and what it was asked.
struct Asked {
    explicit Asked(std::function<QByteArray(const QByteArray& request)> reply)
        : server([this, reply](QIODevice& connection, const QByteArray& request) {
              requests.push_back(request);
              connection.write(reply(request));
          }) {}
    QByteArray all() const { return requests.join("\n"); }

    QList<QByteArray> requests;
    RawServer server;
};

QByteArray to(const std::string& address, int status = 302) {
    return answer("moved", "HTTP/1.1 " + QByteArray::number(status) +
                               " Moved\r\nSet-Cookie: SESSION=s3cr3t-c00kie\r\nLocation: " +
                               QByteArray::fromStdString(address));
}

/// A session with every kind of secret that a request may carry.
struct RedirectWorld : LiveSession {
    explicit RedirectWorld(const Asked& own) : LiveSession(own.server.url("")) {
        config.headerNames = {"X-Org"};
        secrets = std::make_shared<FixedSecrets>(std::map<std::string, std::string, std::less<>>{
            {"auth.token", "s3cr3t-t0ken"}, {"headers.X-Org", "s3cr3t-org"}});
    }
    static Request secretly(Method method = Method::get) {
        return Request(method, "/from").header("Cookie", "a=s3cr3t-c00kie").header("X-Crumb", "s3cr3t-crumb");
    }
};

bool hasSecrets(const QByteArray& request) {
    return request.contains("\r\nAuthorization: Bearer s3cr3t-t0ken\r\n") &&
           request.contains("\r\nX-Org: s3cr3t-org\r\n") &&
           request.contains("\r\nCookie: a=s3cr3t-c00kie\r\n") &&
           request.contains("\r\nX-Crumb: s3cr3t-crumb\r\n");
}

} // namespace

/// Redirects, followed between real servers: what goes along and where it ends.
class RedirectTest : public QObject {
    Q_OBJECT
private slots:
    void givesAnotherOriginNothing_data();
    void givesAnotherOriginNothing();
    void givesNothingAgainOnTheWayBack();
    void keepsAllWithinAnOrigin();
    void endsLoops();
    void followsFive();
    void changesTheMethodAsTheStatusSays_data();
    void changesTheMethodAsTheStatusSays();
    void sendsNoBodyToAnotherOrigin_data();
    void sendsNoBodyToAnotherOrigin();
    void streamsKeepTheSameRules();
    void keepsToTls();
    void refusesWhatIsNoAddress_data();
    void refusesWhatIsNoAddress();
};

void RedirectTest::givesAnotherOriginNothing_data() {
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308}) QTest::addRow("%d", status) << status;
}

void RedirectTest::givesAnotherOriginNothing() {
    QFETCH(int, status);
    Asked other([](const QByteArray&) { return answer("{}"); });
    Asked own([&](const QByteArray&) { return to(other.server.url("/stolen"), status); });
    RedirectWorld world(own);
    QVERIFY(world.finish(world.session().json(RedirectWorld::secretly())).ok());
    QVERIFY(hasSecrets(own.requests.front()));
    QCOMPARE(other.requests.size(), 1);
    QVERIFY(other.all().startsWith("GET /stolen HTTP/1.1\r\n"));
    for (const char* trace : {"s3cr3t", "Authorization", "Cookie", "X-Org", "X-Crumb", "Referer"})
        QVERIFY2(!other.all().contains(trace), trace);
    QVERIFY(other.all().contains("\r\nAccept: application/json\r\n"));
}

void RedirectTest::givesNothingAgainOnTheWayBack() {
    std::string back;
    Asked other([&](const QByteArray&) { return to(back); });
    Asked own([&](const QByteArray& request) {
        return request.startsWith("GET /from ") ? to(other.server.url("/")) : answer("{}");
    });
    back = own.server.url("/back");
    RedirectWorld world(own);
    QVERIFY(world.finish(world.session().json(RedirectWorld::secretly())).ok());
    QCOMPARE(own.requests.size(), 2);
    QVERIFY(own.requests.back().startsWith("GET /back "));
    QVERIFY(!own.requests.back().contains("s3cr3t"));
}

void RedirectTest::keepsAllWithinAnOrigin() {
    Asked own([](const QByteArray& request) {
        return request.startsWith("GET /from ") ? to("to/here?x=1") : answer("{}");
    });
    RedirectWorld world(own);
    QVERIFY(world.finish(world.session().json(RedirectWorld::secretly())).ok());
    QCOMPARE(own.requests.size(), 2);
    QVERIFY(own.requests.back().startsWith("GET /to/here?x=1 "));
    QVERIFY(hasSecrets(own.requests.back()));
    // What a server sets on the way is not a secret of ours to send on.
    QVERIFY(!own.requests.back().contains("SESSION"));
}

void RedirectTest::endsLoops() {
    Asked own([](const QByteArray&) { return to("/from"); });
    RedirectWorld world(own);
    const auto got = world.finish(world.session().json(Request("/from")));
    QCOMPARE(got.error().fault, Fault::malformed);
    QCOMPARE(got.error().message, std::string("the server redirects more than 5 times"));
    QCOMPARE(own.requests.size(), 6);
}

void RedirectTest::followsFive() {
    int left = 5;
    Asked own([&](const QByteArray&) { return left-- > 0 ? to("/" + std::to_string(left)) : answer("{}"); });
    RedirectWorld world(own);
    QVERIFY(world.finish(world.session().json(Request("/from"))).ok());
    QCOMPARE(own.requests.size(), 6);
}

void RedirectTest::changesTheMethodAsTheStatusSays_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    for (const int status : {301, 302, 303}) QTest::addRow("%d", status) << status << QByteArray("GET");
    for (const int status : {307, 308}) QTest::addRow("%d", status) << status << QByteArray("POST");
}

void RedirectTest::changesTheMethodAsTheStatusSays() {
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    Asked own([&](const QByteArray& request) {
        return request.contains(" /from ") ? to("/done", status) : answer("{}");
    });
    RedirectWorld world(own);
    QVERIFY(world.finish(world.session().json(Request(Method::post, "/from").body("{\"a\":1}"))).ok());
    QVERIFY(own.requests.back().startsWith(method + " /done "));
    QCOMPARE(own.requests.back().endsWith("{\"a\":1}"), method == "POST");
    QCOMPARE(own.requests.back().contains("Content-Type"), method == "POST");
    QVERIFY(own.requests.back().contains("Bearer s3cr3t-t0ken"));
}

void RedirectTest::sendsNoBodyToAnotherOrigin_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("followed");
    for (const int status : {301, 302, 303}) QTest::addRow("%d", status) << status << true;
    for (const int status : {307, 308}) QTest::addRow("%d", status) << status << false;
}

void RedirectTest::sendsNoBodyToAnotherOrigin() {
    QFETCH(int, status);
    QFETCH(bool, followed);
    Asked other([](const QByteArray&) { return answer("{}"); });
    Asked own([&](const QByteArray&) { return to(other.server.url("/"), status); });
    RedirectWorld world(own);
    auto request = RedirectWorld::secretly(Method::post).body("{\"password\":\"s3cr3t-w0rd\"}");
    const auto got = world.finish(world.session().json(request));
    QCOMPARE(got.ok(), followed);
    QCOMPARE(other.requests.size(), followed ? 1 : 0);
    QVERIFY(!other.all().contains("s3cr3t"));
    if (!followed)
        QCOMPARE(got.error().message,
                 std::string("refused to send this to another server, where it was redirected to"));
}

void RedirectTest::streamsKeepTheSameRules() {
    Asked other([](const QByteArray&) { return answer("line\n"); });
    Asked own([&](const QByteArray&) { return to(other.server.url("/")); });
    RedirectWorld world(own);
    auto lines = world.session().lines(RedirectWorld::secretly());
    QCOMPARE(world.finish(lines.next())->value_or(""), std::string("line"));
    QVERIFY(hasSecrets(own.requests.front()));
    QVERIFY(!other.all().contains("s3cr3t"));
    Asked loop([](const QByteArray&) { return to("/"); });
    RedirectWorld endless(loop);
    auto never = endless.session().lines(Request("/"));
    QCOMPARE(endless.finish(never.next()).error().message,
             std::string("the server redirects more than 5 times"));
    QCOMPARE(loop.requests.size(), 6);
}

void RedirectTest::keepsToTls() {
    ReplaySession world(
        R"([{"type":"http","request":{"path":"/from"},"response":{"status":302,"headers":{"Location":"http://ci.example/to"}}}])");
    const auto got = world.run(world.session().json(Request("/from")));
    QCOMPARE(got.error().fault, Fault::tls);
    QCOMPARE(got.error().message, std::string("refused to follow a redirect from https to http"));
    QCOMPARE(world.replay.sent().size(), 1U);
}

void RedirectTest::refusesWhatIsNoAddress_data() {
    QTest::addColumn<QByteArray>("location");
    for (const char* location :
         {"", "file:///etc/passwd", "javascript:alert(1)", "http://", "///x", "/a b", "\\\\evil.example"})
        QTest::newRow(*location ? location : "empty") << QByteArray(location);
}

void RedirectTest::refusesWhatIsNoAddress() {
    QFETCH(QByteArray, location);
    Asked own([&](const QByteArray&) { return to(location.toStdString()); });
    RedirectWorld world(own);
    const auto got = world.finish(world.session().json(Request("/from")));
    QCOMPARE(got.error().fault, Fault::malformed);
    QCOMPARE(got.error().message, std::string("the server redirects to no address"));
    QCOMPARE(own.requests.size(), 1);
}

QTEST_GUILESS_MAIN(RedirectTest)
#include "tst_redirect.moc"
