// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "net/local_system.h"

#include <sys/types.h>

namespace shipglass {

/// A child process that has been started: leader of its own process group. Our ends of its pipes do not
/// block.
struct Spawned {
    pid_t pid = -1;
    Descriptor ended; ///< Readable when the child has ended.
    Descriptor input, output, errors;
};

/// Starts a program without a shell. It inherits no descriptor, no signal setting and no environment of ours;
/// a PATH is added where none was given, and that PATH is searched. Fault::config when it cannot be started.
Result<Spawned> spawnChild(const WireCommand& command);

/// The program's name without its folder, for messages.
std::string programName(const WireCommand& command);

} // namespace shipglass
