// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace shipglass {

/// Work under way outside of the coroutines: a request, a child process, a timer. Destroying it cancels it,
/// after which its completion is never called. The completion may destroy the operation: move it out before
/// calling it and touch nothing afterwards.
class Operation {
public:
    Operation() = default;
    Operation(const Operation&) = delete;
    Operation& operator=(const Operation&) = delete;
    virtual ~Operation() = default;
};

/// The leaf of a tree of Tasks: waits for one completion. `start` may complete at once, as the replay does.
/// Name it before awaiting it: `Await<Response> answer(start); auto response = co_await answer;`
template <class T> class Await {
public:
    using Complete = std::function<void(T)>;
    using Start = std::function<std::unique_ptr<Operation>(Complete)>;

    explicit Await(Start start) : m_start(std::move(start)) {}
    Await(const Await&) = delete;
    Await& operator=(const Await&) = delete;

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> waiting) {
        m_starting = true;
        m_operation = m_start([this, waiting](T value) {
            m_value.emplace(std::move(value));
            if (!m_starting) waiting.resume();
        });
        m_starting = false;
        return !m_value.has_value();
    }
    T await_resume() { return std::move(*m_value); }

private:
    Start m_start;
    std::unique_ptr<Operation> m_operation;
    std::optional<T> m_value;
    bool m_starting = false;
};

} // namespace shipglass
