// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/local_system.h"
#include "net/redaction.h"
#include "net/transport.h"

#include <vector>

namespace shipglass {

/// The world of an action that is only to be looked at: notes the first thing that would leave this machine,
/// and sends and runs nothing.
class Preview final : public Transport, public LocalSystem {
public:
    std::unique_ptr<Operation> send(WireRequest request, Piece piece, Complete complete) override;
    std::unique_ptr<Operation> run(WireCommand command,
                                   std::function<void(Result<CommandResult>)> complete) override;
    std::unique_ptr<Operation> files(std::string glob,
                                     std::function<void(Result<std::vector<FileInfo>>)> complete) override;
    std::unique_ptr<Operation> read(std::string path, std::size_t largest,
                                    std::function<void(Result<std::string>)> complete) override;
    std::unique_ptr<Operation> offload(std::function<void()> work, std::function<void()> complete) override;

    /// What was noted, without the secrets.
    std::string text(const Redactor& redact) const;

private:
    std::vector<WireRequest> m_requests;
    std::vector<WireCommand> m_commands;
};

} // namespace shipglass
