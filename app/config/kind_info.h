// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/words.h"

#include <array>
#include <string>
#include <vector>

namespace shipglass {

/// What a key of a kind takes; the same words as a connector's field types.
enum class ValueType { text, textList, integer, boolean, duration, map, mapList };
template <> struct Words<ValueType> {
    static constexpr std::array<std::string_view, 7> list{"text",     "list", "integer", "boolean",
                                                          "duration", "map",  "maps"};
};

/// One key of a kind's own.
struct KindField {
    std::string key;
    ValueType type = ValueType::text;
    bool required = false;
};

/// One way to log in: all of these keys of `auth:`. Without keys: no credential at all.
struct KindAuth {
    std::string kind;
    std::vector<std::string> keys;
};

enum class UrlNeed { none, optional, required };

/// What the configuration has to know of a kind of source; the program makes it from the connector.
struct KindInfo {
    std::string id;
    std::vector<KindAuth> auth;
    std::vector<KindField> fields;
    UrlNeed url = UrlNeed::optional;
    bool runsPrograms = false; ///< As `exec`: taken only from a file that nobody else can write to.
};
using KindList = std::vector<KindInfo>;

} // namespace shipglass
