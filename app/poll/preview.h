// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/local_system.h"
#include "net/redaction.h"
#include "net/transport.h"

#include <vector>

namespace shipglass {

/// The world of an action that is only to be looked at. What an action reads before it writes is really read,
/// as the request depends on it. A request that changes something, and a command, is noted and never sent;
/// the action goes on with an empty answer, as far as that takes it.
class Preview final : public Transport, public LocalSystem {
public:
    /// What is read comes from these, which outlive this.
    Preview(Transport& outside, LocalSystem& machine) : m_outside(outside), m_machine(machine) {}

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
    Transport& m_outside;
    LocalSystem& m_machine;
    std::vector<WireRequest> m_requests;
    std::vector<WireCommand> m_commands;
};

} // namespace shipglass
