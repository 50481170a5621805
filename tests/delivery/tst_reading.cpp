// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/reading.h"
#include "records.h"
#include "store/writer.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace shipglass;
using namespace shipglass::testing;
using delivery::readFacts;
using delivery::Rules;

namespace {

constexpr std::size_t kMany = 2500; // two full pages and a part of one

/// A history in a folder of its own.
struct Stored {
    QTemporaryDir folder;
    std::string path = folder.filePath(QStringLiteral("history.sqlite")).toStdString();
    std::unique_ptr<Writer> writer = Writer::open(path).orThrow();
    std::unique_ptr<Reader> reader = Reader::open(path).orThrow();
    Time now = at("06-01 00:00");

    dora::Facts facts(const Rules& rules = {}, std::optional<Time> asOf = {}) {
        return readFacts(*reader, rules, now, asOf).orThrow();
    }
};

/// Every minute one, and at each moment two.
std::vector<Record> manyDeployments() {
    std::vector<Record> records;
    for (std::size_t index = 0; index < kMany; ++index) {
        Deployment one = deployed(std::to_string(index), "05-01 00:00");
        one.finishedAt = one.createdAt = at("05-01 00:00") + std::chrono::minutes(index / 2);
        one.commits = listed({"c" + std::to_string(index)});
        one.history = {{*one.finishedAt, DeploymentStatus::success, false}};
        records.push_back(one);
    }
    return records;
}

ServiceRules byPipeline(const std::string& stage) {
    ServiceRule rule;
    rule.name = "web", rule.repositories = {"acme/web"};
    rule.from = DeploymentOrigin::pipeline, rule.deployPipelines = {"deploy-*"}, rule.deployStage = stage;
    return {rule};
}

} // namespace

/// Facts from a real history.
class ReadingTest : public QObject {
    Q_OBJECT

private slots:
    void anEmptyHistory();
    void everyRowOnceOverPages();
    void detailsAreRead();
    void revertsOverPages();
    void runsAreReadWhereTheyDeploy();
    void asItWas();
};

void ReadingTest::anEmptyHistory() {
    Stored history;
    const auto facts = history.facts();
    QVERIFY(facts.deployments.empty() && facts.changes.empty() && facts.incidents.empty());
}

void ReadingTest::everyRowOnceOverPages() {
    Stored history;
    history.writer->import(manyDeployments(), history.now).orThrow();
    const auto facts = history.facts();
    QCOMPARE(facts.deployments.size(), kMany);
    std::set<std::string_view> ids;
    for (const auto& row : facts.deployments) ids.insert(facts.names[row.id]);
    QCOMPARE(ids.size(), kMany);
    QVERIFY(std::is_sorted(facts.deployments.begin(), facts.deployments.end(),
                           [](const auto& a, const auto& b) { return a.finishedAt < b.finishedAt; }));
}

void ReadingTest::detailsAreRead() {
    Stored history;
    Deployment gone = deployed("1", "05-01 10:00");
    gone.status = DeploymentStatus::inactive;
    gone.history = {{at("05-01 10:00"), DeploymentStatus::success, false},
                    {at("05-02 10:00"), DeploymentStatus::inactive, false}};
    gone.commits = listed({"c1"});
    Change change = merged("1", "Take it back", "05-01 09:00");
    change.commits = {{"c1", at("05-01 08:00"), {}, {}}};
    change.attributes["message"] = std::string("This reverts commit 0123abc");
    history.writer->import({gone, change, incident("1", "05-01 11:00")}, history.now).orThrow();
    const auto facts = history.facts();
    QCOMPARE(facts.deployments.at(0).outcome, dora::Outcome::success); // by its history
    QCOMPARE(facts.deployments[0].commits.count, 1U);
    QCOMPARE(facts.commits[facts.commitsIn(facts.deployments[0].commits)[0]].authoredAt,
             epochMs(at("05-01 08:00")));
    QVERIFY(facts.changes.at(0).revert);
    QCOMPARE(facts.incidents.size(), std::size_t{1});
}

void ReadingTest::revertsOverPages() {
    Stored history;
    std::vector<Record> records{merged("revert", "Revert \"Add a cart\"", "05-20 10:00"),
                                merged("original", "Add a cart", "05-01 10:00")};
    for (std::size_t index = 0; index < kMany; ++index)
        records.push_back(merged(std::to_string(index), "Other", "05-10 10:00"));
    history.writer->import(records, history.now).orThrow();
    const auto facts = history.facts();
    QCOMPARE(facts.names[facts.changes.back().id], std::string_view("revert"));
    QCOMPARE(facts.changes.back().reverts, dora::Row{0});
    QCOMPARE(facts.names[facts.changes[0].id], std::string_view("original"));
}

void ReadingTest::runsAreReadWhereTheyDeploy() {
    Stored history;
    Run run = ran("1", RunStatus::failure, "05-01 10:00");
    Stage stage;
    stage.id = stage.name = "production", stage.status = RunStatus::success;
    stage.startedAt = at("05-01 09:50"), stage.finishedAt = at("05-01 09:55");
    run.stages = {stage};
    history.writer->import({run}, history.now).orThrow();
    QVERIFY(history.facts().deployments.empty());
    QCOMPARE(history.facts({byPipeline(""), {}}).deployments.at(0).outcome, dora::Outcome::failure);
    const auto facts = history.facts({byPipeline("production"), {}});
    QCOMPARE(facts.deployments.at(0).outcome, dora::Outcome::success);
    QCOMPARE(facts.deployments[0].finishedAt, epochMs(at("05-01 09:55")));
    QCOMPARE(facts.names[facts.deployments[0].id], std::string_view("1@production"));
}

void ReadingTest::asItWas() {
    Stored history;
    Alert alert = incident("1", "05-01 10:00");
    alert.resolvedAt = at("05-03 10:00"), alert.state = AlertState::resolved;
    history.writer->import({deployed("1", "05-01 09:00"), deployed("2", "05-02 09:00"), alert}, history.now)
        .orThrow();
    const auto facts = history.facts({}, at("05-02 00:00"));
    QCOMPARE(facts.deployments.size(), std::size_t{1});
    QCOMPARE(facts.incidents.at(0).resolvedAt, dora::kUnknown);
    QVERIFY(history.facts().incidents.at(0).resolvedAt != dora::kUnknown);
}

QTEST_GUILESS_MAIN(ReadingTest)
#include "tst_reading.moc"
