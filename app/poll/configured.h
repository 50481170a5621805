// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "net/session_core.h"
#include "poll/polled_source.h"

namespace shipglass {

/// Finds the connector of a kind, null for none; `findConnector` of the registry in the program.
using FindConnector = const Connector* (*)(std::string_view kind);

/// What the poller takes from a configuration that was read without mistakes; a kind without a connector is
/// left out.
PolledSources polledSources(const Config& config, FindConnector find);

/// What a session takes from a source.
SourceConfig sessionConfig(const ConfiguredSource& source, const Connector& connector);

} // namespace shipglass
