// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/zone.h"

#include <optional>
#include <string>

namespace shipglass {

/// A time zone of the system's database as plain data, from 1970 to 2100; nothing for a name it does not
/// have.
std::optional<dora::Zone> zoneNamed(const std::string& name);
/// The name of the database that is most like this one.
std::string nearestZone(const std::string& name);

} // namespace shipglass
