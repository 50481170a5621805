// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/await.h"
#include "net/task.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace shipglass {

namespace detail {

/// Keeps up to `atOnce` of the tasks going until each has its result.
template <class T> class Gathering final : public Operation {
public:
    using Results = std::vector<Result<T>>;
    Gathering(std::vector<Task<T>>& tasks, std::size_t atOnce, std::function<void(Results)> complete)
        : m_tasks(tasks), m_results(tasks.size()), m_atOnce(std::max<std::size_t>(1, atOnce)),
          m_complete(std::move(complete)) {}

    /// Starts what may run; a task that ends at once only marks its place, so the stack stays flat.
    void pump() {
        if (m_pumping) return;
        m_pumping = true;
        while (m_next < m_tasks.size() && m_running < m_atOnce) startNext();
        m_pumping = false;
        if (m_ended == m_tasks.size()) finish();
    }

private:
    void startNext() {
        const std::size_t index = m_next++;
        ++m_running;
        m_tasks[index].start([this, index](Result<T> result) {
            m_results[index].emplace(std::move(result));
            --m_running;
            ++m_ended;
            pump();
        });
    }
    void finish() {
        Results results;
        for (auto& result : m_results) results.push_back(std::move(*result));
        auto complete = std::move(m_complete);
        complete(std::move(results));
    }

    std::vector<Task<T>>& m_tasks;
    std::vector<std::optional<Result<T>>> m_results;
    std::size_t m_atOnce, m_next = 0, m_running = 0, m_ended = 0;
    bool m_pumping = false;
    std::function<void(Results)> m_complete;
};

} // namespace detail

/// Runs the tasks, at most `atOnce` of them at a time, and gives every result in their order; one that fails
/// does not stop the others.
template <class T> Task<std::vector<Result<T>>> all(std::vector<Task<T>> tasks, std::size_t atOnce) {
    using Results = std::vector<Result<T>>;
    Await<Results> gathered(
        [&tasks, atOnce](std::function<void(Results)> complete) -> std::unique_ptr<Operation> {
            auto gathering = std::make_unique<detail::Gathering<T>>(tasks, atOnce, std::move(complete));
            gathering->pump();
            return gathering;
        });
    auto results = co_await gathered;
    co_return results;
}

} // namespace shipglass
