// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deployment_outcomes.h"
#include "models/deployment_reading.h"
#include "models/deployment_story.h"
#include "models/fake_history.h"
#include "models/latest.h"
#include "query/queries.h"
#include "store/writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shipglass;

/// What is read for the page of deployments.
class DeploymentReadingTest : public QObject {
    Q_OBJECT

private slots:
    void newestFirst();
    void aQueryNarrowsWhatIsShownNotWhatIsTrue();
    void tellsErrors();
    void tellsAStory();
    void runsThatDeployAreDeployments();
    void unknownCommitsHaveNoChanges();
    void aServiceThatIsARepository();
    void theStoreAnswersAlike();
};

namespace {

Selection all() {
    Selection selection;
    selection.now = worldNow();
    return selection;
}

Change makeChange(const std::string& commit, int minutesAgo) {
    Change change;
    change.source = "git";
    change.id = change.commit = commit;
    change.title = "Change " + commit;
    change.mergedAt = worldNow() - std::chrono::minutes(minutesAgo);
    return change;
}

Alert makeServiceAlert(const std::string& id, int minutesAgo, const std::string& environment) {
    auto alert = makeAlert(id, Severity::high, AlertState::firing, minutesAgo);
    alert.service = "web";
    alert.environment = environment;
    return alert;
}

/// One deployment, what it shipped, and what was before, after, elsewhere and in the same minutes.
std::vector<Record> storyRecords() {
    auto deployment = makeDeployment("d", "prod", "2", 60);
    deployment.commits.emplace();
    for (int at = 0; at < 150; ++at) deployment.commits->push_back({"acme/web", "c" + std::to_string(at)});
    return {deployment,
            makeChange("c0", 90),
            makeChange("c149", 80), // Beyond what one query asks for.
            makeChange("other", 70),
            makeServiceAlert("before", 61, "prod"),
            makeServiceAlert("second", 20, ""),
            makeServiceAlert("first", 30, "prod"),
            makeServiceAlert("elsewhere", 30, "staging")};
}

QString titles(const std::vector<Change>& changes) {
    QStringList texts;
    for (const auto& change : changes) texts << QString::fromStdString(change.commit);
    return texts.join(u' ');
}

QString ids(const std::vector<AlertRow>& alerts) {
    QStringList texts;
    for (const auto& alert : alerts) texts << QString::fromStdString(alert.id);
    return texts.join(u' ');
}

QString versions(const std::vector<DeploymentRow>& rows) {
    QStringList texts;
    for (const auto& row : rows) texts << row.version + (row.rollback ? "<" : "");
    return texts.join(u' ');
}

} // namespace

void DeploymentReadingTest::newestFirst() {
    FakeHistory history;
    history.reader.put(makeDeployment("1", "prod", "1", 90));
    history.reader.put(makeDeployment("3", "prod", "1", 10));
    history.reader.put(makeDeployment("2", "prod", "2", 60));
    auto imported = makeDeployment("4", "prod", "0", 0);
    imported.createdAt.reset();
    imported.startedAt.reset();
    imported.finishedAt = worldNow() - std::chrono::minutes(120);
    history.reader.put(imported);
    const auto found = deployment_reading::read(history.reader, all());
    QVERIFY(!found.error);
    QCOMPARE(versions(found.rows), "1< 2 1 0");
    QVERIFY(!found.isCapped && !found.isAllCapped);
}

void DeploymentReadingTest::aQueryNarrowsWhatIsShownNotWhatIsTrue() {
    FakeHistory history;
    auto first = makeDeployment("1", "prod", "1", 90);
    first.status = DeploymentStatus::inactive;
    history.reader.put(first);
    history.reader.put(makeDeployment("2", "prod", "2", 60));
    auto failed = makeDeployment("3", "prod", "1", 30);
    failed.status = DeploymentStatus::failure;
    failed.history.clear();
    history.reader.put(failed);
    history.reader.put(makeDeployment("4", "stage", "2", 80));
    auto selection = all();
    selection.where = queries::with("status", {"failure"});
    const auto found = deployment_reading::read(history.reader, selection);
    QCOMPARE(versions(found.rows), "1<"); // A rollback, though 1 and 2 are not shown.
    QCOMPARE(found.matrix.environments.size(), std::size_t(1));
    QCOMPARE(found.matrix.at(0, 0)->deployment.version, "2");
}

void DeploymentReadingTest::tellsErrors() {
    FakeHistory history;
    history.reader.error = Error{Fault::server, "no file", 0, {}};
    const auto found = deployment_reading::read(history.reader, all());
    QVERIFY(found.error);
    QCOMPARE(found.error->message, std::string("no file"));
}

void DeploymentReadingTest::tellsAStory() {
    FakeHistory history;
    for (const auto& record : storyRecords()) history.reader.put(record);
    const auto story = readStory(history.reader, "cd", "d", worldNow(), {});
    QVERIFY(story.ok());
    QCOMPARE(story->service, std::string("web"));
    QCOMPARE(titles(story->changes), "c149 c0");
    QCOMPARE(ids(story->alerts), "first second");
    QCOMPARE(readStory(history.reader, "cd", "none", worldNow(), {}).error().fault, Fault::notFound);
}

void DeploymentReadingTest::runsThatDeployAreDeployments() {
    FakeHistory history;
    ServiceRule web;
    web.name = "web", web.from = DeploymentOrigin::pipeline, web.deployPipelines = {"deploy"};
    web.deployEnvironment = "prod";
    history.reader.setServices({web});
    history.reader.put(makeDeployment("passed over", "prod", "1", 90));
    auto run = makeRun("77", RunStatus::success, 60, "deploy");
    run.service = "web", run.commit = "c1", run.commits = {"c1"};
    history.reader.put(run);
    history.reader.put(makeChange("c1", 80));
    const auto found = deployment_reading::read(history.reader, all());
    QCOMPARE(versions(found.rows), "main c1");
    QCOMPARE(found.matrix.at(0, 0)->deployment.id, std::string("77@prod"));
    const auto story = readStory(history.reader, "ci", "77@prod", worldNow(), {}).orThrow();
    QCOMPARE(story.deployment.runId, std::string("77"));
    QCOMPARE(titles(story.changes), "c1");
    const auto latest = readLatest(history.reader, {}, 10).orThrow();
    QCOMPARE(latest.size(), std::size_t{2});
    QCOMPARE(latest[0].what, LatestWhat::deployment);
    auto outcomes = all();
    outcomes.where = queries::with("status", {"success"});
    QCOMPARE(readOutcomes(history.reader, outcomes).orThrow().days.at(0).count, std::int64_t{1});
}

void DeploymentReadingTest::unknownCommitsHaveNoChanges() {
    FakeHistory history;
    history.reader.put(makeDeployment("d", "prod", "2", 60));
    history.reader.put(makeChange("", 70));
    const auto story = readStory(history.reader, "cd", "d", worldNow(), {});
    QVERIFY(story.ok());
    QVERIFY(!story->deployment.commits);
    QVERIFY(story->changes.empty());
}

void DeploymentReadingTest::aServiceThatIsARepository() {
    FakeHistory history;
    const auto put = [&](const std::string& repository, const std::string& environment, int minutesAgo) {
        auto deployment = makeDeployment(repository + environment, environment, "2", minutesAgo);
        deployment.service.clear();
        deployment.project.clear();
        deployment.repository = repository;
        history.reader.put(deployment);
    };
    put("acme/web", "stage", 90);
    put("acme/api", "qa", 80);
    put("acme/web", "prod", 60);
    const auto story = readStory(history.reader, "cd", "acme/webprod", worldNow(), {}).orThrow();
    QCOMPARE(story.service, std::string("acme/web"));
    QCOMPARE(story.path.size(), std::size_t{2}); // Not that of the other repository.
}

void DeploymentReadingTest::theStoreAnswersAlike() {
    QTemporaryDir folder;
    const auto path = folder.filePath("history.sqlite").toStdString();
    const auto writer = Writer::open(path);
    QVERIFY(writer.ok());
    QVERIFY((*writer)->import(storyRecords(), worldNow()).ok());
    QVERIFY((*writer)->import({makeDeployment("later", "prod", "3", 5)}, worldNow()).ok());
    const auto reader = Reader::open(path);
    QVERIFY(reader.ok());
    const auto story = readStory(**reader, "cd", "d", worldNow(), {});
    QVERIFY2(story.ok(), story.ok() ? "" : story.error().message.c_str());
    QCOMPARE(story->deployment.commits->size(), std::size_t(150));
    QCOMPARE(titles(story->changes), "c149 c0");
    QCOMPARE(ids(story->alerts), "first second");
    QCOMPARE(versions(deployment_reading::read(**reader, all()).rows), "3 2");

    auto then = all();
    then.asOf = worldNow() - std::chrono::minutes(25);
    const auto found = deployment_reading::read(**reader, then);
    QCOMPARE(versions(found.rows), "2");
    QCOMPARE(found.matrix.at(0, 0)->deployment.version, "2");
    QCOMPARE(found.matrix.at(0, 0)->alerts, 1); // The second had not begun.
    QCOMPARE(ids(readStory(**reader, "cd", "d", worldNow(), then.asOf)->alerts), "first");
}

QTEST_GUILESS_MAIN(DeploymentReadingTest)
#include "tst_deployment_reading.moc"
