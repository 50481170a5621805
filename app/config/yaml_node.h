// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/mistake.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shipglass {

struct YamlNode;
/// Nodes are shared where the file uses aliases.
using YamlPtr = std::shared_ptr<const YamlNode>;

enum class YamlType { null, scalar, list, map };

/// One value of a YAML file with its place. A tree of our own, since yaml-cpp's drops duplicate keys and
/// anchors.
struct YamlNode {
    YamlType type = YamlType::null;
    Place place;
    int lastLine = 0;           ///< The last line that a value below it begins on.
    std::string text;           ///< Of a scalar.
    bool quoted = false;        ///< Text by its spelling, never a number, boolean or null.
    bool flow = false;          ///< Written with brackets or braces.
    bool anchored = false;      ///< It or something below it has an anchor, is an alias or is merged.
    std::size_t weight = 1;     ///< Values below it and itself, aliases followed.
    std::vector<YamlPtr> items; ///< Of a list.
    std::vector<std::pair<YamlPtr, YamlPtr>>
        entries; ///< Of a map, in the order of the file; keys are scalars.
};

/// Reads one YAML document; `<<` merges. Null when there is none, or when it cannot be read at all (then a
/// mistake says why). Duplicate keys are mistakes, and the first one stays. At most 1 MB, 50 levels, 2 000
/// keys a map and 100 000 values.
YamlPtr readYaml(std::string_view text, Mistakes& mistakes);

/// The value of a key; null for a key that is not there.
YamlPtr find(const YamlPtr& map, std::string_view key);

/// True when both mean the same; places, comments and the style do not count.
bool sameMeaning(const YamlPtr& a, const YamlPtr& b);

} // namespace shipglass
