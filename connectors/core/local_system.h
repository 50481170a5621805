// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/await.h"
#include "net/command.h"
#include "records/error.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace shipglass {

/// A command whose secrets have been put in.
struct WireCommand {
    std::vector<std::string> argv;
    std::string directory, input;
    std::vector<std::pair<std::string, std::string>> environment; ///< All of it: children inherit nothing.
    Millis timeout{60'000};
    std::size_t largestOutput = 8U << 20U; ///< Bytes.
};

/// Child processes, files and worker threads of this machine; replayed in tests.
class LocalSystem {
public:
    virtual ~LocalSystem() = default;
    /// Runs a child in its own process group; destroying the operation kills the group.
    virtual std::unique_ptr<Operation> run(WireCommand command,
                                           std::function<void(Result<CommandResult>)> complete) = 0;
    virtual std::unique_ptr<Operation> files(std::string glob,
                                             std::function<void(Result<std::vector<FileInfo>>)> complete) = 0;
    virtual std::unique_ptr<Operation> read(std::string path, std::size_t largest,
                                            std::function<void(Result<std::string>)> complete) = 0;
    /// Runs `work` on a worker thread and calls back on this one.
    virtual std::unique_ptr<Operation> offload(std::function<void()> work,
                                               std::function<void()> complete) = 0;
};

} // namespace shipglass
