// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/await.h"
#include "net/task.h"
#include "store/reader.h"
#include "store/writer.h"

#include <functional>
#include <memory>

namespace shipglass {

/// The store as the poll thread sees it: work is done on the store's own threads, `done` is called on the
/// poll thread, also where the history cannot be opened and nothing was done. Writes are done in the order
/// they were asked for. Destroying an operation drops `done`, never a write.
class StoreAccess {
public:
    virtual ~StoreAccess() = default;
    virtual std::unique_ptr<Operation> write(std::function<void(Writer&)> work,
                                             std::function<void()> done) = 0;
    virtual std::unique_ptr<Operation> read(std::function<void(Reader&)> work,
                                            std::function<void()> done) = 0;
};

namespace detail {

template <class T, class Connection, class Call>
std::unique_ptr<Operation> askStore(Call call, std::function<Result<T>(Connection&)> work,
                                    std::function<void(Result<T>)> complete) {
    auto result = std::make_shared<std::optional<Result<T>>>();
    return call(
        [result, work = std::move(work)](Connection& connection) { result->emplace(work(connection)); },
        [result, complete = std::move(complete)] {
            const Error closed{Fault::server, "the history cannot be opened", 0, {}};
            complete(*result ? std::move(**result) : Result<T>(closed));
        });
}

} // namespace detail

/// A write with a result; `complete` is called on the poll thread.
template <class T>
std::unique_ptr<Operation> askWriter(StoreAccess& store, std::function<Result<T>(Writer&)> work,
                                     std::function<void(Result<T>)> complete) {
    const auto call = [&store](auto job, auto done) { return store.write(std::move(job), std::move(done)); };
    return detail::askStore<T, Writer>(call, std::move(work), std::move(complete));
}

/// The same as a Task. `store` outlives it.
template <class T> Task<T> written(StoreAccess* store, std::function<Result<T>(Writer&)> work) {
    Await<Result<T>> answered([&](std::function<void(Result<T>)> complete) {
        return askWriter<T>(*store, std::move(work), std::move(complete));
    });
    auto result = co_await answered;
    co_return std::move(result).orThrow();
}

/// What a Reader answers. `store` outlives the task.
template <class T> Task<T> readFrom(StoreAccess* store, std::function<Result<T>(Reader&)> work) {
    Await<Result<T>> answered([&](std::function<void(Result<T>)> complete) {
        const auto call = [&](auto job, auto done) { return store->read(std::move(job), std::move(done)); };
        return detail::askStore<T, Reader>(call, std::move(work), std::move(complete));
    });
    auto result = co_await answered;
    co_return std::move(result).orThrow();
}

} // namespace shipglass
