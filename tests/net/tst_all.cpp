// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "promises.h"

#include "net/all.h"

#include <algorithm>
#include <string>

using namespace shipglass;

namespace {

Task<int> sumOfAll(World* world, int count, std::size_t atOnceLimit) {
    std::vector<Task<int>> tasks;
    for (int i = 0; i < count; ++i) tasks.push_back(plusOne(world));
    auto results = co_await all(std::move(tasks), atOnceLimit);
    int sum = 0;
    for (auto& result : results) sum += result ? *result : 1000;
    co_return sum;
}

Task<std::string> orderOfAll() {
    std::vector<Task<int>> tasks;
    for (int i = 0; i < 3; ++i) tasks.push_back(atOnce(i));
    tasks.push_back(throwing(true));
    tasks.push_back(atOnce(4));
    auto results = co_await all(std::move(tasks), 2);
    std::string order;
    for (auto& result : results) order += result ? std::to_string(*result) : result.error().message;
    co_return order;
}

Task<int> countOfAll(int count) {
    std::vector<Task<int>> tasks;
    for (int i = 0; i < count; ++i) tasks.push_back(atOnce(i));
    auto results = co_await all(std::move(tasks), 4);
    co_return static_cast<int>(results.size());
}

} // namespace

class TestAll : public QObject {
    Q_OBJECT
private slots:
    void allKeepsTheOrderAndTheErrors() { QCOMPARE(*resultOf(orderOfAll()), std::string("012no4")); }

    void allOfNothingEnds() { QCOMPARE(*resultOf(countOfAll(0)), 0); }

    void allOfManyThatEndAtOnce() { QCOMPARE(*resultOf(countOfAll(100'000)), 100'000); }

    void allRunsNoMoreThanTheLimit() {
        World world;
        int sum = 0;
        auto task = sumOfAll(&world, 10, 3);
        task.start([&](Result<int> result) { sum = *result; });
        int most = 0;
        while (!world.open.empty()) {
            most = std::max(most, static_cast<int>(world.open.size()));
            world.keep(1);
        }
        QCOMPARE(most, 3);
        QCOMPARE(world.started, 10);
        QCOMPARE(sum, 20);
    }

    void aFailureInAllStopsNoOther() {
        World world;
        int sum = 0;
        auto task = sumOfAll(&world, 3, 1);
        task.start([&](Result<int> result) { sum = *result; });
        world.keep(1);
        world.keep(Error{Fault::timeout, "slow", 0, {}});
        world.keep(1);
        QCOMPARE(sum, 1004);
    }

    void destroyingCancelsInsideAll() {
        World world;
        {
            auto task = sumOfAll(&world, 10, 4);
            task.start([](const Result<int>&) { QFAIL("cancelled work ended"); });
            world.keep(1);
            QCOMPARE(world.open.size(), std::size_t(4));
        }
        QVERIFY(world.open.empty());
        QCOMPARE(world.started, 5);
        QCOMPARE(world.destroyed, 5);
    }

    void theCompletionOfAllMayDestroyIt() {
        World world;
        auto task = std::make_unique<Task<int>>(sumOfAll(&world, 2, 2));
        int sum = 0;
        task->start([&](Result<int> result) {
            task.reset();
            sum = *result;
        });
        world.keep(1);
        world.keep(2);
        QCOMPARE(sum, 5);
    }
};

QTEST_GUILESS_MAIN(TestAll)
#include "tst_all.moc"
