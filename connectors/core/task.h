// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/error.h"

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace shipglass {

template <class T> class Task;

namespace detail {

/// The Error that the exception being handled stands for.
Error currentError() noexcept;

/// Goes on where the coroutine was awaited from, or tells the callback of a started one.
struct FinalAwaiter {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) noexcept {
        // The callback may destroy the coroutine: all that is needed is moved out first.
        auto& promise = self.promise();
        if (promise.done) {
            auto done = std::move(promise.done);
            auto result = std::move(*promise.result);
            done(std::move(result));
            return std::noop_coroutine();
        }
        return promise.continuation ? promise.continuation : std::noop_coroutine();
    }
    void await_resume() const noexcept {}
};

template <class T> struct Promise {
    std::optional<Result<T>> result;
    std::coroutine_handle<> continuation;
    std::function<void(Result<T>)> done;

    Task<T> get_return_object();
    std::suspend_always initial_suspend() const noexcept { return {}; }
    FinalAwaiter final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { result.emplace(currentError()); }
    template <class U> void return_value(U&& value) { result.emplace(T(std::forward<U>(value))); }
};

} // namespace detail

/// A lazy coroutine with a single owner. It runs when it is awaited or started; destroying it while it is
/// suspended cancels everything below it, requests in flight too. Errors are thrown as Failure and unwind to
/// the nearest attempt(). A Task lives on one thread and must not be destroyed from inside its own running
/// code.
template <class T> class [[nodiscard]] Task {
public:
    using promise_type = detail::Promise<T>;
    using Handle = std::coroutine_handle<promise_type>;

    Task() = default;
    explicit Task(Handle handle) : m_handle(handle) {}
    Task(Task&& other) noexcept : m_handle(std::exchange(other.m_handle, {})) {}
    Task& operator=(Task&& other) noexcept {
        if (this != &other) {
            reset();
            m_handle = std::exchange(other.m_handle, {});
        }
        return *this;
    }
    ~Task() { reset(); }

    bool valid() const { return static_cast<bool>(m_handle); }
    /// Cancels what is under way.
    void reset() {
        if (m_handle) std::exchange(m_handle, {}).destroy();
    }
    /// Runs the task from outside of a coroutine; `done` gets its result, on this thread, and may destroy the
    /// task.
    void start(std::function<void(Result<T>)> done) {
        m_handle.promise().done = std::move(done);
        m_handle.resume();
    }

    auto operator co_await() && noexcept { return Awaiter(std::move(*this)); }
    /// Awaits the task and gives its error as a value: `auto page = co_await
    /// session.json(request).attempt();`
    auto attempt() && noexcept { return AttemptAwaiter(std::move(*this)); }

private:
    class AttemptAwaiter {
    public:
        explicit AttemptAwaiter(Task task) : m_task(std::move(task)) {}
        bool await_ready() const noexcept { return false; }
        /// A task that ends at once has no continuation to call: g++ makes no tail calls without
        /// optimisation, and a long loop over such tasks would use up the stack.
        bool await_suspend(std::coroutine_handle<> parent) noexcept {
            m_task.m_handle.resume();
            if (m_task.m_handle.done()) return false;
            m_task.m_handle.promise().continuation = parent;
            return true;
        }
        Result<T> await_resume() { return std::move(*m_task.m_handle.promise().result); }

    private:
        Task m_task;
    };
    class Awaiter : public AttemptAwaiter {
    public:
        using AttemptAwaiter::AttemptAwaiter;
        T await_resume() { return AttemptAwaiter::await_resume().orThrow(); }
    };

    Handle m_handle;
};

template <class T> Task<T> detail::Promise<T>::get_return_object() {
    return Task<T>(std::coroutine_handle<Promise<T>>::from_promise(*this));
}

} // namespace shipglass
