// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

using namespace shipglass::testing;

namespace {

const QStringList verbs{"poll", "show", "render", "act", "check", "connectors", "import", "export"};

/// One call of each verb that reads the configuration.
const QList<QStringList> calls{{"poll", "--once"},
                               {"show", "runs"},
                               {"render", "overview", "-o", "page.png"},
                               {"act", "rerun", "ci", "7"},
                               {"check"},
                               {"check", "--offline"},
                               {"import", "records.ndjson"},
                               {"export", "records.ndjson"}};

QStringList sortedKeys(const QJsonValue& object) { return object.toObject().keys(); }

/// One failure is one line.
bool isOneLine(const QByteArray& text) { return text.count('\n') == 1 && text.endsWith('\n'); }

} // namespace

/// The command line of the built program: what it says, where, and how it ends.
class CommandLineTest : public QObject {
    Q_OBJECT

private slots:
    void versionAndHelp();
    void everyVerbHasHelp();
    void wrongUsage_data();
    void wrongUsage();
    void optionsStandBeforeOrAfterTheVerb();
    void mistakesHaveFileLineAndColumn();
    void secretsInClearAreRefused();
    void missingSecretsSendNothing_data();
    void missingSecretsSendNothing();
    void secretsThatAreAskedForHavePlacesToo_data();
    void secretsThatAreAskedForHavePlacesToo();
    void whatOnlyReadsTheStoreNeedsNoSecret();
    void namedConfigurationHasToBeThere();
    void connectorsPrintWhatTheDesignSays();
    void everyConnectorIsListed();
    void unknownConnectorNamesTheNearest();
    void wallIsNotThereYet();

private:
    Home m_home;
};

void CommandLineTest::versionAndHelp() {
    const Outcome version = m_home.run({"--version"});
    VERIFY_EXIT(version, 0);
    QVERIFY2(QRegularExpression("^shipglass \\d+\\.\\d+\\.\\d+\n$").match(version.out).hasMatch(),
             version.out);
    const Outcome help = m_home.run({"--help"});
    VERIFY_EXIT(help, 0);
    for (const QString& verb : verbs) QVERIFY2(help.out.contains("\n  " + verb.toUtf8() + ' '), help.out);
    QCOMPARE(help.err + version.err, QByteArray());
    QCOMPARE(m_home.run({"-h"}).out, help.out);
}

void CommandLineTest::everyVerbHasHelp() {
    for (const QString& verb : verbs) {
        const Outcome after = m_home.run({verb, "--help"}), before = m_home.run({"--help", verb});
        VERIFY_EXIT(after, 0);
        QVERIFY2(after.out.startsWith("shipglass " + verb.toUtf8() + ' '), after.out);
        QCOMPARE(before.out, after.out);
    }
}

void CommandLineTest::wrongUsage_data() {
    QTest::addColumn<QString>("named");
    const auto row = [](const char* line, const char* named) { QTest::newRow(line) << QString(named); };
    row("shwo runs", "show");
    row("show run", "runs");
    row("show runs --formt json", "--format");
    row("show runs --format xml", "csv");
    row("show runs --limit -1", "-1");
    row("show runs --since tomorrow", "tomorrow");
    row("show runs --as-of later", "later");
    row("show runs --where stauts:failure", "status");
    row("show alerts --where severty:high", "severity");
    row("show runs --where status:", "column 8");
    row("show runs --store mysql:x", "sqlite:PATH");
    row("show runs --store postgresql://x/y", "sqlite:PATH");
    row("show runs --where (status:failure)", "parentheses");
    row("connectors circleci", "shipglass connectors lists");
    row("render overview -o x.jpg", "x.png");
    row("poll --once --format ndjson", "table or json");
    row("poll --format json", "--once");
    row("poll --no-poll", "--no-poll");
    row("poll --once --no-poll", "--no-poll");
    row("poll nobody", "nobody");
    row("show sources --since 1d", "--as-of");
    row("show sources --until 1d", "--as-of");
    row("show sources --where helth:fresh", "did you mean health?");
    row("show sources --where health:frehs", "did you mean fresh?");
    row("show sources --where fault<5", "column 1");
    row("poll --once --since soon", "soon");
    row("poll --once nobody", "nobody");
    row("act restart ci 7", "did you mean");
    row("act silence ci 7 --for soon", "soon");
    row("render overview", "-o");
    row("render overview -o x.png --size huge", "1280x800");
    row("render overview -o x.png --theme drak", "dark");
    row("render ovrview -o x.png", "overview");
    row("check --format csv", "table or json");
    row("import", "FILE");
    row("import nowhere.ndjson", "nowhere.ndjson");
    row("export", "FILE");
}

void CommandLineTest::wrongUsage() {
    QFETCH(QString, named);
    const Outcome outcome = m_home.run(QString(QTest::currentDataTag()).split(' '));
    VERIFY_EXIT(outcome, 2);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(isOneLine(outcome.err) && QString(outcome.err).contains(named), outcome.err);
}

void CommandLineTest::optionsStandBeforeOrAfterTheVerb() {
    const QByteArray run = R"({"kind":"run","source":"ci","id":"7","status":"success"})"
                           "\n";
    const QString store = "sqlite:" + m_home.path("elsewhere.sqlite");
    VERIFY_EXIT(m_home.run({"--store", store, "import", m_home.write("one.ndjson", run)}), 0);
    const Outcome after = m_home.run({"show", "runs", "--format", "json", "--store", store});
    QCOMPARE(after.objects().size(), 1);
    QCOMPARE(m_home.run({"--format", "json", "--store=" + store, "show", "runs"}).out, after.out);
    QCOMPARE(m_home.show({"runs"}).size(), 0);
}

void CommandLineTest::mistakesHaveFileLineAndColumn() {
    Home home;
    home.configure("poll: on\nsources:\n  - name: ci\n    kind: buildbot\n    url: http://127.0.0.1:1\n"
                   "    bilders: [web]\n    every: often\n");
    const QByteArray file = home.configPath().toUtf8();
    for (const QStringList& call : calls) {
        const Outcome outcome = home.run(call);
        VERIFY_EXIT(outcome, 2);
        const QList<QByteArray> said = outcome.err.split('\n');
        QCOMPARE(said.size(), 3);
        QCOMPARE(said[0],
                 file + ":6:5: \"bilders\" is not known here; the nearest known key is \"builders\"");
        QVERIFY2(said[1].startsWith(file + ":7:12: "), outcome.err);
        QCOMPARE(outcome.out, QByteArray());
    }
}

void CommandLineTest::secretsInClearAreRefused() {
    Home home;
    home.configure("sources:\n  - name: ci\n    kind: github\n    auth: { token: hunter2example }\n");
    for (const QStringList& call : calls) {
        const Outcome outcome = home.run(call);
        VERIFY_EXIT(outcome, 2);
        QVERIFY2(isOneLine(outcome.err) && outcome.err.contains(":4:20: "), outcome.err);
        QVERIFY2(outcome.err.contains("${env:NAME}"), "the right way is shown");
        QVERIFY(!outcome.err.contains("hunter2") && !outcome.out.contains("hunter2"));
    }
}

void CommandLineTest::missingSecretsSendNothing_data() {
    QTest::addColumn<QStringList>("call");
    for (const char* call : {"poll", "poll --once", "check", "check --offline", "act rerun ci 7"})
        QTest::newRow(call) << QString(call).split(' ');
}

void CommandLineTest::missingSecretsSendNothing() {
    QFETCH(QStringList, call);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Home home;
    home.write("one.ndjson", R"({"kind":"run","source":"ci","id":"7","status":"failure"})"
                             "\n");
    VERIFY_EXIT(home.run({"import", "one.ndjson"}), 0);
    home.configure(QString("sources:\n  - name: ci\n    kind: buildbot\n    url: http://127.0.0.1:%1\n"
                           "    actions: all\n    auth: { token: \"${env:NOBODY_SET_THIS}\" }\n")
                       .arg(server.serverPort())
                       .toUtf8());
    const Outcome outcome = home.run(call);
    VERIFY_EXIT(outcome, 2);
    QVERIFY2(isOneLine(outcome.err) && outcome.err.contains("NOBODY_SET_THIS"), outcome.err);
    QVERIFY2(!server.waitForNewConnection(0), "something was sent");
}

void CommandLineTest::secretsThatAreAskedForHavePlacesToo_data() { missingSecretsSendNothing_data(); }

void CommandLineTest::secretsThatAreAskedForHavePlacesToo() {
    QFETCH(QStringList, call);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Home home;
    home.write("one.ndjson", R"({"kind":"run","source":"ci","id":"7","status":"failure"})"
                             "\n");
    VERIFY_EXIT(home.run({"import", "one.ndjson"}), 0);
    for (const char* reference : {"${command:false}", "${keychain:none}"}) {
        home.configure(QString("sources:\n  - name: ci\n    kind: buildbot\n    url: http://127.0.0.1:%1\n"
                               "    actions: all\n    headers: { X-Token: \"%2\" }\n")
                           .arg(server.serverPort())
                           .arg(reference)
                           .toUtf8());
        const Outcome outcome = home.run(call);
        VERIFY_EXIT(outcome, 2);
        QVERIFY2(isOneLine(outcome.err) &&
                     outcome.err.startsWith(home.configPath().toUtf8() + ":6:25: headers.X-Token: "),
                 outcome.err);
        QVERIFY2(!server.waitForNewConnection(0), "something was sent");
    }
}

void CommandLineTest::whatOnlyReadsTheStoreNeedsNoSecret() {
    Home home;
    home.configure("poll: off\nsources:\n  - name: ci\n    kind: github\n"
                   "    auth: { token: \"${env:NOBODY_SET_THIS}\" }\n");
    for (const char* call : {"check", "check --offline", "show sources", "render sources -o page.png"}) {
        const Outcome outcome = home.run(QString(call).split(' '));
        VERIFY_EXIT(outcome, 0);
        QCOMPARE(outcome.err, QByteArray());
    }
}

void CommandLineTest::namedConfigurationHasToBeThere() {
    const Outcome outcome = m_home.run({"show", "runs", "--config", "nowhere.yaml"});
    VERIFY_EXIT(outcome, 2);
    QVERIFY2(isOneLine(outcome.err) && outcome.err.contains("nowhere.yaml"), outcome.err);
}

void CommandLineTest::connectorsPrintWhatTheDesignSays() {
    const Outcome outcome = m_home.run({"connectors", "github", "--format", "json"});
    VERIFY_EXIT(outcome, 0);
    const QJsonObject github = QJsonDocument::fromJson(outcome.out).object();
    QCOMPARE(github.keys(), (QStringList{"auth", "category", "facets", "fields", "id", "name"}));
    QCOMPARE(github["id"].toString(), "github");
    QCOMPARE(github["category"].toString(), "ci");
    QVERIFY(github["facets"].toArray().contains("run"));
    for (const auto& way : github["auth"].toArray()) QCOMPARE(sortedKeys(way), (QStringList{"keys", "kind"}));
    QStringList keys;
    for (const auto& field : github["fields"].toArray()) {
        QCOMPARE(sortedKeys(field), (QStringList{"help", "key", "required", "type"}));
        QVERIFY(field[u"required"].isBool() && !field[u"help"].toString().isEmpty());
        keys.append(field[u"key"].toString());
    }
    QVERIFY(keys.contains("owners") && keys.contains("repositories"));
}

void CommandLineTest::everyConnectorIsListed() {
    const auto all = m_home.run({"connectors", "--format", "json"}).objects();
    QVERIFY(all.size() >= 10);
    const QByteArray table = m_home.run({"connectors"}).out;
    for (const QJsonObject& connector : all) {
        const QString id = connector["id"].toString();
        QCOMPARE(sortedKeys(connector), (QStringList{"auth", "category", "facets", "fields", "id", "name"}));
        QVERIFY2(table.contains('\n' + id.toUtf8() + ' '), table);
        const Outcome one = m_home.run({"connectors", "--format", "json", id});
        QCOMPARE(QJsonDocument::fromJson(one.out).object(), connector);
    }
}

void CommandLineTest::unknownConnectorNamesTheNearest() {
    const Outcome outcome = m_home.run({"connectors", "buildbt"});
    VERIFY_EXIT(outcome, 2);
    QVERIFY2(outcome.err.contains("did you mean buildbot?"), outcome.err);
}

void CommandLineTest::wallIsNotThereYet() {
    const Outcome outcome = m_home.run({"--wall"});
    VERIFY_EXIT(outcome, 1);
    QVERIFY2(isOneLine(outcome.err) && outcome.err.contains("no wall yet"), outcome.err);
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_command_line.moc"
