// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "program/engine.h"

namespace shipglass {

/// The engine that a command line asks for: its history, the user's cache of answers, `--record` and
/// `--log-level`.
Engine::Options engineOptions(const std::string& storePath, const cli::Common& common);

} // namespace shipglass
