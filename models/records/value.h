// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>

namespace shipglass {

/// JSON text of a list, an object or null, kept as it came.
struct JsonText {
    std::string text;
    bool operator==(const JsonText&) const = default;
};

/// A value of a field that the records have no place of their own for.
using Value = std::variant<bool, std::int64_t, double, std::string, JsonText>;
using Attributes = std::map<std::string, Value>;
using Labels = std::map<std::string, std::string>;

} // namespace shipglass
