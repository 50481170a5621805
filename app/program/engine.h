// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "config/keychain.h"
#include "net/log.h"
#include "net/poll_thread.h"
#include "poll/poll_service.h"
#include "program/secret_check.h"
#include "store/reader_pool.h"
#include "store/store_thread.h"

#include <memory>
#include <string>

namespace shipglass {

/// Everything that runs behind a window or a verb: the store's threads, the poll thread, and the poll service
/// that ties them together. Made and destroyed on one thread, which `caller` stands for.
class Engine {
public:
    struct Options {
        std::string storePath;
        std::string recordFolder; ///< Where redacted fixtures are written; empty for nowhere.
        std::string cachePath;    ///< Of the kept answers; not used while recording.
        Log log;                  ///< Spoken to on the poll thread.
    };
    Engine(Options options, Executor caller, PollEvents events);
    ~Engine();

    /// Waits until the history is open; `notice` says what had to be done for it.
    Result<Done> opened(std::string* notice) { return m_writing.opened(notice); }
    /// How secrets are asked for, at most as long as the engine lives: a program has one keychain only.
    SecretDoors secretDoors() { return doorsOf(m_keychain); }
    /// Takes a configuration, at first or again while running.
    void configure(const Config& config);

    /// Makes something that lives on the poll thread until that ends.
    void inhabit(std::function<std::shared_ptr<void>(PollWorld&)> make) { m_thread.inhabit(std::move(make)); }

    PollService& polls() { return *m_polls; }
    ReaderPool& readers() { return m_reading; }
    StoreThread& writing() { return m_writing; }

private:
    class PollSide;
    Executor onPollThread();

    Options m_options;
    PollThread m_thread; ///< Outlives the store's threads: their last answers are posted to it, and dropped.
    StoreThread m_writing;
    ReaderPool m_reading;
    Keychain m_keychain;
    PollSide* m_side = nullptr; ///< Lives on the poll thread.
    std::unique_ptr<PollService> m_polls;
};

} // namespace shipglass
