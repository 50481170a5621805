// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"

#include "servers/free_port.h"
#include "servers/git_repository.h"
#include "servers/require_server.h"

#include <QDir>
#include <QJsonArray>
#include <QTcpServer>

using namespace shipglass::testing;

namespace {

constexpr const char* results = R"(<testsuite name="shop" tests="2" failures="1">
  <testcase classname="Basket" name="adds"><failure message="3 != 4"/></testcase>
  <testcase classname="Basket" name="empties"/>
</testsuite>)";

QByteArray buildbotAt(quint16 port) {
    return QString(
               "sources:\n  - name: ci\n    kind: buildbot\n    url: http://127.0.0.1:%1\n    every: 1s\n")
        .arg(port)
        .toUtf8();
}

/// Long ago: a file that is quite new may still be written to, and is left for later.
void writeFile(const QString& path, const QByteArray& content) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    QVERIFY(file.flush() &&
            file.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFile::FileModificationTime));
}

} // namespace

/// The verbs that ask sources, without a server that answers: what is found here, what fails, how poll ends.
class CommandPollTest : public QObject {
    Q_OBJECT

private slots:
    void firstStartFindsWhatLiesHere();
    void firstStartElsewhereFindsNothing();
    void failedPollsSayWhy();
    void checkSaysWhatFails();
    void offlineCheckSendsNothing();
    void unpolledSourcesAreShown();
    void disabledPollingIsAContradiction();
    void disabledSourcesAreLeftOut();
    void sourcesCanBeChosen();
    void sourcesAreQueriedAndCounted();
    void sourcesAsCsv();
    void changedConfigurationIsTakenOver();
    void badConfigurationLeavesTheOldInForce();
    void terminatedPollEndsSoon();
    void silentPollEndsSoon();
};

void CommandPollTest::firstStartFindsWhatLiesHere() {
    REQUIRE_SERVER(GitRepository);
    QString why;
    const auto repository = GitRepository::create(QDateTime::currentDateTimeUtc(), &why);
    QVERIFY2(repository, qPrintable(why));
    const QString root = repository->path();
    writeFile(root + "/build/reports/TEST-shop.xml", results);
    writeFile(root + "/build/reports/pom.xml", "<project/>");
    // Not below the repository; its clone is beside it too.
    writeFile(root + "/../TEST-other.xml", results);
    QDir(root).mkpath("deep/inside");

    const Home home;
    const Outcome outcome = home.run({"poll", "--once", "--format", "json"}, root + "/deep/inside");
    VERIFY_EXIT(outcome, 0);
    QCOMPARE(outcome.err, QByteArray());
    const auto reports = outcome.objects();
    QCOMPARE(reports.size(), 2);
    QCOMPARE(having(reports, {{"source", "acme-web"}, {"kind", "git"}, {"ok", true}}).size(), 1);
    QCOMPARE(having(reports, {{"source", "tests"}, {"kind", "junit"}, {"ok", true}}).size(), 1);
    const int commits = repository->git({"rev-list", "--count", "--first-parent", "main"}).toInt();
    QCOMPARE(home.show({"changes"}).size(), commits);
    const auto tests = home.show({"tests"});
    QCOMPARE(having(tests, {{"status", "failed"}, {"class", "Basket"}, {"name", "adds"}}).size(), 1);
    QCOMPARE(home.show({"runs"}).size(), 1);
    QVERIFY2(!QFile::exists(home.configPath()), "nothing is configured before somebody says so");
}

void CommandPollTest::firstStartElsewhereFindsNothing() {
    const Home home;
    const Outcome outcome = home.run({"poll", "--once", "--format", "json"});
    VERIFY_EXIT(outcome, 0);
    QCOMPARE(outcome.out, QByteArray("[]\n"));
    QCOMPARE(home.show({"sources"}).size(), 0);
}

void CommandPollTest::failedPollsSayWhy() {
    const Home home;
    home.configure(buildbotAt(freePort()));
    const Outcome outcome = home.run({"poll", "--once", "--format", "json"});
    VERIFY_EXIT(outcome, 1);
    const QJsonObject report = outcome.objects().value(0);
    QStringList keys = report.keys();
    keys.removeAll("error"); // Of the source as a whole: there may be one in each scope instead.
    QCOMPARE(keys, (QStringList{"bytes", "kind", "ms", "notModified", "ok", "records", "requests", "scopes",
                                "source"}));
    QCOMPARE(report["ok"].toBool(true), false);
    for (const auto& scope : report["scopes"].toArray()) {
        QCOMPARE(scope.toObject().keys(), (QStringList{"error", "facet", "ok", "scope"}));
        QCOMPARE(scope[u"error"].toObject().keys(), (QStringList{"fault", "message"}));
        QCOMPARE(scope[u"error"][u"fault"].toString(), "network");
    }
    QVERIFY2(!outcome.err.isEmpty(), "each failure is a line");
    for (const QByteArray& line : outcome.err.trimmed().split('\n'))
        QVERIFY2(line.startsWith("ci: "), outcome.err);
    const Outcome table = home.run({"poll", "--once"});
    VERIFY_EXIT(table, 1);
    QVERIFY2(table.out.startsWith("SOURCE"), table.out);
}

void CommandPollTest::checkSaysWhatFails() {
    const Home home;
    home.configure(buildbotAt(freePort()));
    const Outcome outcome = home.run({"check", "--format", "json"});
    VERIFY_EXIT(outcome, 1);
    const QJsonObject health = outcome.objects().value(0);
    QCOMPARE(health.keys(), (QStringList{"error", "kind", "ok", "source"}));
    QCOMPARE(health["error"][u"fault"].toString(), "network");
    QVERIFY2(outcome.err.startsWith("ci: ") && outcome.err.count('\n') == 1, outcome.err);
}

void CommandPollTest::offlineCheckSendsNothing() {
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const Home home;
    home.configure(buildbotAt(server.serverPort()));
    const Outcome outcome = home.run({"check", "--offline", "--format", "json"});
    VERIFY_EXIT(outcome, 0);
    QCOMPARE(having(outcome.objects(), {{"source", "ci"}, {"kind", "buildbot"}, {"ok", true}}).size(), 1);
    QVERIFY(!server.waitForNewConnection(0));
}

void CommandPollTest::unpolledSourcesAreShown() {
    const Home home;
    home.configure(buildbotAt(freePort()) +
                   "  - name: off\n    kind: junit\n    paths: [x.xml]\n    enabled: false\n");
    const auto sources = home.show({"sources"});
    QCOMPARE(sources.size(), 2);
    QCOMPARE(having(sources, {{"source", "ci"}, {"health", "unknown"}}).size(), 1);
    QCOMPARE(having(sources, {{"source", "off"}, {"health", "disabled"}}).size(), 1);
    QVERIFY(home.run({"show", "sources"}).out.contains("\nci "));
    QCOMPARE(home.run({"show", "sources", "--format", "ndjson"}).lines(), sources);
}

void CommandPollTest::disabledPollingIsAContradiction() {
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const Home home;
    home.configure("poll: off\n" + buildbotAt(server.serverPort()));
    for (const QStringList& call : {QStringList{"poll"}, QStringList{"poll", "--once"}}) {
        const Outcome outcome = home.run(call);
        VERIFY_EXIT(outcome, 2);
        QVERIFY2(outcome.err.count('\n') == 1 && outcome.err.contains("`poll: off`"), outcome.err);
    }
    QVERIFY(!server.waitForNewConnection(0));
}

void CommandPollTest::disabledSourcesAreLeftOut() {
    const Home home;
    home.configure("sources:\n  - name: off\n    kind: junit\n    paths: [x.xml]\n    enabled: false\n");
    const Outcome all = home.run({"poll", "--once", "--format", "json"});
    VERIFY_EXIT(all, 0);
    QCOMPARE(all.out, QByteArray("[]\n"));
    const Outcome named = home.run({"poll", "--once", "off"});
    VERIFY_EXIT(named, 2);
    QVERIFY2(named.err.contains("off is switched off"), named.err);
    const Outcome checked = home.run({"check", "--format", "json"});
    VERIFY_EXIT(checked, 0);
    const QJsonObject source = checked.objects().value(0);
    QVERIFY2(!source.contains("ok") && source["enabled"] == QJsonValue(false), checked.out);
    QVERIFY(home.run({"check"}).out.contains("disabled"));
}

void CommandPollTest::sourcesCanBeChosen() {
    QTcpServer wanted, other;
    QVERIFY(wanted.listen(QHostAddress::LocalHost) && other.listen(QHostAddress::LocalHost));
    const Home home;
    home.configure(buildbotAt(wanted.serverPort()) +
                   QString("  - name: cd\n    kind: buildbot\n    url: http://127.0.0.1:%1\n    every: 1s\n")
                       .arg(other.serverPort())
                       .toUtf8());
    const auto program = home.start({"poll", "ci", "--since", "2026-05-04"});
    QVERIFY2(wanted.waitForNewConnection(60'000), "the one that was named is polled");
    VERIFY_EXIT(program->terminate(), 0);
    QVERIFY2(!other.waitForNewConnection(0), "the other one is not");
    const Outcome outcome = home.run({"poll", "cj"});
    VERIFY_EXIT(outcome, 2);
    QCOMPARE(outcome.err, QByteArray("No source is called cj; did you mean ci?\n"));
}

void CommandPollTest::sourcesAreQueriedAndCounted() {
    const Home home;
    home.configure(buildbotAt(freePort()) +
                   "  - name: off\n    kind: junit\n    paths: [x.xml]\n    enabled: false\n");
    VERIFY_EXIT(home.run({"poll", "--once"}), 1);
    const auto names = [&](const char* query) {
        QStringList found;
        for (const QJsonObject& source : home.show({"sources", "--where", query}))
            found.append(source["source"].toString());
        return found;
    };
    QCOMPARE(names("kind:build*"), QStringList{"ci"});
    QCOMPARE(names("fault:network"), QStringList{"ci"});
    QCOMPARE(names("-fault:network"), QStringList{"off"});
    QCOMPARE(names("health:disabled name=off"), QStringList{"off"});
    QCOMPARE(names("nowhere"), QStringList());
    QCOMPARE(home.show({"sources", "--limit", "1"}).size(), 1);
    QCOMPARE(home.show({"sources", "--limit", "0"}).size(), 2);
    QVERIFY(home.run({"show", "sources"}).out.contains(" OLDEST "));
}

void CommandPollTest::sourcesAsCsv() {
    const Home home;
    home.configure(buildbotAt(freePort()));
    VERIFY_EXIT(home.run({"poll", "--once"}), 1);
    const Outcome csv = home.run({"show", "sources", "--format", "csv"});
    VERIFY_EXIT(csv, 0);
    const QList<QByteArray> lines = csv.out.split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines[0].startsWith("source,kind,health,fault,message,") && lines[0].endsWith('\r'), csv.out);
    QVERIFY2(lines[1].startsWith("ci,buildbot,failing,network,"), csv.out);
}

void CommandPollTest::changedConfigurationIsTakenOver() {
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const Home home;
    home.configure("sources: []\n");
    const auto program = home.start({"poll"});
    const auto opened = [&] { return QFile::exists(home.path("data/shipglass/history.sqlite")); };
    QVERIFY(program->waitUntil(opened));
    // Written again and again, as nothing tells when the watch has begun.
    const auto asked = [&] {
        home.configure(buildbotAt(server.serverPort()));
        return server.waitForNewConnection(1'000);
    };
    QVERIFY2(program->waitUntil(asked), "the source that is new is polled");
    const Outcome outcome = program->terminate();
    VERIFY_EXIT(outcome, 0);
    QCOMPARE(outcome.err, QByteArray());
}

void CommandPollTest::badConfigurationLeavesTheOldInForce() {
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const Home home;
    home.configure(buildbotAt(server.serverPort()));
    const auto program = home.start({"poll"});
    // The watch begins before the first poll.
    QVERIFY2(server.waitForNewConnection(60'000), "the source is polled");
    home.configure("poll: maybe\n");
    const auto said = [&] {
        return program->errors().contains("shipglass.yaml:1:7: on or off is expected here\n");
    };
    QVERIFY(program->waitUntil(said));
    // Each poll ends by itself when its connection does, and the next one begins.
    delete server.nextPendingConnection();
    QVERIFY2(server.waitForNewConnection(60'000), "the source is still polled");
    VERIFY_EXIT(program->terminate(), 0);
}

void CommandPollTest::terminatedPollEndsSoon() {
    // Takes the connection and never says a word.
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const Home home;
    home.configure(buildbotAt(server.serverPort()));
    const auto program = home.start({"poll"});
    QVERIFY2(server.waitForNewConnection(60'000), "a poll is under way");
    // Five seconds are promised; a busy machine gets as many more.
    const Outcome outcome = program->terminate(10'000);
    VERIFY_EXIT(outcome, 0);
    QCOMPARE(outcome.out + outcome.err, QByteArray());
}

void CommandPollTest::silentPollEndsSoon() {
    const Home home;
    const auto program = home.start({"poll"});
    const auto opened = [&] { return QFile::exists(home.path("data/shipglass/history.sqlite")); };
    QVERIFY(program->waitUntil(opened));
    VERIFY_EXIT(program->terminate(10'000), 0);
}

QTEST_GUILESS_MAIN(CommandPollTest)
#include "tst_command_poll.moc"
