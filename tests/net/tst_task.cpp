// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/all.h"
#include "net/await.h"
#include "net/task.h"

#include <deque>
#include <stdexcept>
#include <string>

using namespace shipglass;

namespace {

/// A world of promises that are kept by hand.
struct World {
    struct Wish final : Operation {
        Wish(World& owner, std::function<void(Result<int>)> done) : world(owner), complete(std::move(done)) {
            world.open.push_back(this);
        }
        ~Wish() override {
            std::erase(world.open, this);
            ++world.destroyed;
        }
        World& world;
        std::function<void(Result<int>)> complete;
    };
    std::vector<Wish*> open;
    int started = 0, destroyed = 0;

    /// Completes the oldest wish.
    void keep(Result<int> result) {
        Wish* const wish = open.front();
        open.erase(open.begin());
        auto complete = std::move(wish->complete);
        complete(std::move(result));
    }
};

Task<int> later(World* world) {
    Await<Result<int>> wish([world](auto complete) -> std::unique_ptr<Operation> {
        ++world->started;
        return std::make_unique<World::Wish>(*world, std::move(complete));
    });
    auto result = co_await wish;
    co_return std::move(result).orThrow();
}

Task<int> atOnce(int value) {
    Await<int> wish([value](auto complete) -> std::unique_ptr<Operation> {
        complete(value);
        return nullptr;
    });
    auto result = co_await wish;
    co_return result;
}

Task<int> plusOne(World* world) {
    auto value = co_await later(world);
    co_return value + 1;
}

Task<int> plusTwo(World* world) {
    auto value = co_await plusOne(world);
    co_return value + 1;
}

Task<std::string> guarded(World* world) {
    auto value = co_await plusOne(world).attempt();
    if (!value) co_return "caught " + value.error().message;
    co_return std::to_string(*value);
}

Task<int> throwing(bool own) {
    if (own) throw Failure(Fault::forbidden, "no");
    throw std::runtime_error("odd");
    co_return 0;
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

template <class T> Result<T> resultOf(Task<T> task) {
    std::optional<Result<T>> result;
    task.start([&](Result<T> value) { result.emplace(std::move(value)); });
    return result ? *result : Result<T>(Error{Fault::timeout, "still running", 0, {}});
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

QTEST_GUILESS_MAIN(TestTask)
#include "tst_task.moc"
