// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "delivery/terms.h"

#include <filesystem>

namespace shipglass {

/// The terms that a configuration states; its file's place is what the overlay is found by. A time zone that
/// is named here takes the place of the configuration's; UTC where neither names one. One that does not exist
/// is Fault::config, with the nearest.
Result<delivery::Terms> doraTerms(const Config& config, const std::filesystem::path& configuration,
                                  const std::string& timeZone = {});

} // namespace shipglass
