// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fake_history.h"
#include "models/promotions.h"

#include <QTest>

using namespace shipglass;

namespace {

/// Deployments of the service `web`, or of another one.
class World {
public:
    Deployment& add(const std::string& environment, const std::string& version, int minutesAgo,
                    Tier tier = Tier::unknown, const std::string& service = "web") {
        const auto number = static_cast<std::int64_t>(rows.size()) + 1;
        auto deployment = makeDeployment(std::to_string(number), environment, version, minutesAgo);
        deployment.tier = tier;
        const auto began = epochMs(*deployment.createdAt);
        rows.push_back({number, began, std::move(deployment), service, false});
        return std::get<Deployment>(rows.back().record);
    }
    /// A version that comes to these environments, ten minutes from each other, the last of them so long ago.
    void pass(const std::string& version, const QString& environments, int minutesAgo) {
        const auto names = environments.split(u' ');
        for (int at = 0; at < names.size(); ++at)
            add(names[at].toStdString(), version, minutesAgo + 10 * static_cast<int>(names.size() - 1 - at));
    }
    Promotions promotions() const { return Promotions(shipmentsOf(rows)); }
    QString order() const {
        QStringList names;
        const auto all = promotions();
        for (const auto& each : all.environments()) names << QString::fromStdString(each.name);
        return names.join(u' ');
    }
    QString path(const std::vector<std::string>& services = {"web"}) const {
        QStringList steps;
        for (const auto& step : promotions().path(services))
            steps << QStringLiteral("%1>%2 %3/%4 %5")
                         .arg(QString::fromStdString(step.from), QString::fromStdString(step.to))
                         .arg(step.wentOn)
                         .arg(step.arrived)
                         .arg(step.median ? step.median->count() / 60'000 : -1);
        return steps.join(QStringLiteral(", "));
    }
    QString stops(const std::string& version) const {
        QStringList texts;
        for (const auto& stop : stopsOf(version, rows)) {
            const auto ago = stop.at ? (worldNow() - *stop.at).count() / 60'000 : 0;
            texts << QString::fromStdString(stop.environment) + u' ' +
                         (stop.at ? QString::number(ago) : QString(stop.isAhead ? "ahead" : "missed"));
        }
        return texts.join(QStringLiteral(", "));
    }

    std::vector<Row> rows;
};

} // namespace

/// The way of versions from environment to environment.
class PromotionsTest : public QObject {
    Q_OBJECT

private slots:
    void tiersGoFirst();
    void historyOrdersTheRest();
    void oneVersionIsNoWay();
    void oftenTheOtherWayIsNoWay();
    void circlesEnd();
    void whatIsOffTheWayComesLast();
    void stepsByHand();
    void stepsOfServices();
    void wherefromAServiceGetsItsVersions();
    void aVersionCountsOnce();
    void failuresAreNoArrivals();
    void stopsOfAVersion();
    void stopsThatWereMissed();
    void manyEnvironments();
};

void PromotionsTest::tiersGoFirst() {
    World world;
    // By what was seen, production would come first.
    world.pass("1", "live dev", 100);
    world.pass("2", "live dev", 50);
    QCOMPARE(world.order(), "live dev");
    world.add("live", "3", 20, Tier::production);
    world.add("dev", "3", 20, Tier::development);
    QCOMPARE(world.order(), "dev live");
    QVERIFY(world.promotions().leads("dev", "live"));
    QVERIFY(!world.promotions().leads("live", "dev"));
}

void PromotionsTest::historyOrdersTheRest() {
    World world;
    world.pass("1", "z y x", 200);
    world.pass("2", "z y x", 100);
    QCOMPARE(world.order(), "z y x");
    // Between two with a tier, as it was seen.
    world.pass("3", "z canary x", 50);
    world.pass("4", "z canary x", 20);
    world.add("z", "5", 5, Tier::staging);
    world.add("x", "5", 2, Tier::production);
    QCOMPARE(world.order(), "z canary y x");
    QVERIFY(world.promotions().leads("canary", "x"));
}

void PromotionsTest::oneVersionIsNoWay() {
    World world;
    world.pass("1", "b a", 100);
    QCOMPARE(world.order(), "a b");
    QVERIFY(!world.promotions().leads("b", "a"));
    world.pass("2", "b a", 50);
    QVERIFY(world.promotions().leads("b", "a"));
}

void PromotionsTest::oftenTheOtherWayIsNoWay() {
    World world;
    for (int version = 0; version < 5; ++version)
        world.pass(std::to_string(version), "b a", 200 - 20 * version);
    world.pass("back", "a b", 60);
    QVERIFY(world.promotions().leads("b", "a")); // 5 and 1
    world.pass("back again", "a b", 30);
    QVERIFY(!world.promotions().leads("b", "a")); // 5 and 2, less than three times as many
}

void PromotionsTest::circlesEnd() {
    World world;
    for (const auto* way : {"a b", "b c", "c a"}) {
        world.pass(std::string("1") + way, way, 100);
        world.pass(std::string("2") + way, way, 50);
    }
    QCOMPARE(world.order(), "a b c");
}

void PromotionsTest::whatIsOffTheWayComesLast() {
    World world;
    world.add("aside", "1", 10);
    world.add("live", "1", 10, Tier::production);
    world.add("review", "1", 10, Tier::other);
    world.add("", "1", 10); // A release is in no environment.
    QCOMPARE(world.order(), "live review aside");
}

void PromotionsTest::stepsByHand() {
    World world;
    // Staging had four versions: 1, 2 and 4 went on, after 10, 30 and 20 minutes; the median is 20.
    // Production had a hotfix besides, that never was in staging.
    world.add("stage", "1", 200, Tier::staging);
    world.add("prod", "1", 190, Tier::production);
    world.add("stage", "2", 150, Tier::staging);
    world.add("prod", "2", 120, Tier::production);
    world.add("stage", "3", 100, Tier::staging);
    world.add("stage", "4", 80, Tier::staging);
    world.add("prod", "4", 60, Tier::production);
    world.add("prod", "fix", 20, Tier::production);
    QCOMPARE(world.path(), "stage>prod 3/4 20");
    // One more, after 40 minutes: the median of 10, 20, 30 and 40 is 25.
    world.add("prod", "3", 60, Tier::production);
    QCOMPARE(world.path(), "stage>prod 4/4 25");
}

void PromotionsTest::stepsOfServices() {
    World world;
    world.add("stage", "1", 200, Tier::staging);
    world.add("prod", "1", 190, Tier::production);
    world.add("stage", "1", 200, Tier::staging, "api");
    world.add("stage", "2", 150, Tier::staging, "api");
    world.add("prod", "2", 100, Tier::production, "api");
    world.add("stage", "9", 100, Tier::staging, "lib"); // Never goes to production, so it says nothing.
    QCOMPARE(world.path({"web"}), "stage>prod 1/1 10");
    QCOMPARE(world.path({"api"}), "stage>prod 1/2 50");
    QCOMPARE(world.path({"api", "lib", "web"}), "stage>prod 2/3 30");
    QCOMPARE(world.path({"lib"}), "");
}

void PromotionsTest::wherefromAServiceGetsItsVersions() {
    World world;
    world.add("qa", "1", 200, Tier::testing);
    world.add("stage", "0", 150, Tier::staging);
    QCOMPARE(world.promotions().before("web", "stage"), std::string("qa")); // By tier.
    world.add("prod", "1", 100, Tier::production);
    QCOMPARE(world.promotions().before("web", "prod"), std::string("qa")); // It went past staging.
    world.add("stage", "1", 150, Tier::staging);
    QCOMPARE(world.promotions().before("web", "prod"), std::string("stage"));
    QCOMPARE(world.promotions().before("web", "qa"), std::string());
    QCOMPARE(world.promotions().before("api", "prod"), std::string());
}

void PromotionsTest::aVersionCountsOnce() {
    World world;
    world.add("stage", "1", 200, Tier::staging);
    world.add("stage", "1", 190, Tier::staging); // Again: it had come before.
    world.add("prod", "1", 180, Tier::production);
    world.add("prod", "1", 100, Tier::production);
    QCOMPARE(world.path(), "stage>prod 1/1 20");
}

void PromotionsTest::failuresAreNoArrivals() {
    World world;
    world.add("stage", "1", 200, Tier::staging);
    auto& failed = world.add("prod", "1", 190, Tier::production);
    failed.status = DeploymentStatus::failure;
    failed.history.clear();
    world.add("prod", "0", 300, Tier::production);
    QCOMPARE(world.path(), ""); // None went on.
}

void PromotionsTest::stopsOfAVersion() {
    World world;
    world.add("dev", "0", 300, Tier::development);
    world.add("stage", "0", 290, Tier::staging);
    world.add("prod", "0", 280, Tier::production);
    world.add("lab", "0", 270);
    world.add("dev", "1", 122, Tier::development); // Each takes two minutes to arrive.
    world.add("stage", "1", 62, Tier::staging);
    QCOMPARE(world.stops("1"), "dev 120, stage 60, prod ahead");
    QCOMPARE(world.stops("0"), "dev 298, stage 288, prod 278, lab 268");
    QCOMPARE(world.stops("unheard of"), "");
    QCOMPARE(world.stops(""), "");
}

void PromotionsTest::stopsThatWereMissed() {
    World world;
    world.add("dev", "0", 300, Tier::development);
    world.add("stage", "0", 290, Tier::staging);
    world.add("dev", "fix", 52, Tier::development);
    world.add("prod", "fix", 42, Tier::production);
    QCOMPARE(world.stops("fix"), "dev 50, stage missed, prod 40");
}

void PromotionsTest::manyEnvironments() {
    World world;
    for (int number = 0; number < 400; ++number)
        world.add("review-" + std::to_string(number), std::to_string(number), number, Tier::development);
    world.add("prod", "1", 0, Tier::production);
    QCOMPARE(world.promotions().environments().size(), std::size_t{401});
    QCOMPARE(world.promotions().environments().back().name, std::string("prod"));
}

QTEST_APPLESS_MAIN(PromotionsTest)
#include "tst_promotions.moc"
