// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace shipglass::testing;

namespace {

constexpr auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;

/// A source that gives its secret away.
void configureIndiscreet(Home& home) {
    const QString script = home.write("tell.sh", R"(
        echo '{"kind":"run","id":"1","pipeline":"'"$DEPLOY_TOKEN"'","status":"success"}'
        echo '{"kind":"batch","facet":"run","scope":"acme/web"}'
    )");
    home.setVariable("DEPLOY_TOKEN", "s3cr3t-t0ken");
    home.configure(("sources:\n  - name: tell\n    kind: exec\n    command: [sh, " + script +
                    "]\n    env:\n      DEPLOY_TOKEN: \"${env:DEPLOY_TOKEN}\"\n")
                       .toUtf8());
}

} // namespace

/// --record, --log-level and the cache of answers, as far as they can be seen from outside.
class CommandRecordTest : public QObject {
    Q_OBJECT

private slots:
    void recordingIsACaseWithoutSecrets();
    void pollsAreLoggedWhenAskedFor();
    void answersAreKeptForTheUserOnly();
};

void CommandRecordTest::recordingIsACaseWithoutSecrets() {
    Home home;
    configureIndiscreet(home);
    VERIFY_EXIT(home.run({"poll", "--once", "--record", home.path("cases")}), 0);
    QCOMPARE(home.show({"runs"}).value(0)["pipeline"].toString(), "s3cr3t-t0ken");
    const auto settings = QJsonDocument::fromJson(home.read("cases/tell/settings.json")).object();
    QCOMPARE(settings["kind"].toString(), "exec");
    QCOMPARE(settings["env"][u"DEPLOY_TOKEN"].toString(), "dummy");
    const auto exchanges = QJsonDocument::fromJson(home.read("cases/tell/exchange.json")).array();
    QCOMPARE(exchanges.size(), 1);
    QCOMPARE(exchanges[0][u"request"][u"json"][u"protocol"].toInt(), 1);
    QVERIFY(exchanges[0][u"response"][u"body"].toString().contains("\"pipeline\":\"***\""));
    QCOMPARE(QFile::permissions(home.path("cases/tell/exchange.json")), owner);
}

void CommandRecordTest::pollsAreLoggedWhenAskedFor() {
    Home home;
    configureIndiscreet(home);
    const Outcome quiet = home.run({"poll", "--once"});
    VERIFY_EXIT(quiet, 0);
    QCOMPARE(quiet.err, QByteArray());
    const Outcome outcome = home.run({"poll", "--once", "--log-level", "info"});
    VERIFY_EXIT(outcome, 0);
    const auto lines = outcome.err.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0], QByteArray("info: tell: the poll begins"));
    QVERIFY2(lines[1].startsWith("info: tell: the poll ended after "), lines[1]);
}

void CommandRecordTest::answersAreKeptForTheUserOnly() {
    Home home;
    configureIndiscreet(home);
    VERIFY_EXIT(home.run({"poll", "--once"}), 0);
    QCOMPARE(QFile::permissions(home.path("cache/shipglass/http.sqlite")), owner);
}

QTEST_GUILESS_MAIN(CommandRecordTest)
#include "tst_command_record.moc"
