// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/kind_info.h"

/// A few kinds of sources for tests of the configuration.
inline shipglass::KindList testKinds() {
    using namespace shipglass;
    const auto field = [](const char* key, ValueType type, bool required) {
        return KindField{key, type, required};
    };
    const KindAuth none{"none", {}}, token{"token", {"token"}}, basic{"basic", {"user", "password"}};
    return {{"github",
             {token, none},
             {field("repositories", ValueType::textList, false), field("owners", ValueType::textList, false)},
             UrlNeed::optional,
             false},
            {"jenkins",
             {{"token", {"user", "token"}}, basic, none},
             {field("jobs", ValueType::textList, false)},
             UrlNeed::required,
             false},
            {"pagerduty",
             {token},
             {field("teams", ValueType::textList, false), field("from", ValueType::text, false)},
             UrlNeed::optional,
             false},
            {"alertmanager", {none, basic, token}, {}, UrlNeed::required, false},
            {"junit", {none}, {field("paths", ValueType::textList, true)}, UrlNeed::none, false},
            {"http_json",
             {none, token, basic},
             {field("record", ValueType::text, true), field("fields", ValueType::map, true),
              field("path", ValueType::text, false), field("query", ValueType::map, false),
              field("pageSize", ValueType::integer, false), field("strict", ValueType::boolean, false),
              field("window", ValueType::duration, false), field("rules", ValueType::mapList, false)},
             UrlNeed::required,
             false},
            {"exec",
             {none},
             {field("command", ValueType::textList, false), field("settings", ValueType::map, false)},
             UrlNeed::none,
             true}};
}
