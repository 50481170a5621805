// SPDX-License-Identifier: GPL-3.0-or-later
#include "counting_reader.h"
#include "delivery/deployments.h"
#include "records.h"
#include "store/writer.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace shipglass;
using namespace shipglass::testing;
using delivery::findDeployment;
using delivery::readDeployments;

namespace {

ServiceRule service(const std::string& name, DeploymentOrigin from) {
    ServiceRule made;
    made.name = name, made.team = "team-" + name, made.repositories = {"acme/" + name};
    made.from = from, made.deployPipelines = {"deploy-*"}, made.deployTags = "v*";
    made.deployEnvironment = "live";
    return made;
}

/// One service of each origin.
ServiceRules everyOrigin() {
    return {service("web", DeploymentOrigin::pipeline), service("lib", DeploymentOrigin::tag),
            service("site", DeploymentOrigin::change), service("api", DeploymentOrigin::api)};
}

template <class R> R of(const std::string& repository, R record) {
    record.project = record.repository = repository;
    return record;
}

Deployment tagged(const std::string& version, const std::string& madeAt) {
    Deployment made = of("acme/lib", deployed("lib-" + version, madeAt));
    made.environment.clear(), made.version = version;
    return made;
}

/// Deployments of every origin and what is near to one, an hour from each other: `10:00` is the first.
std::vector<Record> everything() {
    return {deployed("web-api", "05-04 09:00"), // passed over: web deploys by its pipeline
            ran("run-1", RunStatus::success, "05-04 10:10"),
            tagged("v1", "05-04 11:00"),
            tagged("nightly", "05-04 11:30"), // another tag
            of("acme/site", merged("change-1", "Say hello", "05-04 12:00")),
            of("acme/api", deployed("api-1", "05-04 13:00")),
            ran("run-2", RunStatus::failure, "05-04 14:10"),
            ran("run-3", RunStatus::running, "05-04 15:10"), // not ended
            of("acme/site", merged("change-2", "Say bye", "05-04 16:00"))};
}

/// A history in a folder of its own, with these services.
struct Stored {
    explicit Stored(const std::vector<Record>& records, ServiceRules rules = everyOrigin()) {
        writer->import(records, at("05-05 00:00")).orThrow();
        file->setServices(std::move(rules));
    }

    Selection select(const std::string& where = "") const {
        Selection selection;
        selection.where = query::parse(where).orThrow();
        selection.now = at("05-05 00:00");
        return selection;
    }
    std::vector<Row> read(const Selection& selection) { return readDeployments(reader, selection).orThrow(); }
    QString ids(const Selection& selection) { return joined(read(selection)); }
    QString ids(const std::string& where) { return ids(select(where)); }
    static QString joined(const std::vector<Row>& rows) {
        QStringList ids;
        for (const Row& row : rows) ids << QString::fromStdString(common(row.record).id);
        return ids.join(u' ');
    }

    QTemporaryDir folder;
    std::string path = folder.filePath(QStringLiteral("history.sqlite")).toStdString();
    std::unique_ptr<Writer> writer = Writer::open(path).orThrow();
    std::unique_ptr<Reader> file = Reader::open(path).orThrow();
    CountingReader reader{*file};
};

} // namespace

/// Deployments of every origin, read as one list.
class DeploymentsTest : public QObject {
    Q_OBJECT

private slots:
    void everyOriginInOneOrder();
    void withoutOriginsTheStoreAnswers();
    void queries_data();
    void queries();
    void aServiceThatItsRunSays();
    void spansOfTime();
    void asItWas();
    void pageByPage();
    void ofOneMomentEachOnce();
    void onlyRunsThatDeployAreRead();
    void findsOne();
    void findsNone();
    void mistakesAreSaid();
};

void DeploymentsTest::everyOriginInOneOrder() {
    Stored history(everything());
    const auto rows = history.read(history.select());
    QCOMPARE(Stored::joined(rows), "change-2@live run-2@live api-1 change-1@live lib-v1@live run-1@live");
    QCOMPARE(rows[1].service, std::string("web"));
    QCOMPARE(std::get<Deployment>(rows[1].record).status, DeploymentStatus::failure);
    QCOMPARE(std::get<Deployment>(rows[1].record).runId, std::string("run-2"));
    std::set<std::int64_t> numbers;
    for (const Row& row : rows) numbers.insert(row.row);
    QCOMPARE(numbers.size(), rows.size());
}

void DeploymentsTest::withoutOriginsTheStoreAnswers() {
    Stored history(everything(), {service("web", DeploymentOrigin::api)});
    QCOMPARE(history.ids(""), "api-1 lib-nightly lib-v1 web-api");
}

void DeploymentsTest::queries_data() {
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* where, const char* found) { QTest::newRow(where) << where << found; };
    row("service:web", "run-2@live run-1@live");
    row("-service:web,site", "api-1 lib-v1@live");
    row("team:team-site", "change-2@live change-1@live");
    row("status:success", "change-2@live api-1 change-1@live lib-v1@live run-1@live");
    row("status:failure", "run-2@live");
    row("environment:live service:w*", "run-2@live run-1@live");
    row("environment:production", "api-1");
    row("version:v1", "lib-v1@live");
    row("source:vcs", "change-2@live change-1@live");
    row("title:\"Say hello\"", "change-1@live");
    row("hello", "change-1@live");
    row("id=run-1@live", "run-1@live");
    row("id=run-1", "");
    row("id:run-1@*", "run-1@live");
    row("repository:acme/lib", "lib-v1@live");
    row("duration>=10m", "run-2@live run-1@live");
    row("age<9h", "change-2@live");
    row("runId:run-2", "run-2@live");
    row("service:nobody", "");
}

void DeploymentsTest::queries() {
    QFETCH(QString, where);
    Stored history(everything());
    QTEST(history.ids(where.toStdString()), "found");
}

void DeploymentsTest::aServiceThatItsRunSays() {
    // It belongs to web by its pipeline, which no deployment has: what it becomes belongs to web, too, though
    // the rule behind would claim its repository.
    ServiceRule web = service("web", DeploymentOrigin::pipeline);
    web.repositories.clear(), web.pipelines = {"deploy-web"};
    ServiceRule other = service("other", DeploymentOrigin::api);
    other.repositories = {"acme/web"};
    Stored history({ran("1", RunStatus::success, "05-04 10:00")}, {web, other});
    QCOMPARE(history.ids("service:web"), "1@live");
    QCOMPARE(history.ids("service:other"), "");
    // Nobody claims this one.
    ServiceRule shop = service("shop", DeploymentOrigin::pipeline);
    shop.repositories.clear();
    Stored free({ran("1", RunStatus::success, "05-04 10:00")}, {shop});
    QCOMPARE(free.ids("service:shop"), "1@live");
    QCOMPARE(free.ids("-service:shop"), "");
}

void DeploymentsTest::spansOfTime() {
    Stored history(everything());
    auto selection = history.select();
    selection.since = at("05-04 11:00");
    selection.until = at("05-04 14:00"); // The second run began then.
    QCOMPARE(history.ids(selection), "api-1 change-1@live lib-v1@live");
}

void DeploymentsTest::asItWas() {
    Stored history(everything());
    auto selection = history.select();
    selection.asOf = at("05-04 12:30");
    QCOMPARE(history.ids(selection), "change-1@live lib-v1@live run-1@live");
    selection.asOf = at("05-04 10:05"); // The first run goes on.
    QCOMPARE(history.ids(selection), "");
}

void DeploymentsTest::pageByPage() {
    Stored history(everything());
    const auto all = history.ids("");
    for (std::size_t limit = 1; limit <= 7; ++limit) {
        auto selection = history.select();
        selection.limit = limit;
        QStringList pages;
        for (auto page = history.read(selection); !page.empty(); page = history.read(selection)) {
            QVERIFY(page.size() <= limit);
            pages << Stored::joined(page);
            selection.afterBegan = page.back().began;
            selection.afterRow = page.back().row;
        }
        QCOMPARE(pages.join(u' '), all);
    }
    auto selection = history.select();
    selection.limit = 0;
    QCOMPARE(history.ids(selection), all);
}

void DeploymentsTest::ofOneMomentEachOnce() {
    std::vector<Record> records;
    for (const std::string id : {"a", "b", "c"}) {
        Run run = ran("run-" + id, RunStatus::success, "05-04 10:10");
        records.insert(records.end(), {run, tagged("v" + id, "05-04 10:00"),
                                       of("acme/site", merged("change-" + id, "x", "05-04 10:00")),
                                       of("acme/api", deployed("api-" + id, "05-04 10:00"))});
    }
    Stored history(records);
    auto selection = history.select();
    selection.limit = 1;
    std::set<std::string> seen;
    for (auto page = history.read(selection); !page.empty(); page = history.read(selection)) {
        QVERIFY(seen.insert(common(page[0].record).id).second);
        selection.afterBegan = page[0].began;
        selection.afterRow = page[0].row;
    }
    QCOMPARE(seen.size(), records.size());
}

void DeploymentsTest::onlyRunsThatDeployAreRead() {
    std::vector<Record> records;
    for (int number = 0; number < 3000; ++number) {
        Run run = ran("run-" + std::to_string(number), RunStatus::success, "05-04 10:10");
        if (number % 10 != 0) run.pipeline = "build";
        records.push_back(std::move(run));
    }
    Stored history(records);
    auto selection = history.select();
    selection.limit = 200;
    QCOMPARE(history.read(selection).size(), std::size_t{200});
    QCOMPARE(history.reader.rowsRead, std::size_t{200});
    history.reader.rowsRead = 0;
    QVERIFY(history.read(history.select("service:site")).empty());
    QCOMPARE(history.reader.rowsRead, std::size_t{0});
}

void DeploymentsTest::findsOne() {
    Run run = ran("a@b", RunStatus::success, "05-04 10:10");
    run.commits = {"c1"};
    auto records = everything();
    records.push_back(run);
    Stored history(records);
    const Time now = at("05-05 00:00");
    const auto found = findDeployment(history.reader, "ci", "a@b@live", now).orThrow();
    QCOMPARE(found.service, std::string("web"));
    QCOMPARE(std::get<Deployment>(found.record).commits, std::optional(listed({"c1"})));
    for (const Row& row : history.read(history.select())) {
        const auto& own = common(row.record);
        QCOMPARE(findDeployment(history.reader, own.source, own.id, now).orThrow().row, row.row);
        QCOMPARE(findDeployment(history.reader, own.source, own.id, now, now).orThrow().row, row.row);
    }
}

void DeploymentsTest::findsNone() {
    Stored history(everything());
    const auto faultOf = [&](const char* id, std::optional<Time> asOf = {}) {
        const auto found = findDeployment(history.reader, "ci", id, at("05-05 00:00"), asOf);
        return found ? Fault::canceled : found.error().fault;
    };
    QCOMPARE(faultOf("run-1"), Fault::notFound);
    QCOMPARE(faultOf("run-1@elsewhere"), Fault::notFound);
    QCOMPARE(faultOf("run-3@live"), Fault::notFound);
    QCOMPARE(faultOf("run-2@live", at("05-04 12:00")), Fault::notFound);
    const auto passedOver = findDeployment(history.reader, "cd", "web-api", at("05-05 00:00"));
    QVERIFY(!passedOver);
    QCOMPARE(passedOver.error().fault, Fault::notFound);
}

void DeploymentsTest::mistakesAreSaid() {
    Stored history(everything());
    const auto rows = readDeployments(history.reader, history.select("pipeline:x"));
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::config);
}

QTEST_GUILESS_MAIN(DeploymentsTest)
#include "tst_deployments.moc"
