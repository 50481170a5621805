// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/await.h"
#include "net/task.h"

#include <stdexcept>
#include <vector>

namespace shipglass {

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

inline Task<int> later(World* world) {
    Await<Result<int>> wish([world](auto complete) -> std::unique_ptr<Operation> {
        ++world->started;
        return std::make_unique<World::Wish>(*world, std::move(complete));
    });
    auto result = co_await wish;
    co_return std::move(result).orThrow();
}

inline Task<int> atOnce(int value) {
    Await<int> wish([value](auto complete) -> std::unique_ptr<Operation> {
        complete(value);
        return nullptr;
    });
    auto result = co_await wish;
    co_return result;
}

inline Task<int> plusOne(World* world) {
    auto value = co_await later(world);
    co_return value + 1;
}

inline Task<int> throwing(bool own) {
    if (own) throw Failure(Fault::forbidden, "no");
    throw std::runtime_error("odd");
    co_return 0;
}

template <class T> Result<T> resultOf(Task<T> task) {
    std::optional<Result<T>> result;
    task.start([&](Result<T> value) { result.emplace(std::move(value)); });
    return result ? *result : Result<T>(Error{Fault::timeout, "still running", 0, {}});
}

} // namespace shipglass
