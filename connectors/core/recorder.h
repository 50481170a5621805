// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/clock.h"
#include "net/host.h"
#include "net/local_system.h"
#include "net/log.h"
#include "net/session_core.h"

namespace shipglass {

/// Stands between the sessions of one source and the world, and writes down what goes through as a case
/// folder (docs/fixtures.md), without secrets. Nothing is held up by it, and nothing fails because of it.
/// Lives on the thread of its sessions.
class Recorder final : public Transport, public LocalSystem {
public:
    /// Writes below `parent`; the world outlives this. Without a log nobody hears of what cannot be written.
    Recorder(std::string parent, const SessionWorld& world, Log log = {});
    ~Recorder() override;

    /// A session begins. The first one's configuration, cursors and time become the case's settings.
    void begin(const SourceConfig& config, const std::shared_ptr<Secrets>& secrets, const Host& host);

    std::unique_ptr<Operation> send(WireRequest request, Piece piece, Complete complete) override;
    std::unique_ptr<Operation> run(WireCommand command,
                                   std::function<void(Result<CommandResult>)> complete) override;
    std::unique_ptr<Operation> files(std::string glob,
                                     std::function<void(Result<std::vector<FileInfo>>)> complete) override;
    std::unique_ptr<Operation> read(std::string path, std::size_t largest,
                                    std::function<void(Result<std::string>)> complete) override;
    std::unique_ptr<Operation> offload(std::function<void()> work, std::function<void()> complete) override;

private:
    struct Tape;

    Transport& m_transport;
    LocalSystem& m_local;
    const Clock& m_clock;
    std::string m_parent;
    Log m_log;
    std::shared_ptr<Tape> m_tape; ///< Shared with what is on its way, which may end after this.
};

} // namespace shipglass
