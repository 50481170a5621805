// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/seen_records.h"
#include "delivery/suggestions.h"
#include "records.h"
#include "store/writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;
using delivery::suggestServices;
using delivery::versionPrefix;

namespace {

std::vector<delivery::SuggestedService> suggested(const std::vector<Record>& records,
                                                  const ServiceRules& rules = {}) {
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("history.sqlite")).toStdString();
    Writer::open(path).orThrow()->import(records, at("05-05 00:00")).orThrow();
    const auto reader = Reader::open(path).orThrow();
    reader->setServices(rules);
    return suggestServices(*reader, at("05-05 00:00")).orThrow();
}

QString joined(const std::vector<std::string>& texts) {
    QStringList list;
    for (const auto& text : texts) list << QString::fromStdString(text);
    return list.join(u',');
}

/// `name repositories/projects/pipelines origin what`.
QString text(const delivery::SuggestedService& one) {
    const auto& rule = one.rule;
    return QStringLiteral("%1 %2/%3/%4 %5 %6")
        .arg(QString::fromStdString(rule.name), joined(rule.repositories), joined(rule.projects),
             joined(rule.pipelines), QLatin1String(word(rule.from).data()),
             rule.deployTags.empty() ? joined(rule.deployPipelines) : QString::fromStdString(rule.deployTags))
        .trimmed();
}

QString texts(const std::vector<delivery::SuggestedService>& all) {
    QStringList list;
    for (const auto& one : all) list << text(one);
    return list.join(QStringLiteral(" | "));
}

Deployment tagged(const std::string& version) {
    Deployment made = deployed(version, "05-04 10:00");
    made.environment.clear(), made.version = version;
    return made;
}

Run ranIn(const std::string& id, const std::string& pipeline) {
    Run run = ran(id, RunStatus::success, "05-04 10:00");
    run.pipeline = pipeline;
    return run;
}

} // namespace

/// Services told from what belongs to none.
class SuggestionsTest : public QObject {
    Q_OBJECT

private slots:
    void theOriginThatFits_data();
    void theOriginThatFits();
    void saysWhy();
    void whatIsConfiguredIsLeftOut();
    void namesThatSystemsGive();
    void namesThatAreTaken();
    void withoutARepository();
    void onlyWhatIsItsOwn();
    void repositoriesBeforeProjects();
    void aProjectNamedLikeARepository();
    void theLargestFirst();
    void versions_data();
    void versions();
};

void SuggestionsTest::theOriginThatFits_data() {
    QTest::addColumn<std::vector<Record>>("records");
    QTest::addColumn<QString>("expected");
    const Record deployment = deployed("d", "05-04 10:00"), build = ranIn("1", "build"),
                 deploy = ranIn("2", "Deploy web"), tag = tagged("v1.2.0"), odd = tagged("nightly"),
                 change = merged("c", "Add a cart", "05-04 10:00");
    using Records = std::vector<Record>;
    QTest::newRow("deployments go first")
        << Records{change, build, deploy, tag, deployment} << "web acme/web// api";
    QTest::newRow("then a pipeline") << Records{change, build, deploy, tag}
                                     << "web acme/web// pipeline Deploy web";
    QTest::newRow("then tags") << Records{change, build, tag, odd} << "web acme/web// tag v*";
    QTest::newRow("then changes") << Records{change, build, odd} << "web acme/web// change";
    QTest::newRow("else what may come") << Records{build} << "web acme/web// api";
}

void SuggestionsTest::theOriginThatFits() {
    QFETCH(std::vector<Record>, records);
    QTEST(texts(suggested(records)), "expected");
}

void SuggestionsTest::saysWhy() {
    const auto why = [](const std::vector<Record>& records) { return suggested(records).at(0).why; };
    QCOMPARE(why({deployed("a", "05-04 10:00"), deployed("b", "05-04 11:00")}),
             std::string("2 deployments to production are reported by cd"));
    QCOMPARE(why({ranIn("1", "release")}),
             std::string("no deployments are reported, and release sounds like a pipeline that deploys"));
    QCOMPARE(why({tagged("v1.2.0")}),
             std::string("no deployments are reported, and tags such as v1.2.0 look like versions"));
    QCOMPARE(why({merged("c", "x", "05-04 10:00")}),
             std::string("nothing that deploys is known, so what is merged counts as deployed"));
}

void SuggestionsTest::whatIsConfiguredIsLeftOut() {
    ServiceRule web;
    web.name = "web", web.repositories = {"acme/web"};
    Change other = merged("2", "y", "05-04 10:00");
    other.repository = "acme/api";
    QCOMPARE(texts(suggested({merged("1", "x", "05-04 10:00"), other}, {web})), "api acme/api// change");
}

void SuggestionsTest::namesThatSystemsGive() {
    Deployment named = deployed("1", "05-04 10:00"), alone = deployed("2", "05-04 11:00");
    named.service = alone.service = "shop";
    alone.repository.clear(); // The same service, by its name.
    QCOMPARE(texts(suggested({named, alone})), "shop acme/web// api");
    QCOMPARE(suggested({named, alone}).at(0).records, std::int64_t{2});
}

void SuggestionsTest::namesThatAreTaken() {
    ServiceRule web;
    web.name = "web", web.repositories = {"other/web"};
    QCOMPARE(texts(suggested({merged("1", "x", "05-04 10:00")}, {web})), "acme-web acme/web// change");
}

void SuggestionsTest::withoutARepository() {
    Run one = ranIn("1", "folder/build"), two = ranIn("2", "folder/deploy"), loose = ranIn("3", "nightly");
    for (Run* run : {&one, &two, &loose}) run->repository.clear(), run->project = "folder";
    loose.project.clear();
    QCOMPARE(texts(suggested({one, two, loose})),
             "folder /folder/ pipeline folder/deploy | nightly //nightly api");
    Deployment deployment = deployed("1", "05-04 10:00"), nobody = deployed("2", "05-04 10:00");
    deployment.repository.clear(), deployment.service = "shop", deployment.project.clear();
    nobody.repository.clear(), nobody.project = "acme/tool";
    QCOMPARE(texts(suggested({deployment, nobody})), "tool /acme/tool/ api | shop // api");
}

/// A service that is claimed by the name of its pipeline would take those of other groups, too.
void SuggestionsTest::onlyWhatIsItsOwn() {
    Run there = ranIn("1", "build"), loose = ranIn("2", "build");
    there.repository.clear(), there.project = "acme/web";
    loose.repository.clear(), loose.project.clear();
    QCOMPARE(texts(suggested({there, loose})), "web /acme/web/ api");
}

/// A record of a project and a repository belongs to the first of both that claims it.
void SuggestionsTest::repositoriesBeforeProjects() {
    Run inRepository = ranIn("1", "build"), one = ranIn("2", "lint"), two = ranIn("3", "docs");
    for (Run* run : {&one, &two}) run->repository.clear();
    for (Run* run : {&inRepository, &one, &two}) run->project = "jobs";
    QCOMPARE(texts(suggested({inRepository, one, two})), "web acme/web// api | jobs /jobs/ api");
}

/// The same name as repository and as project is one service.
void SuggestionsTest::aProjectNamedLikeARepository() {
    Run with = ranIn("1", "build"), without = ranIn("2", "build");
    without.repository.clear(), without.project = with.repository;
    QCOMPARE(texts(suggested({with, without})), "web acme/web/acme/web/ api");
}

void SuggestionsTest::theLargestFirst() {
    std::vector<Record> records{merged("1", "x", "05-04 10:00")};
    for (const std::string id : {"2", "3"}) {
        Change change = merged(id, "x", "05-04 10:00");
        change.repository = "acme/z";
        records.emplace_back(change);
    }
    QCOMPARE(texts(suggested(records)), "z acme/z// change | web acme/web// change");
}

void SuggestionsTest::versions_data() {
    QTest::addColumn<QString>("prefix"); // Of the tag that names the row; `no` for none.
    const auto row = [](const char* tag, const char* prefix) { QTest::newRow(tag) << prefix; };
    row("v1.2.0", "v");
    row("1.2", "");
    row("release-3.1", "release-");
    row("web/v2.0.0-rc.1", "web/v");
    row("v1", "no");
    row("1.", "no");
    row("nightly", "no");
    row("", "no");
    row("build7.2", "no");
}

void SuggestionsTest::versions() {
    QTEST(QString::fromStdString(versionPrefix(QTest::currentDataTag()).value_or("no")), "prefix");
}

QTEST_GUILESS_MAIN(SuggestionsTest)
#include "tst_suggestions.moc"
