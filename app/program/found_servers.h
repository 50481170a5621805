// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "program/engine.h"
#include "widgets/commands.h"

#include <functional>
#include <vector>

namespace shipglass {

/// Asks each usual port of this machine once whether a known server answers there; `found` is called through
/// `caller`.
void findServersHere(Engine& engine, Executor caller, std::function<void(std::vector<OfferedServer>)> found);

} // namespace shipglass
