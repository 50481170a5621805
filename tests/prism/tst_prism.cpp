// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "connectors/registry.h"
#include "described_requests.h"
#include "description_transport.h"
#include "net/local_machine.h"
#include "net/loop_clock.h"
#include "net/session_core.h"
#include "net/waiting.h"
#include "prism_server.h"
#include "support/fixed_secrets.h"
#include "support/memory_host.h"

#include <algorithm>

using namespace shipglass;
using namespace shipglass::testing;

namespace {

/// The connector on prism: all but the server is what the program has.
struct PrismSession {
    explicit PrismSession(const std::string& server) : transport(server) {
        config.name = "github";
        config.connector = findConnector("github");
        config.url = server;
        config.settings = Json::parse(R"({"repositories": ["acme/web"]})").orThrow();
        config.authKeys = {"token"};
        // The examples are old.
        host.oldest = parseTime("2010-01-01").value_or(Time{});
    }

    Session session(SessionRole role) {
        SessionWorld world;
        world.transport = &transport;
        world.local = &machine;
        world.clock = &clock;
        world.host = &host;
        world.cache = &cache;
        world.budgets = &budgets;
        world.secrets = std::make_shared<FixedSecrets>(
            std::map<std::string, std::string, std::less<>>{{"auth.token", "no-real-token"}});
        return Session(std::make_shared<SessionCore>(config, std::move(world), role));
    }

    /// Runs a task on the event loop; what the description refused is its error.
    template <class T> Result<T> run(Task<T> task) {
        std::optional<Result<T>> ended;
        task.start([&ended](Result<T> result) { ended.emplace(std::move(result)); });
        if (!turnLoop([&ended] { return ended.has_value(); }))
            return Error{Fault::timeout, "prism does not answer", 0, {}};
        if (!transport.refused.empty()) return Error{Fault::unsupported, transport.refused.front(), 0, {}};
        return std::move(*ended);
    }

    bool hasAsked(const std::string& name) const {
        return std::find(transport.asked.begin(), transport.asked.end(), name) != transport.asked.end();
    }

    std::string failures() const {
        std::string all;
        for (const auto& failed : host.failures) all += failed.scope + ": " + failed.error.message + "\n";
        return all;
    }

    SourceConfig config;
    LoopClock clock;
    DescriptionTransport transport;
    LocalMachine machine;
    MemoryHost host;
    MemoryCache cache;
    Budgets budgets{clock};
};

Run someRun(const std::string& rawStatus) {
    Run run;
    run.id = "30433642";
    run.project = run.repository = "acme/web";
    run.status = RunStatus::failure;
    run.attributes["rawStatus"] = rawStatus;
    return run;
}

template <class T> const char* messageOf(const Result<T>& result) {
    return result ? "" : result.error().message.c_str();
}

} // namespace

/// Holds the GitHub connector against GitHub's own description of its API.
class PrismTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void refusesWhatDoesNotFit();
    void everyRequestFits_data();
    void everyRequestFits();
    void pollMapsTheExamples();
    void pollGoesOnFromItsCursors();
    void probeNamesTheAccount();
    void detailReadsARunAndADeployment();
    void logLeavesTheCredentialBehind();
    void compareReadsCommits();
    void actionsAreTaken_data();
    void actionsAreTaken();

private:
    Result<WireAnswer> ask(const WireRequest& request);

    std::unique_ptr<PrismServer> m_server;
};

void PrismTest::initTestCase() {
    if (qEnvironmentVariableIntValue("SHIPGLASS_PRISM") != 1)
        QSKIP(
            "NOT RUN: GitHub's description takes half a gigabyte from npm; SHIPGLASS_PRISM=1 ctest -L prism "
            "runs this test");
    QString why;
    m_server = PrismServer::start(&why);
    QVERIFY2(m_server, qPrintable(why));
}

Result<WireAnswer> PrismTest::ask(const WireRequest& request) {
    CurlTransport transport;
    std::optional<Result<WireAnswer>> ended;
    const auto asking = transport.send(
        request, {}, [&ended](Result<WireAnswer> answer) { ended.emplace(std::move(answer)); });
    turnLoop([&ended] { return ended.has_value(); });
    return ended ? std::move(*ended) : Error{Fault::timeout, "prism does not answer", 0, {}};
}

void PrismTest::refusesWhatDoesNotFit() {
    WireRequest request;
    for (const auto* path : {"/repos/acme/web/actions/runs?per_page=many", "/repos/acme/web/nothing"}) {
        request.url = m_server->url() + path;
        const auto answer = ask(request);
        QVERIFY2(answer && !complaintsOf(*answer).empty(), path);
    }
}

void PrismTest::everyRequestFits_data() {
    QTest::addColumn<QString>("name");
    for (const auto& [name, request] : describedRequests("")) {
        const auto row = QString::fromStdString(name);
        QTest::newRow(qPrintable(row)) << row;
    }
}

void PrismTest::everyRequestFits() {
    QFETCH(QString, name);
    const auto requests = describedRequests(m_server->url());
    const auto answer = ask(requests.at(name.toStdString()));
    QVERIFY2(answer, messageOf(answer));
    const auto complaints = complaintsOf(*answer);
    QVERIFY2(complaints.empty(), complaints.c_str());
}

void PrismTest::pollMapsTheExamples() {
    PrismSession prism(m_server->url());
    const auto polled = prism.run(prism.config.connector->poll(prism.session(SessionRole::poll)));
    QVERIFY2(polled, messageOf(polled));
    QVERIFY2(prism.host.failures.empty(), prism.failures().c_str());
    std::map<Facet, std::vector<Record>> records;
    for (const auto& batch : prism.host.batches)
        for (const auto& record : batch.records()) records[batch.facet()].push_back(record);
    QCOMPARE(records[Facet::run].size(), std::size_t(1));
    const auto& run = std::get<Run>(records[Facet::run].front());
    QCOMPARE(run.id, std::string("30433642"));
    QCOMPARE(run.status, RunStatus::queued);
    QVERIFY(run.stages && run.stages->size() > 1);
    const auto& deployment = std::get<Deployment>(records[Facet::deployment].at(0));
    QCOMPARE(deployment.status, DeploymentStatus::success);
    QVERIFY(deployment.finishedAt);
    const auto& change = std::get<Change>(records[Facet::change].at(0));
    QCOMPARE(change.id, std::string("acme/web#1347"));
    QVERIFY(change.mergedAt && change.firstCommitAt && change.commits && !change.commits->empty());
}

void PrismTest::pollGoesOnFromItsCursors() {
    PrismSession prism(m_server->url());
    const std::string known =
        R"({"newest":2000000000,"oldest":1,"updated":2000000000,"filled":true,"open":[7]})";
    prism.host.cursors[{Facet::run, "acme/web"}] = known;
    prism.host.cursors[{Facet::deployment, "acme/web"}] =
        R"({"newest":1,"oldest":1,"updated":2000000000,"filled":true,"open":[0]})";
    const auto polled = prism.run(prism.config.connector->poll(prism.session(SessionRole::poll)));
    QVERIFY2(polled, messageOf(polled));
    QVERIFY2(prism.host.failures.empty(), prism.failures().c_str());
    QVERIFY(prism.hasAsked("GET /repos/acme/web/actions/runs/7"));
    QVERIFY(prism.hasAsked("GET /repos/acme/web/deployments/0"));
}

void PrismTest::probeNamesTheAccount() {
    PrismSession prism(m_server->url());
    const auto health = prism.run(prism.config.connector->probe(prism.session(SessionRole::person)));
    QVERIFY2(health, messageOf(health));
    QCOMPARE(health->identity, std::string("octocat"));
    for (const auto facet : {Facet::run, Facet::deployment, Facet::change})
        QCOMPARE(health->facets.at(facet), std::string("yes"));
}

void PrismTest::detailReadsARunAndADeployment() {
    PrismSession prism(m_server->url());
    const auto session = prism.session(SessionRole::person);
    const auto run = prism.run(prism.config.connector->detail(session, Ref{someRun("queued")}));
    QVERIFY2(run, messageOf(run));
    QVERIFY(std::get<Run>(run->record).stages);
    Deployment known;
    known.id = "1";
    known.project = "acme/web";
    const auto deployment = prism.run(prism.config.connector->detail(session, Ref{known}));
    QVERIFY2(deployment, messageOf(deployment));
    QVERIFY(!std::get<Deployment>(deployment->record).history.empty());
}

void PrismTest::logLeavesTheCredentialBehind() {
    PrismSession prism(m_server->url());
    const LogRef log{someRun("completed/failure"), "399444496", 0};
    const auto page = prism.run(prism.config.connector->log(prism.session(SessionRole::person), log));
    QVERIFY2(page, messageOf(page));
    QVERIFY(page->ended);
    QCOMPARE(prism.transport.elsewhere.size(), std::size_t(1));
    for (const auto& [name, value] : prism.transport.elsewhere.front().headers)
        QVERIFY2(value.find("no-real-token") == std::string::npos, name.c_str());
}

void PrismTest::compareReadsCommits() {
    PrismSession prism(m_server->url());
    const CommitRange range{"acme/web", "v1.3.0", "release/1.4"};
    const auto commits = prism.run(prism.config.connector->compare(prism.session(SessionRole::poll), range));
    QVERIFY2(commits, messageOf(commits));
    QCOMPARE(commits->commits.size(), std::size_t(1));
    QVERIFY(commits->ancestor);
}

void PrismTest::actionsAreTaken_data() {
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("rawStatus");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("sent");
    const auto row = [](const char* name, const char* verb, const char* raw, const char* option,
                        const char* sent) {
        QTest::newRow(name) << verb << raw << option << QString("POST /repos/acme/web/actions/") + sent;
    };
    row("rerun", "rerun", "completed/failure", "", "runs/30433642/rerun");
    row("rerun failed", "rerun", "completed/failure", "failed=true", "runs/30433642/rerun-failed-jobs");
    row("rerun job", "rerun", "completed/failure", "stage=399444496/2", "jobs/399444496/rerun");
    row("cancel", "cancel", "in_progress", "", "runs/30433642/cancel");
    row("approve", "approve", "waiting", "", "runs/30433642/pending_deployments");
    row("approve a fork", "approve", "completed/action_required", "", "runs/30433642/approve");
}

void PrismTest::actionsAreTaken() {
    QFETCH(QString, verb);
    QFETCH(QString, rawStatus);
    QFETCH(QString, option);
    QFETCH(QString, sent);
    PrismSession prism(m_server->url());
    ActionCall call;
    call.record = someRun(rawStatus.toStdString());
    call.comment = "looked at it";
    if (!option.isEmpty())
        call.options[option.section('=', 0, 0).toStdString()] = option.section('=', 1).toStdString();
    const auto& actions = prism.config.connector->actions;
    const auto action = std::find_if(actions.begin(), actions.end(), [&](const Action& candidate) {
        return candidate.verb == verb.toStdString();
    });
    QVERIFY(action != actions.end());
    const auto outcome = prism.run(action->run(prism.session(SessionRole::action), std::move(call)));
    QVERIFY2(outcome, messageOf(outcome));
    QVERIFY2(prism.hasAsked(sent.toStdString()), prism.transport.asked.back().c_str());
}

QTEST_GUILESS_MAIN(PrismTest)
#include "tst_prism.moc"
