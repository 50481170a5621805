// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/executor.h"
#include "poll/store_access.h"
#include "store/reader_pool.h"
#include "store/store_thread.h"

namespace shipglass {

/// The store's threads as the poll thread asks them. They outlive this.
class ThreadedStore final : public StoreAccess {
public:
    ThreadedStore(StoreThread& writing, ReaderPool& reading, Executor pollThread)
        : m_writing(writing), m_reading(reading), m_pollThread(std::move(pollThread)) {}

    std::unique_ptr<Operation> write(std::function<void(Writer&)> work, std::function<void()> done) override;
    std::unique_ptr<Operation> read(std::function<void(Reader&)> work, std::function<void()> done) override;

private:
    StoreThread& m_writing;
    ReaderPool& m_reading;
    Executor m_pollThread;
};

} // namespace shipglass
