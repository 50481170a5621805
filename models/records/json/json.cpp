// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"

#include "codec/json_value.h"
#include "codec/json_writer.h"

#include <nlohmann/json.hpp>

namespace shipglass {

std::string toJson(const Record& record) {
    std::string line;
    line.reserve(1024);
    JsonWriter writer(line);
    writer.object([&] {
        writer.member("kind", kindOf(record));
        std::visit([&](const auto& value) { writer.fields(value); }, record);
    });
    return line;
}

Result<Record> fromJson(std::string_view text, const JsonLimits& limits) {
    const auto json = parseJson(text, limits);
    return json ? recordFromJson(*json) : Result<Record>(json.error());
}

} // namespace shipglass
