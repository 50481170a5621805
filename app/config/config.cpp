// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/config.h"

#include <algorithm>
#include <tuple>

namespace shipglass {

bool AllowedActions::allows(const std::string& verb) const {
    return all || std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

bool ConfiguredSource::operator==(const ConfiguredSource& other) const {
    const auto parts = [](const ConfiguredSource& s) {
        return std::tie(s.name, s.kind, s.url, s.auth, s.actionAuth, s.every, s.backfill, s.timeout,
                        s.enabled, s.headers, s.env, s.proxy, s.tls, s.atOnce, s.perMinute, s.actions,
                        s.settings);
    };
    return parts(*this) == parts(other);
}

const ConfiguredSource* Config::source(const std::string& name) const {
    const auto found =
        std::find_if(sources.begin(), sources.end(), [&](const auto& source) { return source.name == name; });
    return found == sources.end() ? nullptr : &*found;
}

} // namespace shipglass
