// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/secret_reference.h"
#include "records/time.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace shipglass {

/// A credential by the keys of `auth:`; which way to log in it is follows from which keys it has.
using ConfiguredAuth = std::map<std::string, ConfiguredText>;

/// Paths; `key` may also be a reference, whose value is the key itself as PEM, or its path.
struct ConfiguredTls {
    std::string authority, certificate;
    ConfiguredText key;

    bool operator==(const ConfiguredTls&) const = default;
};

/// What a source may be told to do: nothing, everything, or these verbs.
struct AllowedActions {
    bool all = false;
    std::vector<std::string> verbs;

    bool allows(const std::string& verb) const;
    bool operator==(const AllowedActions&) const = default;
};

/// One item of `sources:`. Values that were left out have their default, or none where the kind has its own.
struct ConfiguredSource {
    std::string name, kind, url;
    ConfiguredAuth auth, actionAuth;
    std::optional<Millis> every;
    Millis backfill{std::chrono::days(90)}, timeout{60'000};
    bool enabled = true;
    std::map<std::string, ConfiguredText> headers, env;
    ConfiguredText proxy;
    ConfiguredTls tls;
    unsigned atOnce = 0, perMinute = 0; ///< 0: as the kind has it.
    AllowedActions actions;
    std::string settings = "{}"; ///< The kind's own keys, as the text of a JSON object.
    Place place;                 ///< Of the item; does not count in comparisons.

    bool operator==(const ConfiguredSource& other) const;
};

} // namespace shipglass
