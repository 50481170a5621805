// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/origin.h"
#include "records.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;
using delivery::counted;
using delivery::deploymentOf;

namespace {

ServiceRule rule(DeploymentOrigin from) {
    ServiceRule made;
    made.name = "web", made.from = from;
    made.deployPipelines = {"deploy-*"}, made.deployTags = "v*", made.deployEnvironment = "live";
    return made;
}

Stage stage(const std::string& name, RunStatus status, const std::string& finishedAt,
            std::int64_t attempt = 1) {
    Stage made;
    made.id = name + std::to_string(attempt), made.name = name, made.status = status, made.attempt = attempt;
    made.finishedAt = at(finishedAt);
    made.startedAt = *made.finishedAt - std::chrono::minutes(2);
    return made;
}

ServiceRule stageRule() {
    ServiceRule made = rule(DeploymentOrigin::pipeline);
    made.deployStage = "production*";
    return made;
}

} // namespace

/// What counts as a deployment when the system reports none.
class OriginTest : public QObject {
    Q_OBJECT

private slots:
    void aRun();
    void statesOfRuns_data();
    void statesOfRuns();
    void otherPipelines();
    void aStage();
    void severalStagesAllHaveToSucceed();
    void theLatestAttemptOfAStageCounts();
    void stagesNobodyKept();
    void aTag();
    void aChange();
    void onlyTheOriginSpeaks();
    void environmentsThatNobodyNames();
    void whoseRun();
    void whatARowCountsAs_data();
    void whatARowCountsAs();
    void servicesOfRows();
};

void OriginTest::aRun() {
    Run run = ran("acme/web#7", RunStatus::success, "05-04 10:00");
    run.commit = "a1", run.commits = {"a0", "a1"}, run.branch = "main", run.actor = "ana", run.title = "Ship";
    const auto made = deploymentOf(run, rule(DeploymentOrigin::pipeline)).value();
    QCOMPARE(made.id, std::string("acme/web#7@live"));
    QCOMPARE(made.source, std::string("ci"));
    QCOMPARE(made.service, std::string("web"));
    QCOMPARE(made.environment, std::string("live"));
    QCOMPARE(made.commit, std::string("a1"));
    QCOMPARE(made.runId, std::string("acme/web#7"));
    QCOMPARE(made.ref, std::string("main"));
    QCOMPARE(made.actor, std::string("ana"));
    QCOMPARE(made.title, std::string("Ship"));
    QCOMPARE(made.startedAt, run.startedAt);
    QCOMPARE(made.finishedAt, run.finishedAt);
    QCOMPARE(made.commits.value().at(1), (RepositoryCommit{"acme/web", "a1"}));
    QCOMPARE(made.history.front().status, DeploymentStatus::success);
    run.commits.reset();
    QVERIFY(!deploymentOf(run, rule(DeploymentOrigin::pipeline))->commits);
}

void OriginTest::statesOfRuns_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("becomes");
    const auto row = [](RunStatus status, const char* becomes) {
        QTest::newRow(word(status).data()) << static_cast<int>(status) << becomes;
    };
    row(RunStatus::success, "success");
    row(RunStatus::unstable, "success");
    row(RunStatus::failure, "failure");
    row(RunStatus::canceled, "canceled");
    for (const auto status :
         {RunStatus::queued, RunStatus::running, RunStatus::waiting, RunStatus::skipped, RunStatus::unknown})
        row(status, "");
}

void OriginTest::statesOfRuns() {
    QFETCH(int, status);
    QFETCH(QString, becomes);
    const auto made = deploymentOf(ran("1", static_cast<RunStatus>(status), "05-04 10:00"),
                                   rule(DeploymentOrigin::pipeline));
    QCOMPARE(made ? QString::fromLatin1(word(made->status).data()) : QString(), becomes);
}

void OriginTest::otherPipelines() {
    Run run = ran("1", RunStatus::success, "05-04 10:00");
    run.pipeline = "build";
    QVERIFY(!deploymentOf(run, rule(DeploymentOrigin::pipeline)));
    run.pipeline = "Deploy-API"; // names compare without case
    QVERIFY(deploymentOf(run, rule(DeploymentOrigin::pipeline)));
    run.finishedAt.reset();
    QVERIFY(!deploymentOf(run, rule(DeploymentOrigin::pipeline)));
}

void OriginTest::aStage() {
    // The run failed after the deployment: what was deployed is deployed. And the run may still go on.
    Run run = ran("1", RunStatus::failure, "05-04 11:00");
    run.stages = {stage("build", RunStatus::success, "05-04 10:00"),
                  stage("production", RunStatus::success, "05-04 10:30"),
                  stage("smoke", RunStatus::failure, "05-04 11:00")};
    const auto made = deploymentOf(run, stageRule()).value();
    QCOMPARE(made.status, DeploymentStatus::success);
    QCOMPARE(made.finishedAt, std::optional(at("05-04 10:30")));
    QCOMPARE(made.startedAt, std::optional(at("05-04 10:28")));
    run.stages->at(1).status = RunStatus::skipped;
    QVERIFY(!deploymentOf(run, stageRule()));
    run.stages->at(1).status = RunStatus::running;
    run.stages->at(1).finishedAt.reset();
    QVERIFY(!deploymentOf(run, stageRule()));
}

void OriginTest::severalStagesAllHaveToSucceed() {
    Run run = ran("1", RunStatus::success, "05-04 11:00");
    run.stages = {stage("production-east", RunStatus::success, "05-04 10:40"),
                  stage("production-west", RunStatus::success, "05-04 10:30")};
    QCOMPARE(deploymentOf(run, stageRule())->finishedAt, std::optional(at("05-04 10:40")));
    QCOMPARE(deploymentOf(run, stageRule())->startedAt, std::optional(at("05-04 10:28")));
    run.stages->at(1).status = RunStatus::failure;
    QCOMPARE(deploymentOf(run, stageRule())->status, DeploymentStatus::failure);
    run.stages->at(1).status = RunStatus::canceled;
    QCOMPARE(deploymentOf(run, stageRule())->status, DeploymentStatus::canceled);
    run.stages->at(1).status = RunStatus::running; // not all of it is there yet
    run.stages->at(1).finishedAt.reset();
    QVERIFY(!deploymentOf(run, stageRule()));
}

void OriginTest::theLatestAttemptOfAStageCounts() {
    Run run = ran("1", RunStatus::success, "05-04 11:00");
    run.stages = {stage("production", RunStatus::success, "05-04 10:50", 2),
                  stage("production", RunStatus::failure, "05-04 10:30", 1)};
    QCOMPARE(deploymentOf(run, stageRule())->status, DeploymentStatus::success);
    QCOMPARE(deploymentOf(run, stageRule())->finishedAt, std::optional(at("05-04 10:50")));
}

void OriginTest::stagesNobodyKept() {
    // The whole run's success does not say that this stage ran.
    QVERIFY(!deploymentOf(ran("1", RunStatus::success, "05-04 10:00"), stageRule()));
}

void OriginTest::aTag() {
    Deployment tag;
    tag.source = "clone", tag.id = "acme/web@v1.2", tag.version = "v1.2", tag.commit = "a1";
    tag.createdAt = at("05-04 10:00");
    const auto made = deploymentOf(tag, rule(DeploymentOrigin::tag)).value();
    QCOMPARE(made.id, std::string("acme/web@v1.2@live"));
    QCOMPARE(made.version, std::string("v1.2"));
    QCOMPARE(made.commit, std::string("a1"));
    QCOMPARE(made.status, DeploymentStatus::success);
    QCOMPARE(made.finishedAt, tag.createdAt);
    tag.version = "nightly";
    QVERIFY(!deploymentOf(tag, rule(DeploymentOrigin::tag)));
    tag.version = "v2", tag.environment = "staging"; // no tag, but a deployment of the API
    QVERIFY(!deploymentOf(tag, rule(DeploymentOrigin::tag)));
}

void OriginTest::aChange() {
    Change change = merged("acme/web!3", "Add a cart", "05-04 10:00");
    change.commit = "c3", change.author = "bo";
    change.commits = {{"c1", {}, {}, {}}, {"c2", {}, {}, {}}};
    const auto made = deploymentOf(change, rule(DeploymentOrigin::change)).value();
    QCOMPARE(made.id, std::string("acme/web!3@live"));
    QCOMPARE(made.finishedAt, change.mergedAt);
    QCOMPARE(made.commit, std::string("c3"));
    QCOMPARE(made.commits->size(), std::size_t{2});
    QCOMPARE(made.actor, std::string("bo"));
    change.mergedAt.reset();
    QVERIFY(!deploymentOf(change, rule(DeploymentOrigin::change)));
}

void OriginTest::onlyTheOriginSpeaks() {
    const Record records[]{ran("1", RunStatus::success, "05-04 10:00"), deployed("2", "05-04 10:00"),
                           merged("3", "x", "05-04 10:00"), incident("4", "05-04 10:00")};
    for (const Record& record : records) QVERIFY(!deploymentOf(record, rule(DeploymentOrigin::api)));
    QVERIFY(deploymentOf(records[0], rule(DeploymentOrigin::pipeline)));
    QVERIFY(!deploymentOf(records[0], rule(DeploymentOrigin::change)));
    QVERIFY(deploymentOf(records[2], rule(DeploymentOrigin::change)));
    QVERIFY(!deploymentOf(records[2], rule(DeploymentOrigin::tag)));
}

void OriginTest::environmentsThatNobodyNames() {
    ServiceRule unnamed = rule(DeploymentOrigin::pipeline);
    unnamed.deployEnvironment.clear();
    Run run = ran("1", RunStatus::success, "05-04 10:00");
    QCOMPARE(deploymentOf(run, unnamed)->id, std::string("1@production"));
    run.environment = "staging";
    QCOMPARE(deploymentOf(run, unnamed)->id, std::string("1@staging"));
}

void OriginTest::whoseRun() {
    ServiceRule web = rule(DeploymentOrigin::pipeline), other = web;
    web.repositories = {"acme/web"};
    other.name = "other";
    const ServiceRules rules{web, other};
    const auto whose = [&](const Record& record) {
        const auto* rule = counted({1, 0, record, effectiveService(record, rules), false}, rules).rule;
        return rule ? rule->name : "";
    };
    Run run = ran("1", RunStatus::success, "05-04 10:00");
    QCOMPARE(whose(run), std::string("web"));
    // A run of no configured service goes to the rule that says nothing but its pipelines.
    run.repository = "acme/api";
    QCOMPARE(whose(run), std::string("other"));
    run.pipeline = "build";
    QCOMPARE(whose(run), std::string());
    Change change = merged("1", "x", "05-04 10:00");
    change.repository = "acme/api";
    QCOMPARE(whose(change), std::string());
}

void OriginTest::whatARowCountsAs_data() {
    QTest::addColumn<int>("from");
    QTest::addColumn<QString>("counts");
    // What a run, a deployment, a tag and a change come to: what is made of them, and themselves.
    const auto row = [](const char* name, DeploymentOrigin from, const char* counts) {
        QTest::newRow(name) << static_cast<int>(from) << counts;
    };
    row("api", DeploymentOrigin::api, "itself, itself, itself, itself");
    row("pipeline", DeploymentOrigin::pipeline, "made itself, nothing, nothing, itself");
    row("tag", DeploymentOrigin::tag, "itself, nothing, made, itself");
    row("change", DeploymentOrigin::change, "itself, nothing, nothing, made itself");
}

void OriginTest::whatARowCountsAs() {
    QFETCH(int, from);
    ServiceRule web = rule(static_cast<DeploymentOrigin>(from));
    web.repositories = {"acme/web"};
    Deployment tag = deployed("v1", "05-04 10:00");
    tag.environment.clear(), tag.version = "v1";
    const ServiceRules rules{web};
    QStringList all;
    for (const Record& record :
         {Record(ran("1", RunStatus::success, "05-04 10:00")), Record(deployed("1", "05-04 10:00")),
          Record(tag), Record(merged("1", "x", "05-04 10:00"))}) {
        const auto as = counted(rowOf(record, rules), rules);
        QCOMPARE(as.rule->name, std::string("web"));
        QStringList words;
        if (as.made) words << "made";
        if (as.itself) words << "itself";
        all << (words.isEmpty() ? "nothing" : words.join(u' '));
    }
    QTEST(all.join(", "), "counts");
    const auto free = counted(rowOf(tag), {});
    QVERIFY(!free.rule && !free.made && free.itself);
}

void OriginTest::servicesOfRows() {
    Row row = rowOf(deployed("1", "05-04 10:00"));
    auto& deployment = std::get<Deployment>(row.record);
    deployment.project = "web", row.service = "shop";
    QCOMPARE(delivery::serviceOf(row), std::string("shop"));
    row.service.clear();
    QCOMPARE(delivery::serviceOf(row), std::string("web"));
    deployment.project.clear();
    QCOMPARE(delivery::serviceOf(row), std::string("acme/web"));
}

QTEST_APPLESS_MAIN(OriginTest)
#include "tst_origin.moc"
