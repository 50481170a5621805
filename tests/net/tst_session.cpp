// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "support/replay_session.h"

#include "net/all.h"
#include "net/headers.h"

using namespace shipglass;

class SessionTest : public QObject {
    Q_OBJECT
private slots:
    void readsJsonWithTheCredential();
    void mapsStatusesToFaults_data();
    void mapsStatusesToFaults();
    void saysWhatAWebPageMayBe();
    void tellsEmptyFromNoContent();
    void asksAgainForASecretAfter401();
    void choosesTheCredentialOfTheConfiguration();
    void usesTheSecondCredentialForActions();
    void handsBatchesOverWithTheSourcesName();
    void takesSecretsOutOfScopesAndCursors();
    void leavesOutWhatSaysNothing();
    void refusesRecordsWithoutAnId();
    void givesRedirectsThatAreNotFollowed();
    void correctsTheClockByTheServers();
    void turnsGraphqlErrorsIntoFaults();
    void namesWhatTheReplayExpected();
    void runsCommandsWithSecretsInTheirEnvironmentOnly();
    void redactsTheLastWordsOfACommand();
};

void SessionTest::readsJsonWithTheCredential() {
    ReplaySession world(R"([{"type":"http","request":{"path":"/api/x","query":{"a":"1 2"},
        "headers":{"Authorization":"Bearer s3cr3t-t0ken","Accept":"application/json"}},"response":{"json":{"a":1}}}])");
    const auto answer = world.run(world.session().json(Request("/api/x").query("a", "1 2")));
    QVERIFY2(answer.ok(), answer.ok() ? "" : answer.error().message.c_str());
    QCOMPARE((*answer)["a"].integer().value(), 1);
    QCOMPARE(world.replay.sent().front().url, std::string("https://ci.example/api/x?a=1%202"));
    QCOMPARE(world.core()->traffic.requests, 1);
    QVERIFY(world.replay.complaints().empty());
}

void SessionTest::mapsStatusesToFaults_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("fault");
    const std::vector<std::pair<int, Fault>> rows{
        {400, Fault::unsupported}, {401, Fault::unauthorized}, {403, Fault::forbidden},
        {404, Fault::notFound},    {408, Fault::timeout},      {410, Fault::notFound},
        {413, Fault::tooLarge},    {429, Fault::rateLimited},  {501, Fault::unsupported},
        {500, Fault::server},      {304, Fault::malformed}};
    for (const auto& [status, fault] : rows) QTest::addRow("%d", status) << status << int(fault);
}

void SessionTest::mapsStatusesToFaults() {
    QFETCH(int, status);
    QFETCH(int, fault);
    ReplaySession world(R"([{"type":"http","repeat":true,"request":{"path":"/x"},"response":{"status":)" +
                        std::to_string(status) +
                        R"(,"json":{"message":"no\u0007 way\nwith s3cr3t-t0ken"}}}])");
    const auto answer = world.run(world.session().json(Request("/x")));
    QVERIFY(!answer.ok());
    QCOMPARE(int(answer.error().fault), fault);
    QCOMPARE(answer.error().status, status);
    QCOMPARE(answer.error().message,
             "GET /x was answered with " + std::to_string(status) + ": no way with ***");
}

void SessionTest::saysWhatAWebPageMayBe() {
    ReplaySession world(R"([{"type":"http","repeat":true,"request":{"path":"/x"},
        "response":{"headers":{"Content-Type":"text/html; charset=utf-8"},"body":"<!DOCTYPE html><html><title>Sign in &amp; go &lt;on&gt;</title>"}}])");
    const auto json = world.run(world.session().json(Request("/x")));
    QVERIFY(!json.ok());
    QCOMPARE(json.error().fault, Fault::server);
    QCOMPARE(json.error().message, std::string("the server answered with a web page, not with data (a login, "
                                               "a proxy or maintenance): Sign in & go <on>"));
    QCOMPARE(world.run(world.session().text(Request("/x"))).error().fault, Fault::server);
    QVERIFY(world.run(world.session().text(Request("/x").header("Accept", "text/html"))).ok());
}

void SessionTest::tellsEmptyFromNoContent() {
    ReplaySession world(R"([{"type":"http","request":{"path":"/a"},"response":{"status":200,"body":""}},
        {"type":"http","request":{"path":"/b"},"response":{"status":204}}])");
    QCOMPARE(world.run(world.session().json(Request("/a"))).error().fault, Fault::malformed);
    const auto none = world.run(world.session().json(Request("/b")));
    QVERIFY(none.ok());
    QVERIFY(!none->root().exists());
}

namespace {

/// Gives another token when the first was refused.
class RenewedSecrets final : public FixedSecrets {
public:
    RenewedSecrets() { m_secrets["auth.token"] = "old-token"; }
    std::unique_ptr<Operation> resolve(bool refused, std::function<void(Result<bool>)> complete) override {
        if (refused) m_secrets["auth.token"] = "new-token";
        complete(refused);
        return nullptr;
    }
};

} // namespace

void SessionTest::asksAgainForASecretAfter401() {
    ReplaySession world(
        R"([{"type":"http","request":{"path":"/x","headers":{"Authorization":"Bearer old-token"}},"response":{"status":401}},
        {"type":"http","request":{"path":"/x","headers":{"Authorization":"Bearer new-token"}},"response":{"json":[]}}])");
    world.secrets = std::make_shared<RenewedSecrets>();
    QVERIFY(world.run(world.session().json(Request("/x"))).ok());
    QVERIFY(world.replay.complaints().empty());
}

void SessionTest::choosesTheCredentialOfTheConfiguration() {
    ReplaySession world(
        R"([{"type":"http","request":{"path":"/x","headers":{"Authorization":"Basic YW5hOnB3NGFuYQ==","X-Org":"acme"}},
        "response":{"json":[]}}])");
    world.config.authKeys = {"password", "user"};
    world.config.headerNames = {"X-Org"};
    world.secrets = std::make_shared<FixedSecrets>(std::map<std::string, std::string, std::less<>>{
        {"auth.user", "ana"}, {"auth.password", "pw4ana"}, {"headers.X-Org", "acme"}});
    QVERIFY(world.run(world.session().json(Request("/x"))).ok());
}

void SessionTest::usesTheSecondCredentialForActions() {
    ReplaySession world(
        R"([{"type":"http","request":{"method":"POST","path":"/x","headers":{"Authorization":"Bearer writer"},
        "json":{"a":1}},"response":{"status":201}}])");
    world.config.actionAuthKeys = {"token"};
    world.secrets = std::make_shared<FixedSecrets>(std::map<std::string, std::string, std::less<>>{
        {"auth.token", "reader"}, {"actionAuth.token", "writer"}});
    const auto answer =
        world.run(world.session(SessionRole::action).answer(Request(Method::post, "/x").body("{\"a\":1}")));
    QVERIFY(answer.ok());
    QCOMPARE(answer->status, 201);
}

void SessionTest::handsBatchesOverWithTheSourcesName() {
    ReplaySession world("[]");
    Batch batch(Facet::run, "acme/web");
    Run run;
    run.id = "1";
    batch.add(run);
    batch.setCursor("c1").setLast();
    QVERIFY(world.run(world.session().hand(std::move(batch))).ok());
    QCOMPARE(common(world.host.batches.front().records().front()).source, std::string("source"));
    QCOMPARE(world.session().cursor(Facet::run, "acme/web"), std::string("c1"));
    const Error error{Fault::forbidden, "token=abcdef is wrong\nfor s3cr3t-t0ken", 403, {}};
    QVERIFY(world.run(world.session().failed(Facet::alert, "*", error)).ok());
    QCOMPARE(world.host.failures.front().error.message, std::string("token=*** is wrong for ***"));
}

void SessionTest::takesSecretsOutOfScopesAndCursors() {
    ReplaySession world("[]");
    Batch batch(Facet::run, "as s3cr3t-t0ken");
    batch.setCursor("41 of s3cr3t-t0ken, eyJuZXh0IjoiYWJjZGVmZ2hpamtsbW5vcCJ9");
    QVERIFY(world.run(world.session().hand(std::move(batch))).ok());
    QCOMPARE(world.host.batches.front().scope(), std::string("as ***"));
    // A cursor is the system's own word and only works as a whole.
    const std::string cursor = "41 of ***, eyJuZXh0IjoiYWJjZGVmZ2hpamtsbW5vcCJ9";
    QCOMPARE(world.session().cursor(Facet::run, "as s3cr3t-t0ken"), cursor);
    const Error error{Fault::forbidden, "no", 403, {}};
    QVERIFY(world.run(world.session().failed(Facet::alert, "as s3cr3t-t0ken", error)).ok());
    QCOMPARE(world.host.failures.front().scope, std::string("as ***"));
    world.host.closedScopes.emplace(Facet::alert, "as ***");
    QVERIFY(world.session().closed(Facet::alert, "as s3cr3t-t0ken"));
}

void SessionTest::leavesOutWhatSaysNothing() {
    ReplaySession world("[]");
    Batch batch(Facet::run, "acme/web");
    Run run;
    run.id = "1";
    run.attributes = {{"rawStatus", std::string()}, {"reason", std::string("forced")}, {"stuck", false}};
    batch.add(run);
    QVERIFY(world.run(world.session().hand(std::move(batch))).ok());
    const Attributes kept{{"reason", std::string("forced")}, {"stuck", false}};
    QVERIFY(common(world.host.batches.front().records().front()).attributes == kept);
}

void SessionTest::refusesRecordsWithoutAnId() {
    ReplaySession world("[]");
    Batch batch(Facet::run, "acme/web");
    batch.add(Run());
    const auto handed = world.run(world.session().hand(std::move(batch)));
    QCOMPARE(handed.error().fault, Fault::malformed);
    QCOMPARE(handed.error().message, std::string("the system sent a run without an id"));
    QVERIFY(world.host.batches.empty());
}

void SessionTest::givesRedirectsThatAreNotFollowed() {
    ReplaySession world(R"([{"type":"http","repeat":true,"request":{"path":"/login"},"response":{"status":302,
        "headers":{"Location":"https://elsewhere.example/","Set-Cookie":["SESSION=none; Path=/","theme=dark"," SESSION=5a==; Path=/; HttpOnly"]}}},
        {"type":"http","request":{"url":"https://elsewhere.example/"},"response":{"body":"a page"}}])");
    const auto answer = world.run(world.session().answer(Request("/login").doNotFollow()));
    QVERIFY(answer.ok());
    QCOMPARE(answer->status, 302);
    QCOMPARE(cookiesOf(answer->headers), std::string("theme=dark; SESSION=5a=="));
    QCOMPARE(world.replay.sent().size(), 1U);
    QCOMPARE(world.run(world.session().answer(Request("/login")))->body, std::string("a page"));
}

void SessionTest::correctsTheClockByTheServers() {
    ReplaySession world(
        R"([{"type":"http","request":{"path":"/a"},"response":{"headers":{"Date":"Mon, 04 May 2026 10:05:00 GMT"},"json":[]}},
        {"type":"http","request":{"path":"/b"},"response":{"headers":{"Date":"Mon, 04 May 2026 10:00:01 GMT"},"json":[]}}])");
    QVERIFY(!world.core()->skew());
    QVERIFY(world.run(world.session().json(Request("/a"))).ok());
    QCOMPARE(world.core()->skew(), std::optional<Millis>(300'000));
    QCOMPARE(formatTime(world.session().now()), std::string("2026-05-04T10:05:00.000Z"));
    QVERIFY(world.run(world.session().json(Request("/b"))).ok());
    QCOMPARE(world.core()->skew(), std::optional<Millis>(0));
}

void SessionTest::turnsGraphqlErrorsIntoFaults() {
    ReplaySession world(
        R"([{"type":"http","request":{"method":"POST","path":"/graphql","json":{"query":"{a}","variables":{"n":1}}},
          "response":{"json":{"data":{"a":1}}}},
        {"type":"http","request":{"method":"POST","path":"/graphql"},"response":{"json":{"data":null,"errors":[{"type":"NOT_FOUND","message":"no repo"}]}}},
        {"type":"http","request":{"method":"POST","path":"/graphql"},"response":{
          "headers":{"X-RateLimit-Limit":"5000","X-RateLimit-Remaining":"0","X-RateLimit-Reset":"1777890000","X-RateLimit-Resource":"graphql"},
          "json":{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}}},
        {"type":"http","request":{"path":"/rest"},"response":{"json":[]}}])");
    const auto session = world.session();
    QVERIFY(world.run(session.graphql(Request("/graphql"), "{a}", Json::parse("{\"n\":1}").orThrow())).ok());
    QCOMPARE(world.run(session.graphql(Request("/graphql"), "{a}", Json())).error().fault, Fault::notFound);
    const auto limited = world.run(session.graphql(Request("/graphql"), "{a}", Json()));
    QCOMPARE(limited.error().fault, Fault::rateLimited);
    QCOMPARE(epochMs(limited.error().retryAfter.value()), 1777890000000);
    QCOMPARE(world.run(session.graphql(Request("/graphql"), "{a}", Json())).error().fault,
             Fault::rateLimited);
    QCOMPARE(world.replay.sent().size(), 3U);
    QVERIFY(world.run(session.json(Request("/rest"))).ok());
}

void SessionTest::namesWhatTheReplayExpected() {
    ReplaySession world(R"([{"type":"http","request":{"path":"/other"},"response":{"json":[]}}])");
    const auto answer = world.run(world.session().json(Request("/x")));
    QVERIFY(answer.error().message.find("GET https://ci.example/x; the next expected is GET /other") !=
            std::string::npos);
    QCOMPARE(world.replay.complaints().size(), 2U);
}

void SessionTest::runsCommandsWithSecretsInTheirEnvironmentOnly() {
    ReplaySession world(
        R"([{"type":"process","request":{"argv":["git","fetch"]},"response":{"exit":1,"errors":"bad s3cr3t-t0ken","body":"out"}},
        {"type":"file","request":{"glob":"/r/*.xml"},"response":{"files":[{"path":"/r/a.xml","size":3,"modified":"2026-05-04T10:00:00Z"}]}},
        {"type":"file","request":{"path":"/r/a.xml"},"response":{"body":"<a>"}}])");
    Command command({"git", "fetch"});
    command.secretEnv("GIT_TOKEN", SecretRef{"token"});
    const auto result = world.run(world.session().run(command));
    QVERIFY(result.ok());
    QCOMPARE(result->exitCode, 1);
    QCOMPARE(result->errors, std::string("bad ***"));
    const auto& environment = world.replay.commands().front().environment;
    QVERIFY(std::find(environment.begin(), environment.end(),
                      std::pair<std::string, std::string>("GIT_TOKEN", "s3cr3t-t0ken")) != environment.end());
    QCOMPARE(world.run(world.session().files("/r/*.xml"))->front().path, std::string("/r/a.xml"));
    QCOMPARE(*world.run(world.session().read("/r/a.xml")), std::string("<a>"));
}

void SessionTest::redactsTheLastWordsOfACommand() {
    ReplaySession world(R"([{"type":"process","request":{"argv":["git","fetch"]},
        "response":{"fault":"timeout","message":"git did not end within 1m: remote s3cr3t-t0ken\u0007 is slow"}}])");
    const auto result = world.run(world.session().run(Command({"git", "fetch"})));
    QCOMPARE(result.error().message, std::string("git did not end within 1m: remote *** is slow"));
}

QTEST_APPLESS_MAIN(SessionTest)
#include "tst_session.moc"
