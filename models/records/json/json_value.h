// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/json.h"

#include <nlohmann/json_fwd.hpp>

namespace shipglass {

/// Looks over a text before it is parsed, so that hostile nesting costs no memory: `tooLarge`, or nothing.
std::optional<Error> overLimit(std::string_view text, const JsonLimits& limits);

/// Parses JSON within the limits; broken UTF-8 becomes U+FFFD. Errors: `malformed` names the byte, `tooLarge`
/// the limit.
Result<nlohmann::json> parseJson(std::string_view text, const JsonLimits& limits = {});

/// The record that a JSON object holds, as fromJson() reads it.
Result<Record> recordFromJson(const nlohmann::json& object);
/// The object that toJson() writes as text.
nlohmann::json recordToJson(const Record& record);

/// A field's value for `attributes`, its JSON type kept. Whole numbers over 64 bits become floating point.
Value valueFromJson(const nlohmann::json& json);
nlohmann::json valueToJson(const Value& value);

} // namespace shipglass
