// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/alert_owner.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace shipglass {

Config withAlertOwner(Config config) {
    const auto& sources = config.sources;
    const bool owned = std::any_of(sources.begin(), sources.end(), [](const ConfiguredSource& source) {
        return source.kind == "alertmanager" && source.enabled;
    });
    for (ConfiguredSource& source : config.sources) {
        if (source.kind != "prometheus") continue;
        auto settings = nlohmann::json::parse(source.settings);
        if (settings.value("alerts", "auto") != "auto") continue;
        settings["alerts"] = owned ? "never" : "always";
        source.settings = settings.dump();
    }
    return config;
}

} // namespace shipglass
