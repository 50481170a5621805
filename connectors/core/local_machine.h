// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/local_system.h"
#include "net/worker_threads.h"

namespace shipglass {

class Reaper;

/// Child processes, files and two worker threads of this machine, on the event loop of the thread that made
/// it, where it has to be used and destroyed too. Operations may outlive it and then never complete.
class LocalMachine final : public LocalSystem {
public:
    LocalMachine();
    ~LocalMachine() override;

    /// Faults: config (cannot be started), timeout, tooLarge, server (ended by a signal). An exit code is no
    /// fault.
    std::unique_ptr<Operation> run(WireCommand command,
                                   std::function<void(Result<CommandResult>)> complete) override;
    /// See findFiles().
    std::unique_ptr<Operation> files(std::string glob,
                                     std::function<void(Result<std::vector<FileInfo>>)> complete) override;
    /// See readFile().
    std::unique_ptr<Operation> read(std::string path, std::size_t largest,
                                    std::function<void(Result<std::string>)> complete) override;
    std::unique_ptr<Operation> offload(std::function<void()> work, std::function<void()> complete) override;

private:
    std::shared_ptr<Reaper> m_reaper;
    WorkerThreads m_workers;
};

} // namespace shipglass
