// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/local_machine.h"

#include "net/child_process.h"
#include "net/local_files.h"

#include <optional>

namespace shipglass {

namespace {

/// Runs `work` on a worker and hands its result to `complete` on the loop.
template <class T>
std::unique_ptr<Operation> runFor(WorkerThreads& workers,
                                  std::function<Result<T>(const std::atomic<bool>&)> work,
                                  std::function<void(Result<T>)> complete) {
    auto result = std::make_shared<std::optional<Result<T>>>();
    return workers.run([result, work = std::move(work)](
                           const std::atomic<bool>& canceled) { result->emplace(work(canceled)); },
                       [result, complete = std::move(complete)] {
                           complete(*result ? std::move(**result)
                                            : Result<T>(Error{Fault::tooLarge, "out of memory", 0, {}}));
                       });
}

} // namespace

LocalMachine::LocalMachine() : m_reaper(std::make_shared<Reaper>()) { ignoreBrokenPipes(); }

LocalMachine::~LocalMachine() = default;

std::unique_ptr<Operation> LocalMachine::run(WireCommand command,
                                             std::function<void(Result<CommandResult>)> complete) {
    return std::make_unique<ChildProcess>(std::move(command), m_reaper, std::move(complete));
}

std::unique_ptr<Operation> LocalMachine::files(std::string glob,
                                               std::function<void(Result<std::vector<FileInfo>>)> complete) {
    return runFor<std::vector<FileInfo>>(
        m_workers,
        [glob = std::move(glob)](const std::atomic<bool>& canceled) { return findFiles(glob, canceled); },
        std::move(complete));
}

std::unique_ptr<Operation> LocalMachine::read(std::string path, std::size_t largest,
                                              std::function<void(Result<std::string>)> complete) {
    return runFor<std::string>(
        m_workers,
        [path = std::move(path), largest](const std::atomic<bool>&) { return readFile(path, largest); },
        std::move(complete));
}

std::unique_ptr<Operation> LocalMachine::offload(std::function<void()> work, std::function<void()> complete) {
    return m_workers.run([work = std::move(work)](const std::atomic<bool>&) { work(); }, std::move(complete));
}

} // namespace shipglass
