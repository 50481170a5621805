// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json_value.h"

#include "codec/json_reader.h"
#include "codec/json_writer.h"
#include "codec/utf8.h"

#include <algorithm>
#include <limits>

namespace shipglass {

namespace {

using Json = nlohmann::json;

Error tooLarge(std::string message) { return {Fault::tooLarge, std::move(message), 0, {}}; }

} // namespace

std::optional<Error> overLimit(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes)
        return tooLarge("a JSON text is over " + std::to_string(limits.bytes) + " bytes");
    std::size_t depth = 0, deepest = 0, values = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            if (c == '\\') ++at;
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
            ++values;
        } else if (c == '}' || c == ']') {
            depth -= depth > 0 ? 1 : 0;
        } else if (c == ',') {
            ++values;
        }
    }
    if (deepest > limits.depth)
        return tooLarge("a JSON text nests over " + std::to_string(limits.depth) + " deep");
    if (values > limits.values)
        return tooLarge("a JSON text has over " + std::to_string(limits.values) + " values");
    return std::nullopt;
}

Result<Json> parseJson(std::string_view text, const JsonLimits& limits) {
    if (auto error = overLimit(text, limits)) return std::move(*error);
    try {
        return isUtf8(text) ? Json::parse(text) : Json::parse(repairUtf8(text));
    } catch (const Json::parse_error& error) {
        // The parser's own words quote the text, which may hold a secret.
        return Error{Fault::malformed, "no valid JSON at byte " + std::to_string(error.byte), 0, {}};
    } catch (const Json::exception&) {
        return Error{Fault::malformed, "a JSON number is too large to be read", 0, {}};
    }
}

Result<Record> recordFromJson(const Json& object) { return readRecord(object); }

Json recordToJson(const Record& record) { return Json::parse(toJson(record)); }

Value valueFromJson(const Json& json) {
    if (json.is_string()) return json.get<std::string>();
    if (json.is_boolean()) return json.get<bool>();
    std::int64_t number = 0;
    if (json.is_number_integer() && JsonReader::get(json, number)) return number;
    if (json.is_number()) return json.get<double>();
    return JsonText{json.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Json valueToJson(const Value& value) {
    std::string text;
    JsonWriter(text).put(value);
    return Json::parse(text);
}

} // namespace shipglass
