// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/configured_names.h"

namespace shipglass {

std::vector<ConfiguredName> configuredNames(const Config& config) {
    std::vector<ConfiguredName> names;
    for (const ConfiguredSource& source : config.sources)
        names.push_back({source.name, source.kind, source.enabled});
    return names;
}

} // namespace shipglass
