// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::dora;

/// Filling: names, commits, and what rows refer to.
class DoraFactsTest : public QObject {
    Q_OBJECT

private slots:
    void namesAreKeptOnce();
    void manyNames();
    void aCommitIsOneRow();
    void listsMayBeUnknown();
    void referencesAreLookedUpNearby();
};

void DoraFactsTest::namesAreKeptOnce() {
    FactsBuilder builder;
    const Name web = builder.name("web"), api = builder.name("api");
    QCOMPARE(builder.name("web"), web);
    QVERIFY(web != api);
    QCOMPARE(builder.name(""), Name{0});
    QVERIFY(builder.uniqueName("web") != web);
    const Facts facts = builder.finish();
    QCOMPARE(facts.names[web], std::string_view("web"));
    QCOMPARE(facts.names[0], std::string_view());
    QCOMPARE(facts.names[99], std::string_view());
}

void DoraFactsTest::manyNames() {
    FactsBuilder builder;
    std::vector<Name> made;
    for (int i = 0; i < 5000; ++i) made.push_back(builder.name("name " + std::to_string(i)));
    for (int i = 0; i < 5000; ++i) QCOMPARE(builder.name("name " + std::to_string(i)), made[size_t(i)]);
    const Facts facts = builder.finish();
    QCOMPARE(facts.names.size(), std::size_t{5001});
    QCOMPARE(facts.names[made[4321]], std::string_view("name 4321"));
}

void DoraFactsTest::aCommitIsOneRow() {
    FactsBuilder builder;
    const Row bare = builder.commit("abc");
    CommitRow more;
    more.sha = builder.name("abc"), more.authoredAt = 5, more.merge = true;
    QCOMPARE(builder.commit(more), bare);
    more.authoredAt = 6, more.committedAt = 7; // what is known stays
    QCOMPARE(builder.commit(more), bare);
    QCOMPARE(builder.commit(""), kNone);
    const Facts facts = builder.finish();
    QCOMPARE(facts.commits.size(), std::size_t{1});
    QCOMPARE(facts.commits[bare].authoredAt, Ms{5});
    QCOMPARE(facts.commits[bare].committedAt, Ms{7});
    QVERIFY(facts.commits[bare].merge);
}

void DoraFactsTest::listsMayBeUnknown() {
    World world;
    const CommitList two = world.list({"a", "b"}), none = world.list({});
    const Facts facts = world.builder.finish();
    QCOMPARE(facts.commitsIn(two).size(), std::size_t{2});
    QVERIFY(none.known && facts.commitsIn(none).empty());
    QVERIFY(!CommitList{}.known && facts.commitsIn(CommitList{}).empty());
}

void DoraFactsTest::referencesAreLookedUpNearby() {
    World world;
    const auto deploy = [&world](const char* source, const char* service) {
        DeploymentRow row = world.deployment("7", "05-01 10:00");
        row.source = world.builder.name(source), row.service = world.builder.name(service);
        return world.builder.add(row);
    };
    const Row other = deploy("x", "api"), sameService = deploy("y", "web"),
              sameSource = deploy("pager", "api");
    const auto refer = [&world](const char* source, const char* service, const char* id) {
        IncidentRow row = world.incident("i", "05-01 11:00");
        row.source = world.builder.name(source), row.service = world.builder.name(service);
        row.deploymentId = world.builder.name(id);
        return world.builder.add(row);
    };
    const Row a = refer("pager", "web", "7"), b = refer("z", "web", "7"), c = refer("z", "jobs", "7"),
              d = refer("pager", "web", "8");
    const Facts facts = world.builder.finish();
    QCOMPARE(facts.incidents[a].deployment, sameSource);
    QCOMPARE(facts.incidents[b].deployment, sameService);
    QCOMPARE(facts.incidents[c].deployment, other);
    QCOMPARE(facts.incidents[d].deployment, kNone);
}

QTEST_APPLESS_MAIN(DoraFactsTest)
#include "tst_dora_facts.moc"
