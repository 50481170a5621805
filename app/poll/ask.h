// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/await.h"
#include "net/task.h"

namespace shipglass {

/// A task under way whose result goes to a callback; destroying it cancels the task.
template <class T> class Errand final : public Operation {
public:
    Errand(Task<T> task, std::function<void(Result<T>)> done)
        : m_task(std::move(task)), m_done(std::move(done)) {}
    void start() { m_task.start(std::move(m_done)); }

private:
    Task<T> m_task;
    std::function<void(Result<T>)> m_done;
};

/// Starts a task for someone outside of coroutines. `done` may be called before this returns.
template <class T> std::unique_ptr<Operation> ask(Task<T> task, std::function<void(Result<T>)> done) {
    auto asked = std::make_unique<Errand<T>>(std::move(task), std::move(done));
    asked->start();
    return asked;
}

} // namespace shipglass
