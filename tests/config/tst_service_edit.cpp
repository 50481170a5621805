// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/editor.h"
#include "config/service_draft.h"
#include "config/source_edit.h"
#include "support/kinds.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace shipglass;

namespace {

ServiceRule rule(const std::string& name) {
    ServiceRule made;
    made.name = name, made.repositories = {"acme/" + name};
    return made;
}

ServiceRule fullRule() {
    ServiceRule made = rule("web");
    made.team = "shop", made.projects = {"shop"}, made.pipelines = {"deploy-*"},
    made.labels = {{"app", "web"}};
    made.from = DeploymentOrigin::pipeline, made.deployPipelines = {"Deploy: web", "release"};
    made.deployStage = "production", made.deployEnvironment = "live";
    made.incidentLabels = {{"service", "web"}};
    return made;
}

const std::string api = "  - name: api\n    repositories: [acme/api]\n";

} // namespace

/// Services as lines, and these lines in a configuration.
class ServiceEditTest : public QObject {
    Q_OBJECT

private slots:
    void linesMeanWhatWasMeant_data();
    void linesMeanWhatWasMeant();
    void layouts_data();
    void layouts();
    void byHand_data();
    void byHand();
    void allOrNone();
    void whatCannotBeWrittenIsShown();
};

void ServiceEditTest::linesMeanWhatWasMeant_data() {
    QTest::addColumn<ServiceRules>("rules");
    ServiceRule tags = rule("lib"), names = rule("a: b # c"), nothing;
    tags.from = DeploymentOrigin::tag, tags.deployTags = "v*";
    names.repositories = {"- odd", "*", "yes", "x: y"};
    nothing.name = "bare";
    QTest::newRow("everything") << ServiceRules{fullRule()};
    QTest::newRow("several") << ServiceRules{rule("api"), tags, nothing};
    QTest::newRow("texts that would be something else") << ServiceRules{names};
}

void ServiceEditTest::linesMeanWhatWasMeant() {
    QFETCH(ServiceRules, rules);
    const auto parsed = parseConfig(serviceLines(rules), "lines", testKinds());
    QVERIFY2(parsed.ok(), parsed.ok() ? "" : format(parsed.mistakes.front()).c_str());
    QCOMPARE(parsed.config.services, rules);
}

void ServiceEditTest::layouts_data() {
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    QTest::newRow("no file") << std::string() << "services:\n" + api;
    QTest::newRow("none yet") << std::string("store: sqlite # here\n")
                              << "store: sqlite # here\nservices:\n" + api;
    QTest::newRow("an empty list") << std::string("services: [] # none\npoll: off\n")
                                   << "services: # none\n" + api + "poll: off\n";
    QTest::newRow("behind another") << std::string(
                                           "services:\n  - name: web # mine\n    team: shop\n\npoll: off\n")
                                    << "services:\n  - name: web # mine\n    team: shop\n" + api +
                                           "\npoll: off\n";
}

void ServiceEditTest::layouts() {
    QFETCH(std::string, before);
    const auto edited = withService(before, draftOf(rule("api")));
    QVERIFY2(edited.ok(), edited.ok() ? "" : edited.error().message.c_str());
    QTEST(*edited, "after");
}

void ServiceEditTest::byHand_data() {
    QTest::addColumn<std::string>("before");
    QTest::addColumn<QString>("why");
    QTest::newRow("brackets") << std::string("services: [{ name: web }]\n") << "brackets";
    QTest::newRow("the name is taken") << std::string("services:\n  - name: api\n") << "of this name: api";
    QTest::newRow("broken") << std::string("services: [\n") << "line";
}

void ServiceEditTest::byHand() {
    QFETCH(std::string, before);
    QFETCH(QString, why);
    const auto edited = withService(before, draftOf(rule("api")));
    QVERIFY(!edited.ok());
    QVERIFY2(QString::fromStdString(edited.error().message).contains(why), edited.error().message.c_str());
}

void ServiceEditTest::allOrNone() {
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("shipglass.yaml")).toStdString();
    const auto kinds = testKinds();
    QVERIFY(ConfigEditor(path, {}, kinds).addServices({draftOf(rule("web"))}).written);
    const auto text = "services:\n" + itemText(draftOf(rule("web")));
    const auto refused =
        ConfigEditor(path, text, kinds).addServices({draftOf(rule("api")), draftOf(rule("web"))});
    QVERIFY(!refused.written);
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().toStdString(), text);
}

void ServiceEditTest::whatCannotBeWrittenIsShown() {
    const auto kinds = testKinds();
    const auto outcome = ConfigEditor("/nowhere/shipglass.yaml", "services: [{ name: web }]\n", kinds)
                             .addServices({draftOf(rule("api"))});
    QVERIFY(!outcome.written && !outcome.why.empty());
    QCOMPARE(outcome.lines, "services:\n" + api);
}

QTEST_GUILESS_MAIN(ServiceEditTest)
#include "tst_service_edit.moc"
