// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/executor.h"
#include "program/engine.h"
#include "program/setup.h"

namespace shipglass {

/// A configuration that takes the last one's place, or the mistakes for which the last one stays in force.
using ConfigNews = Result<std::shared_ptr<const Config>>;

/// Watches the configuration's file on the engine's poll thread, which has the event loop that this needs, as
/// long as the engine lives. Every change is told through `caller`.
void followConfig(Engine& engine, const Setup& setup, Executor caller,
                  std::function<void(const ConfigNews&)> changed);

} // namespace shipglass
