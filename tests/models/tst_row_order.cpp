// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ordered_table.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace shipglass;

namespace {

using Ids = std::vector<std::int64_t>;
RowIds ids(Ids list) { return std::make_shared<const Ids>(std::move(list)); }

/// A table of bare numbers.
class Numbers : public OrderedTable {
public:
    using OrderedTable::order;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : 1; }
    QVariant data(const QModelIndex& index, int role) const override {
        return role == Qt::DisplayRole ? QVariant(static_cast<qlonglong>(idAt(index.row()))) : QVariant();
    }
    bool become(const RowIds& fresh) { return apply(compareOrders(order(), fresh)); }
    bool applyLate(const OrderChange& change) { return apply(change); }
};

} // namespace

/// Going from one order of rows to another.
class RowOrderTest : public QObject {
    Q_OBJECT

private slots:
    void namesTheStep();
    void mergesNewestRows();
    void anyOrderFollowsAnyOther();
    void refusesALateChange();
};

void RowOrderTest::namesTheStep() {
    const auto step = [](Ids from, Ids to) {
        return compareOrders(ids(std::move(from)), ids(std::move(to)));
    };
    QCOMPARE(step({3, 2, 1}, {3, 2, 1}).step, OrderChange::Step::none);
    QCOMPARE(step({}, {}).step, OrderChange::Step::none);
    const auto top = step({3, 2, 1}, {5, 4, 3, 2, 1});
    QCOMPARE(top.step, OrderChange::Step::insert);
    QCOMPARE(std::pair(top.first, top.count), std::pair(0, 2));
    const auto gone = step({3, 2, 1}, {3, 1});
    QCOMPARE(gone.step, OrderChange::Step::remove);
    QCOMPARE(std::pair(gone.first, gone.count), std::pair(1, 1));
    const auto mixed = step({4, 3, 2, 1}, {5, 4, 2, 1});
    QCOMPARE(mixed.step, OrderChange::Step::rearrange);
    QCOMPARE(*mixed.grown, (Ids{4, 3, 2, 1, 5}));
    QCOMPARE(*mixed.rearranged, (Ids{5, 4, 2, 1, 3}));
}

void RowOrderTest::mergesNewestRows() {
    const auto old = ids({6, 5, 4, 3, 2, 1});
    QCOMPARE(*mergeHead(old, {8, 7, 6, 5}, false), (Ids{8, 7, 6, 5, 4, 3, 2, 1}));
    QCOMPARE(*mergeHead(old, {7, 6, 4}, false), (Ids{7, 6, 4, 3, 2, 1}));
    QCOMPARE(*mergeHead(old, {6, 2}, true), (Ids{6, 2}));
    QVERIFY(!mergeHead(old, {9, 8}, false));
    QVERIFY(!mergeHead(ids({}), {9, 8}, false));
}

void RowOrderTest::anyOrderFollowsAnyOther() {
    QRandomGenerator random(42);
    Numbers table;
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int turn = 0; turn < 300; ++turn) {
        Ids next;
        for (std::int64_t id = 1; id <= 12; ++id)
            if (random.bounded(2)) next.push_back(id);
        std::shuffle(next.begin(), next.end(), random);
        std::vector<std::pair<std::int64_t, QPersistentModelIndex>> held;
        for (int row = 0; row < table.rowCount(); ++row)
            held.emplace_back(table.idAt(row), table.index(row, 0));
        QVERIFY(table.become(ids(next)));
        QCOMPARE(*table.order(), next);
        for (const auto& [id, index] : held) {
            if (index.isValid())
                QCOMPARE(table.idAt(index.row()), id);
            else
                QVERIFY(std::find(next.begin(), next.end(), id) == next.end() || next.empty());
        }
    }
}

void RowOrderTest::refusesALateChange() {
    Numbers table;
    const auto late = compareOrders(table.order(), ids({1, 2}));
    QVERIFY(table.become(ids({3})));
    QVERIFY(!table.applyLate(late));
    QCOMPARE(table.rowCount(), 1);
}

QTEST_GUILESS_MAIN(RowOrderTest)
#include "tst_row_order.moc"
