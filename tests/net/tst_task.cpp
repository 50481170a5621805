// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "promises.h"

#include <string>

using namespace shipglass;

namespace {

Task<int> plusTwo(World* world) {
    auto value = co_await plusOne(world);
    co_return value + 1;
}

Task<std::string> guarded(World* world) {
    auto value = co_await plusOne(world).attempt();
    if (!value) co_return "caught " + value.error().message;
    co_return std::to_string(*value);
}

Task<int> sumOf(int count) {
    int sum = 0;
    for (int i = 0; i < count; ++i) {
        auto one = co_await atOnce(1);
        sum += one;
    }
    co_return sum;
}

Task<int> sumByHand(int count) {
    int sum = 0;
    for (int i = 0; i < count; ++i) {
        Await<int> wish([](auto complete) -> std::unique_ptr<Operation> {
            complete(1);
            return nullptr;
        });
        auto one = co_await wish;
        sum += one;
    }
    co_return sum;
}

Task<int> nested(int depth) {
    if (depth == 0) co_return 0;
    auto below = co_await nested(depth - 1);
    co_return below + 1;
}

Task<int> failedFirst(World* world) {
    auto first = co_await later(world).attempt();
    auto second = co_await later(world);
    co_return first.ok() ? -1 : second;
}

} // namespace

class TestTask : public QObject {
    Q_OBJECT
private slots:
    void isLazy() {
        World world;
        auto task = plusTwo(&world);
        QCOMPARE(world.started, 0);
        int value = 0;
        task.start([&](Result<int> result) { value = *result; });
        QCOMPARE(world.started, 1);
        QCOMPARE(value, 0);
        world.keep(40);
        QCOMPARE(value, 42);
    }

    void neverStartedIsNothing() {
        World world;
        {
            auto task = plusTwo(&world);
            QVERIFY(task.valid());
        }
        QCOMPARE(world.started, 0);
        QVERIFY(!Task<int>().valid());
    }

    void errorsUnwindToAttempt() {
        World world;
        std::string said;
        auto task = guarded(&world);
        task.start([&](Result<std::string> result) { said = *result; });
        world.keep(Error{Fault::network, "gone", 0, {}});
        QCOMPARE(said, std::string("caught gone"));
    }

    void errorsReachTheStarter() {
        World world;
        std::optional<Error> error;
        auto task = plusTwo(&world);
        task.start([&](Result<int> result) { error = result.error(); });
        world.keep(Error{Fault::tls, "untrusted", 0, {}});
        QVERIFY(error && error->fault == Fault::tls);
        QCOMPARE(error->message, std::string("untrusted"));
    }

    void exceptionsAreErrors() {
        QCOMPARE(resultOf(throwing(true)).error().fault, Fault::forbidden);
        QCOMPARE(resultOf(throwing(false)).error().fault, Fault::malformed);
        QCOMPARE(resultOf(throwing(false)).error().message, std::string("odd"));
    }

    void goesOnAfterAnAttempt() {
        World world;
        int value = 0;
        auto task = failedFirst(&world);
        task.start([&](Result<int> result) { value = *result; });
        world.keep(Error{Fault::server, "down", 0, {}});
        QCOMPARE(world.destroyed, 1);
        world.keep(7);
        QCOMPARE(value, 7);
    }

    void destroyingCancelsAllBelow() {
        World world;
        bool done = false;
        {
            auto task = plusTwo(&world);
            task.start([&](const Result<int>&) { done = true; });
            QCOMPARE(world.open.size(), std::size_t(1));
        }
        QVERIFY(!done);
        QVERIFY(world.open.empty());
        QCOMPARE(world.destroyed, 1);
    }

    void assigningCancelsTheOld() {
        World world;
        auto task = plusOne(&world);
        task.start([](const Result<int>&) {});
        task = plusTwo(&world);
        QVERIFY(world.open.empty());
        QVERIFY(task.valid());
    }

    void theCompletionMayDestroyTheTask() {
        World world;
        auto task = std::make_unique<Task<int>>(plusTwo(&world));
        int value = 0;
        task->start([&](Result<int> result) {
            task.reset();
            value = *result;
        });
        world.keep(1);
        QCOMPARE(value, 3);
        QVERIFY(world.open.empty());
    }

    void theCompletionMayDestroyATaskThatEndsAtOnce() {
        auto task = std::make_unique<Task<int>>(sumOf(3));
        int value = 0;
        task->start([&](Result<int> result) {
            task.reset();
            value = *result;
        });
        QCOMPARE(value, 3);
    }

    void manyAwaitsThatEndAtOnceKeepTheStackFlat() {
        QCOMPARE(*resultOf(sumByHand(10'000)), 10'000);
        QCOMPARE(*resultOf(sumOf(10'000)), 10'000);
        QCOMPARE(*resultOf(sumOf(1'000'000)), 1'000'000);
    }

    void nestsDeeply() { QCOMPARE(*resultOf(nested(1000)), 1000); }
};

QTEST_GUILESS_MAIN(TestTask)
#include "tst_task.moc"
