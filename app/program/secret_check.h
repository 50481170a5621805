// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "config/keychain.h"
#include "config/secrets.h"

#include <filesystem>

namespace shipglass {

/// The real ways to a secret. `keychain` outlives them.
SecretDoors doorsOf(Keychain& keychain);

/// Asks for every secret of the enabled sources, so that nothing is sent when one is missing, and says each
/// mistake with its place on standard error. True when all are there. Blocks as long as the doors do.
bool secretsAreThere(const Config& config, const std::filesystem::path& file, const SecretDoors& doors);

} // namespace shipglass
