// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"

#include <QJsonObject>
#include <QTest>

using namespace shipglass::testing;

namespace {

/// Two runs that deploy, one that builds, a deployment of the API and a change of another repository.
const QByteArray records =
    R"({"kind":"run","source":"ci","id":"w#1","project":"acme/web","repository":"acme/web","pipeline":"deploy","status":"success","commit":"c1","createdAt":"2026-05-01T10:00:00Z","startedAt":"2026-05-01T10:00:00Z","finishedAt":"2026-05-01T10:10:00Z"}
{"kind":"run","source":"ci","id":"w#2","project":"acme/web","repository":"acme/web","pipeline":"deploy","status":"failure","commit":"c2","createdAt":"2026-05-02T10:00:00Z","startedAt":"2026-05-02T10:00:00Z","finishedAt":"2026-05-02T10:10:00Z"}
{"kind":"run","source":"ci","id":"w#3","project":"acme/web","repository":"acme/web","pipeline":"build","status":"success","createdAt":"2026-05-02T11:00:00Z"}
{"kind":"deployment","source":"gh","id":"9","project":"acme/web","repository":"acme/web","environment":"live","status":"success","createdAt":"2026-05-03T10:00:00Z"}
{"kind":"change","source":"gh","id":"api!1","project":"acme/api","repository":"acme/api","title":"Add a cart","commit":"a1","mergedAt":"2026-05-02T20:00:00Z"}
)";
const QByteArray services = "services:\n"
                            "  - name: web\n    team: shop\n    repositories: [acme/web]\n"
                            "    deployments: { from: pipeline, pipelines: [deploy], environment: live }\n"
                            "  - name: api\n    repositories: [acme/api]\n"
                            "    deployments: { from: change }\n";

} // namespace

/// Deployments of every origin, as the built program shows them, and what it says of services.
class CommandDeploymentsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyOriginIsShown();
    void choicesHoldForThem_data();
    void choicesHoldForThem();
    void everyFormatHasThem();
    void anEditHoldsForAllHistory();
    void checkSuggestsServices();
    void checkSaysWhatStagesLose();

private:
    Home m_home;
};

void CommandDeploymentsTest::initTestCase() {
    m_home.write("records.ndjson", records);
    VERIFY_EXIT(m_home.run({"import", "records.ndjson"}), 0);
}

void CommandDeploymentsTest::everyOriginIsShown() {
    m_home.configure(services);
    const auto shown = m_home.show({"deployments"});
    QCOMPARE(idsOf(shown), (QStringList{"api!1@production", "w#2@live", "w#1@live"}));
    QCOMPARE(shown[1]["service"].toString(), "web");
    QCOMPARE(shown[1]["runId"].toString(), "w#2");
    QCOMPARE(shown[1]["status"].toString(), "failure");
}

void CommandDeploymentsTest::choicesHoldForThem_data() {
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QStringList>("ids");
    const auto row = [](const char* options, const QStringList& ids) {
        QTest::newRow(options) << QString(options).split('|') << ids;
    };
    row("--where|service:web status:success", {"w#1@live"});
    row("--where|team:shop", {"w#2@live", "w#1@live"});
    row("--where|environment:production", {"api!1@production"});
    row("--since|2026-05-02", {"api!1@production", "w#2@live"});
    row("--until|2026-05-02", {"w#1@live"});
    row("--as-of|2026-05-02T10:05:00Z", {"w#1@live"});
    row("--limit|2", {"api!1@production", "w#2@live"});
}

void CommandDeploymentsTest::choicesHoldForThem() {
    QFETCH(QStringList, options);
    m_home.configure(services);
    QTEST(idsOf(m_home.show(QStringList{"deployments"} + options)), "ids");
}

void CommandDeploymentsTest::everyFormatHasThem() {
    m_home.configure(services);
    for (const char* format : {"table", "csv", "ndjson", "json"}) {
        const auto outcome = m_home.run({"show", "deployments", "--format", format});
        QVERIFY2(outcome.out.contains("failure"), qPrintable(outcome.text()));     // the second run
        QVERIFY2(!outcome.out.contains("2026-05-03"), qPrintable(outcome.text())); // passed over
    }
}

void CommandDeploymentsTest::anEditHoldsForAllHistory() {
    m_home.configure("store: sqlite\n");
    QCOMPARE(idsOf(m_home.show({"deployments"})), QStringList{"9"});
}

void CommandDeploymentsTest::checkSuggestsServices() {
    m_home.configure("services:\n  - name: web\n    repositories: [acme/web]\n");
    const auto checked = m_home.run({"check", "--offline", "--format", "json"});
    VERIFY_EXIT(checked, 0);
    QVERIFY2(checked.out.trimmed() == "[]", checked.out); // Notes are no part of it.
    QVERIFY2(checked.err.contains("  api: nothing that deploys is known"), checked.err);
    const auto lines = checked.err.mid(checked.err.lastIndexOf("services:\n"));
    QCOMPARE(lines, QByteArray("services:\n  - name: api\n    repositories: [acme/api]\n"
                               "    deployments: { from: change }\n"));
    m_home.configure(services);
    QCOMPARE(m_home.run({"check", "--offline"}).err, QByteArray());
}

void CommandDeploymentsTest::checkSaysWhatStagesLose() {
    const QByteArray byStage = "services:\n  - name: web\n    repositories: [acme/web, acme/api]\n"
                               "    deployments: { from: pipeline, pipelines: [deploy], stage: live }\n";
    m_home.configure(byStage);
    const auto checked = m_home.run({"check", "--offline"});
    VERIFY_EXIT(checked, 0);
    QVERIFY2(checked.err.contains("The deployments of web are stages of runs, which are kept 30d"),
             checked.err);
    m_home.configure("keep: { stages: 400d }\n" + byStage);
    QCOMPARE(m_home.run({"check", "--offline"}).err, QByteArray());
}

QTEST_GUILESS_MAIN(CommandDeploymentsTest)
#include "tst_command_deployments.moc"
