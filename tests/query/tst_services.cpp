// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/services.h"

#include <QTest>

using namespace shipglass;

namespace {

ServiceRule rule(const char* name) {
    ServiceRule made;
    made.name = name;
    return made;
}

Run runOf(const char* repository, const char* pipeline) {
    Run run;
    run.id = "1", run.repository = repository, run.pipeline = pipeline, run.service = "own";
    return run;
}

} // namespace

/// Which service a record belongs to.
class ServicesTest : public QObject {
    Q_OBJECT

private slots:
    void theFirstRuleThatMatchesWins();
    void projects();
    void labelsMustAllHold();
    void incidentLabelsAreForAlerts();
    void teams();
};

void ServicesTest::theFirstRuleThatMatchesWins() {
    ServiceRules rules{rule("empty"), rule("web"), rule("all")};
    rules[1].repositories = {"acme/web", "acme/web-*"};
    rules[1].pipelines = {"Deploy-*"};
    rules[2].repositories = {"*"};
    QCOMPARE(effectiveService(runOf("ACME/Web", "x"), rules), std::string("web"));
    QCOMPARE(effectiveService(runOf("acme/web-infra", ""), rules), std::string("web"));
    QCOMPARE(effectiveService(runOf("", "deploy-all"), rules), std::string("web"));
    QCOMPARE(effectiveService(runOf("acme/other", "x"), rules), std::string("all"));
    QCOMPARE(effectiveService(runOf("", "x"), rules), std::string("own"));
    QCOMPARE(effectiveService(runOf("acme/web", "x"), {}), std::string("own"));
    QCOMPARE(effectiveService(Resource{}, rules), std::string());
}

void ServicesTest::projects() {
    ServiceRules rules{rule("web")};
    rules[0].projects = {"acme/*"};
    Run run = runOf("", "build");
    QCOMPARE(effectiveService(run, rules), std::string("own"));
    run.project = "Acme/web";
    QCOMPARE(effectiveService(run, rules), std::string("web"));
    Deployment deployment;
    deployment.project = "acme/web";
    QCOMPARE(effectiveService(deployment, rules), std::string("web"));
}

void ServicesTest::labelsMustAllHold() {
    ServiceRules rules{rule("web")};
    rules[0].labels = {{"app", "web*"}, {"env", "prod"}};
    Alert alert;
    alert.labels = {{"app", "Web-1"}};
    QCOMPARE(effectiveService(alert, rules), std::string());
    alert.labels["env"] = "prod";
    QCOMPARE(effectiveService(alert, rules), std::string("web"));
    Run run = runOf("", "");
    run.labels = {{"app=web", "env:prod"}};
    QCOMPARE(effectiveService(run, rules), std::string("web"));
}

void ServicesTest::incidentLabelsAreForAlerts() {
    ServiceRules rules{rule("web")};
    rules[0].incidentLabels = {{"service", "web"}};
    Alert alert;
    alert.labels = {{"service", "web"}};
    QCOMPARE(effectiveService(alert, rules), std::string("web"));
    Metric metric;
    metric.labels = alert.labels;
    QCOMPARE(effectiveService(metric, rules), std::string());
}

void ServicesTest::teams() {
    ServiceRules rules{rule("web")};
    rules[0].team = "shop";
    QCOMPARE(teamOf("web", rules), std::string("shop"));
    QCOMPARE(teamOf("Web", rules), std::string());
    QCOMPARE(teamOf("", rules), std::string());
}

QTEST_APPLESS_MAIN(ServicesTest)
#include "tst_services.moc"
