// SPDX-License-Identifier: GPL-3.0-or-later
#include "dora_desk_world.h"

#include "insight/dora/evidence.h"

#include <QTest>

using namespace shipglass;

/// The rows behind a figure, of the whole window and narrowed to a part of it.
class DoraRowsTest : public QObject {
    Q_OBJECT

private slots:
    void rowsMakeTheFigure();
    void aBucketHasItsOwnRows();
    void aClassHasItsOwnRows();
    void aClassAndABucketNarrowTogether();
};

void DoraRowsTest::rowsMakeTheFigure() {
    DeskWorld world;
    world.look(dora::Key::changeFailureRate);
    const auto& evidence = *world.desk.evidence();
    const auto& figure = world.figure(dora::Key::changeFailureRate);
    const auto count = [&](auto holds) {
        return static_cast<std::size_t>(std::count_if(evidence.rows.begin(), evidence.rows.end(),
                                                      [&](const auto& row) { return holds(row.part); }));
    };
    QCOMPARE(count(dora::isBase), figure.n);
    QCOMPARE(count(dora::isHit), figure.hits);
    std::size_t base = 0;
    for (const auto& part : evidence.parts) base += part.base;
    QCOMPARE(base, figure.n);
    world.look(dora::Key::changeLeadTime);
    // All took two hours and two minutes.
    QCOMPARE(world.desk.evidence()->classes.size(), std::size_t{1});
    QCOMPARE(world.desk.evidence()->classes[0].count, std::size_t{24});
    QVERIFY(world.desk.evidence()->rows.front().at >= world.desk.evidence()->rows.back().at);
}

void DoraRowsTest::aBucketHasItsOwnRows() {
    DeskWorld world;
    for (std::size_t bucket = 0; bucket < world.found().of(dora::Key::deploymentFrequency).series.size();
         ++bucket) {
        world.look(dora::Key::deploymentFrequency, bucket);
        const auto& point = world.found().of(dora::Key::deploymentFrequency).series[bucket];
        QVERIFY(world.desk.evidence()->window == point.window);
        QCOMPARE(world.desk.evidence()->used, point.n);
    }
    // Another question has other buckets.
    auto wish = world.desk.wish();
    wish.by = dora::By::month;
    world.ask(wish);
    QVERIFY(!world.desk.shown().bucket);
    QCOMPARE(world.desk.evidence()->used, std::size_t{26});
}

void DoraRowsTest::aClassHasItsOwnRows() {
    DeskWorld world;
    world.putLateOne();
    world.look(dora::Key::changeLeadTime);
    const auto classes = world.desk.evidence()->classes;
    QCOMPARE(classes.front().count, std::size_t{24});
    QCOMPARE(classes.back().count, std::size_t{1});
    for (const auto& each : classes) {
        world.look(dora::Key::changeLeadTime, {}, each);
        QCOMPARE(world.desk.evidence()->count, each.count);
        QCOMPARE(world.desk.evidence()->used, each.count);
        for (const auto& row : world.desk.evidence()->rows) QVERIFY(each.holds(row.span));
        QCOMPARE(world.desk.evidence()->classes.size(), classes.size());
        QCOMPARE(world.desk.evidence()->classes.front().count, std::size_t{24});
    }
    // Another question has other classes.
    auto wish = world.desk.wish();
    wish.dialect = "gitlab";
    world.ask(wish);
    QVERIFY(!world.desk.shown().spans);
}

void DoraRowsTest::aClassAndABucketNarrowTogether() {
    DeskWorld world;
    world.putLateOne();
    world.look(dora::Key::changeLeadTime);
    const auto late = world.desk.evidence()->classes.back();
    const auto series = world.found().of(dora::Key::changeLeadTime).series;
    std::size_t all = 0;
    for (std::size_t bucket = 0; bucket < series.size(); ++bucket) {
        world.look(dora::Key::changeLeadTime, bucket, late);
        all += world.desk.evidence()->count;
        QVERIFY(world.desk.evidence()->window == series[bucket].window);
    }
    QCOMPARE(all, late.count);
}

QTEST_GUILESS_MAIN(DoraRowsTest)
#include "tst_dora_rows.moc"
