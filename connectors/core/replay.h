// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/local_system.h"
#include "net/node.h"
#include "net/transport.h"

#include <string>
#include <vector>

namespace shipglass {

/// Plays recorded exchanges back, at once and without a network, processes or files: the world of a case
/// folder (docs/fixtures.md). Each exchange answers once, in any order of requests; the first that fits is
/// taken.
class Replay final : public Transport, public LocalSystem {
public:
    /// `exchanges` is the array of an exchange.json; bodies in files of their own are read from `folder`.
    explicit Replay(Json exchanges, std::string folder = {});

    std::unique_ptr<Operation> send(WireRequest request, Piece piece, Complete complete) override;
    std::unique_ptr<Operation> run(WireCommand command,
                                   std::function<void(Result<CommandResult>)> complete) override;
    std::unique_ptr<Operation> files(std::string glob,
                                     std::function<void(Result<std::vector<FileInfo>>)> complete) override;
    std::unique_ptr<Operation> read(std::string path, std::size_t largest,
                                    std::function<void(Result<std::string>)> complete) override;
    std::unique_ptr<Operation> offload(std::function<void()> work, std::function<void()> complete) override;

    /// What did not go as recorded: requests nobody expected, and exchanges nobody asked for.
    std::vector<std::string> complaints() const;
    /// The requests as they went out, credentials and all; for tests that look at them.
    const std::vector<WireRequest>& sent() const { return m_sent; }
    const std::vector<WireCommand>& commands() const { return m_commands; }

private:
    struct Exchange {
        Node node;
        bool used = false;
    };
    template <class Fits> Node take(std::string_view type, const std::string& asked, Fits fits);
    Result<std::string> body(Node response) const;
    Result<WireAnswer> answer(Node response, std::size_t largest) const;

    Json m_document;
    std::string m_folder;
    std::vector<Exchange> m_exchanges;
    std::vector<std::string> m_unexpected;
    std::vector<WireRequest> m_sent;
    std::vector<WireCommand> m_commands;
};

} // namespace shipglass
