// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "support/replay_session.h"

#include "net/request_log.h"

using namespace shipglass;

namespace {

/// A session whose requests are logged up to a level.
struct LoggedSession : ReplaySession {
    LoggedSession(std::string_view exchanges, LogLevel most)
        : ReplaySession(exchanges),
          log("ci", replay, clock, Log(most, [this](LogLevel level, const std::string& line) {
                  lines.push_back(std::string(word(level)) + ": " + line);
              })) {
        log.follow(secrets);
        transport = &log;
    }

    std::vector<std::string> lines;
    RequestLog log;
};

} // namespace

class RequestLogTest : public QObject {
    Q_OBJECT
private slots:
    void saysEachRequestInALine();
    void saysWhatWasKeptAndWhatFailed();
    void masksWhatIsSecret();
    void keepsQuietBelowDebug();
};

void RequestLogTest::saysEachRequestInALine() {
    LoggedSession world(R"([{"type":"http","request":{"path":"/x"},"response":{"json":{"a":1}}}])",
                        LogLevel::debug);
    QVERIFY(world.run(world.session().json(Request("/x").query("page", "2"))).ok());
    const std::vector<std::string> lines{"debug: ci: GET https://ci.example/x?page=2 in 0 ms: 200, 7 bytes"};
    QCOMPARE(world.lines, lines);
}

void RequestLogTest::saysWhatWasKeptAndWhatFailed() {
    LoggedSession world(
        R"([{"type":"http","request":{"path":"/x"},"response":{"headers":{"ETag":"1"},"json":[]}},
        {"type":"http","request":{"path":"/x"},"response":{"status":304}},
        {"type":"http","request":{"method":"POST","path":"/x"},"response":{"fault":"tls","message":"bad\ncertificate"}}])",
        LogLevel::debug);
    QVERIFY(world.run(world.session().json(Request("/x"))).ok());
    QVERIFY(world.run(world.session().json(Request("/x"))).ok());
    QVERIFY(!world.run(world.session().json(Request(Method::post, "/x"))).ok());
    QCOMPARE(world.lines.size(), 3U);
    QCOMPARE(world.lines[1],
             std::string("debug: ci: GET https://ci.example/x in 0 ms: 304 (as kept), 0 bytes"));
    QCOMPARE(world.lines[2],
             std::string("debug: ci: POST https://ci.example/x in 0 ms: tls: bad certificate"));
}

void RequestLogTest::masksWhatIsSecret() {
    LoggedSession world(R"([{"type":"http","repeat":true,"request":{"path":"/x"},"response":{"json":[]}}])",
                        LogLevel::debug);
    QVERIFY(
        world.run(world.session().json(Request("/x").query("a", "s3cr3t-t0ken").query("job_token", "abc")))
            .ok());
    QVERIFY(world.run(world.session().json(Request("/x?part=1&X-Amz-Signature=0a1b2c"))).ok());
    QCOMPARE(world.lines[0],
             std::string("debug: ci: GET https://ci.example/x?a=***&job_token=*** in 0 ms: 200, 2 bytes"));
    QCOMPARE(world.lines[1], std::string("debug: ci: GET https://ci.example/x?*** in 0 ms: 200, 2 bytes"));
}

void RequestLogTest::keepsQuietBelowDebug() {
    LoggedSession world(R"([{"type":"http","request":{"path":"/x"},"response":{"json":[]}}])",
                        LogLevel::info);
    QVERIFY(world.run(world.session().json(Request("/x"))).ok());
    QVERIFY(world.lines.empty());
}

QTEST_APPLESS_MAIN(RequestLogTest)
#include "tst_request_log.moc"
