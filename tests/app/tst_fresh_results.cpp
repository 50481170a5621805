// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "connectors/registry.h"
#include "polling.h"

using namespace shipglass;
using namespace std::chrono_literals;

/// How soon results appear that were still being written when they were first met.
class FreshResultsTest : public QObject {
    Q_OBJECT

private slots:
    void appearSecondsAfterTheLastWrite();
};

namespace {

/// Two result files, the second of which is written a second after the first look.
constexpr std::string_view twoFiles = R"([
    {"type": "file", "request": {"glob": "/work/web/TEST-*.xml"}, "response": {"files": [
        {"path": "/work/web/TEST-a.xml", "size": 42, "modified": "2026-05-04T10:00:00Z"}]}},
    {"type": "file", "request": {"path": "/work/web/TEST-a.xml"}, "response": {"body": "<testsuites><testsuite"}},
    {"type": "file", "repeat": true, "request": {"glob": "/work/web/TEST-*.xml"}, "response": {"files": [
        {"path": "/work/web/TEST-a.xml", "size": 64, "modified": "2026-05-04T10:00:01Z"},
        {"path": "/work/web/TEST-b.xml", "size": 64, "modified": "2026-05-04T10:00:01Z"}]}},
    {"type": "file", "repeat": true, "request": {"path": "/work/web/TEST-a.xml"},
     "response": {"body": "<testsuite name='a'><testcase name='adds'/></testsuite>"}},
    {"type": "file", "repeat": true, "request": {"path": "/work/web/TEST-b.xml"},
     "response": {"body": "<testsuite name='b'><testcase name='parses'/></testsuite>"}}])";

} // namespace

void FreshResultsTest::appearSecondsAfterTheLastWrite() {
    FakeClock clock;
    Polling process(clock, "one");
    process.world.play(twoFiles);
    auto settings = Json::parse(R"({"paths": ["/work/web/TEST-*.xml"]})").orThrow();
    process.configured.sources.push_back(process.world.add(
        "results", *findConnector("junit"), std::make_shared<NoSecrets>(), std::move(settings)));
    process.start();
    clock.advance(2900ms);
    QCOMPARE(process.count(Kind::run), std::int64_t(0));
    QCOMPARE(process.states.at("results").health, SourceHealth::fresh);
    clock.advance(2100ms); // the second look was at 3 s, two after the last write
    QCOMPARE(process.count(Kind::run), std::int64_t(1));
    clock.advance(10s);
    QVERIFY(*process.states.at("results").nextPollAt > clock.now() + 20s); // and then as usual
}

QTEST_APPLESS_MAIN(FreshResultsTest)
#include "tst_fresh_results.moc"
