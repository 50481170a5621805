// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "waiting.h"

#include "net/local_machine.h"

#include <optional>

namespace shipglass {

/// What a shell is told to do.
inline WireCommand shell(std::string script) {
    WireCommand command;
    command.argv = {"sh", "-c", std::move(script)};
    return command;
}

/// Turns the loop until the command has ended.
inline Result<CommandResult> run(LocalMachine& machine, WireCommand command) {
    std::optional<Result<CommandResult>> got;
    const auto operation =
        machine.run(std::move(command), [&](Result<CommandResult> result) { got = std::move(result); });
    turnLoop([&] { return got.has_value(); });
    return got ? *got : Result<CommandResult>(Error{Fault::canceled, "the test gave up", 0, {}});
}

} // namespace shipglass
