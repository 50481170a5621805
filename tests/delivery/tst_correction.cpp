// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/correction.h"
#include "delivery/facts_filler.h"
#include "insight/dora/answer.h"
#include "records.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;
using delivery::lookUp;
using delivery::WrittenCorrection;
using dora::Says;

namespace {

/// Two deployments, an incident soon after the second one, and two episodes of one key.
dora::Facts sampleFacts() {
    delivery::FactsFiller filler({});
    for (const Record& record : std::vector<Record>{
             deployed("2", "05-02 10:00"), deployed("1", "05-01 10:00"), incident("slow@2", "05-20 10:00"),
             incident("slow@1", "05-19 10:00"), incident("down@1", "05-02 11:00")})
        filler.add(rowOf(record));
    return filler.finish();
}

WrittenCorrection about(const std::string& incident, const std::string& causedBy) {
    WrittenCorrection made;
    made.where = "overlay.yaml:1", made.incident = incident, made.causedBy = causedBy;
    return made;
}

WrittenCorrection marked(const std::string& deployment, std::optional<bool> rollback,
                         std::optional<bool> hotfix) {
    WrittenCorrection made;
    made.where = "overlay.yaml:1", made.deployment = deployment, made.rollback = rollback,
    made.hotfix = hotfix;
    return made;
}

} // namespace

/// Corrections as they are written, looked up in the facts.
class CorrectionTest : public QObject {
    Q_OBJECT

private slots:
    void incidents();
    void keys();
    void deployments();
    void whatIsNotThere_data();
    void whatIsNotThere();
    void theyChangeTheAnswer();
};

void CorrectionTest::incidents() {
    const auto facts = sampleFacts();
    const auto found = lookUp({about("pager/down@1", "cd/1"), about("pager/slow@1", "none")}, facts);
    QVERIFY(found.warnings.empty());
    QCOMPARE(found.overlay.size(), std::size_t{2});
    QCOMPARE(found.overlay[0].says, Says::causedBy);
    QCOMPARE(facts.names[facts.incidents[found.overlay[0].row].id], std::string_view("down@1"));
    QCOMPARE(facts.names[facts.deployments[found.overlay[0].deployment].id], std::string_view("1"));
    QCOMPARE(found.overlay[1].says, Says::notCaused);
    QCOMPARE(found.overlay[1].deployment, dora::kNone);
}

void CorrectionTest::keys() {
    const auto facts = sampleFacts();
    const auto found = lookUp({about("pager/down", "cd/1")}, facts);
    QVERIFY(found.warnings.empty());
    QCOMPARE(facts.names[facts.incidents[found.overlay.at(0).row].id], std::string_view("down@1"));
}

void CorrectionTest::deployments() {
    const auto found = lookUp({marked("cd/1", true, {}), marked("cd/2", false, true)}, sampleFacts());
    QVERIFY(found.warnings.empty());
    QCOMPARE(found.overlay.size(), std::size_t{3});
    QCOMPARE(found.overlay[0].says, Says::rollback);
    QCOMPARE(found.overlay[0].row, dora::Row{0});
    QCOMPARE(found.overlay[1].says, Says::noRollback);
    QCOMPARE(found.overlay[2].says, Says::hotfix);
    QCOMPARE(found.overlay[2].row, dora::Row{1});
}

void CorrectionTest::whatIsNotThere_data() {
    QTest::addColumn<QString>("incident"), QTest::addColumn<QString>("deployment");
    QTest::addColumn<QString>("warning");
    QTest::newRow("incident") << "pager/up"
                              << ""
                              << "there is no incident pager/up";
    QTest::newRow("another source") << "other/down@1"
                                    << ""
                                    << "there is no incident other/down@1";
    QTest::newRow("two episodes") << "pager/slow"
                                  << ""
                                  << "pager/slow names 2 incidents: write the id of one of them";
    QTest::newRow("deployment") << ""
                                << "cd/3"
                                << "there is no deployment cd/3";
    QTest::newRow("cause") << "pager/down@1"
                           << "cd/3"
                           << "there is no deployment cd/3";
}

void CorrectionTest::whatIsNotThere() {
    QFETCH(QString, incident);
    QFETCH(QString, deployment);
    QFETCH(QString, warning);
    const auto written = incident.isEmpty()     ? marked(deployment.toStdString(), true, {})
                         : deployment.isEmpty() ? about(incident.toStdString(), "none")
                                                : about(incident.toStdString(), deployment.toStdString());
    const auto found = lookUp({written, marked("cd/1", true, {})}, sampleFacts());
    QCOMPARE(found.warnings, std::vector<std::string>{"overlay.yaml:1: " + warning.toStdString()});
    QCOMPARE(found.overlay.size(), std::size_t{1}); // the rest holds
}

void CorrectionTest::theyChangeTheAnswer() {
    const auto facts = sampleFacts();
    dora::Question question;
    question.window = {epochMs(at("05-01 00:00")), epochMs(at("05-03 00:00"))};
    question.scope.environments = {facts.deployments[0].environment};
    const auto rate = [&](const std::vector<WrittenCorrection>& written, dora::Key key) {
        question.overlay = lookUp(written, facts).overlay;
        return dora::answer(dora::Study(facts, question), key).figure.value.value_or(-1);
    };
    const auto failures = dora::Key::changeFailureRate, rework = dora::Key::reworkRate;
    QCOMPARE(rate({}, failures), 0.5); // by time: deployment 2
    QCOMPARE(rate({about("pager/down@1", "none")}, failures), 0.0);
    QCOMPARE(rate({}, rework), 0.0);
    QCOMPARE(rate({marked("cd/2", true, {})}, rework), 0.5);
}

QTEST_APPLESS_MAIN(CorrectionTest)
#include "tst_correction.moc"
