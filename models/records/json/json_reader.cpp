// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json_reader.h"

#include "codec/json_value.h"
#include "codec/tidy.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace shipglass {

namespace {

using Json = nlohmann::json;

std::string rawName(std::string_view field) {
    if (field == "state" || field == "health") field = "status";
    std::string name = "raw";
    name += static_cast<char>(field.front() - 'a' + 'A');
    return name.append(field.substr(1));
}

/// Every field name of a record, to tell the unknown ones.
template <class R> const std::vector<std::string_view>& knownNames() {
    static const auto names = [] {
        std::vector<std::string_view> list{"kind"};
        const R record;
        eachField(record, [&](const char* name, const auto&) { list.emplace_back(name); });
        return list;
    }();
    return names;
}

template <class R> Record readFields(const Json& object, std::vector<std::string>* misread) {
    R record;
    Attributes kept;
    eachField(record, [&]<class T>(const char* name, T& field) {
        if constexpr (std::is_enum_v<T>) field = undocumented<T>();
        const auto found = object.find(name);
        if (found == object.end() || found->is_null() || JsonReader::get(*found, field)) return;
        kept.emplace(rawName(name), valueFromJson(*found));
        const bool isWord = std::is_enum_v<T> && found->is_string(); // of a system that has more of them
        if (misread && !isWord) misread->emplace_back(name);
    });
    const auto& names = knownNames<R>();
    for (const auto& [name, value] : object.items())
        if (std::find(names.begin(), names.end(), name) == names.end())
            kept.emplace(name, valueFromJson(value));
    record.attributes.merge(kept);
    return record;
}

template <std::size_t... Index>
Record readKind(Kind kind, const Json& object, std::vector<std::string>* misread,
                std::index_sequence<Index...>) {
    using Read = Record (*)(const Json&, std::vector<std::string>*);
    constexpr std::array<Read, sizeof...(Index)> readers{
        &readFields<std::variant_alternative_t<Index, Record>>...};
    return readers[static_cast<std::size_t>(kind)](object, misread);
}

Error malformed(std::string message) { return {Fault::malformed, std::move(message), 0, {}}; }

} // namespace

bool JsonReader::get(const Json& json, std::string& text) {
    if (json.is_string())
        text = json.get_ref<const std::string&>();
    else if (json.is_number_integer())
        text = json.dump();
    else
        return false;
    return true;
}

bool JsonReader::get(const Json& json, bool& value) {
    if (!json.is_boolean()) return false;
    value = json.get<bool>();
    return true;
}

bool JsonReader::get(const Json& json, std::int64_t& number) {
    constexpr double exact = 9'007'199'254'740'992.0;
    if (json.is_number_unsigned() && json.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
        return false;
    if (json.is_number_float()) {
        const double real = json.get<double>();
        if (!(std::abs(real) <= exact) || real != std::trunc(real)) return false;
    } else if (!json.is_number_integer()) {
        return false;
    }
    number = json.get<std::int64_t>();
    return true;
}

bool JsonReader::get(const Json& json, Time& time) {
    const auto read = json.is_string() ? parseTime(json.get_ref<const std::string&>()) : std::nullopt;
    time = read.value_or(Time{});
    return read.has_value();
}

bool JsonReader::get(const Json& json, Point& point) {
    // The years 0 to 9999, which can be written as RFC 3339 and subtracted without overflow.
    constexpr std::int64_t first = -62'167'219'200'000, last = 253'402'300'799'999;
    std::int64_t ms = 0;
    if (!json.is_array() || json.size() != 2 || !get(json[0], ms) || ms < first || ms > last) return false;
    if (!json[1].is_number() && !json[1].is_null()) return false;
    point.at = fromEpochMs(ms);
    point.value = json[1].is_null() ? std::numeric_limits<double>::quiet_NaN() : json[1].get<double>();
    return true;
}

bool JsonReader::get(const Json& json, Labels& labels) {
    if (!json.is_object()) return false;
    for (const auto& [key, value] : json.items())
        if (!value.is_null()) labels[key] = value.is_string() ? value.get<std::string>() : value.dump();
    return true;
}

bool JsonReader::get(const Json& json, Attributes& attributes) {
    if (!json.is_object()) return false;
    for (const auto& [key, value] : json.items()) attributes.emplace(key, valueFromJson(value));
    return true;
}

Result<Record> readRecord(const Json& object, std::vector<std::string>* misread) {
    if (!object.is_object()) return malformed("a record is not a JSON object");
    const auto found = object.find("kind");
    if (found == object.end() || !found->is_string()) return malformed("a record has no kind");
    const auto kind = fromWord<Kind>(found->get_ref<const std::string&>());
    if (!kind)
        return malformed(
            "a record's kind is not one of run, deployment, change, alert, resource, metric, log, test");
    Record record = readKind(*kind, object, misread, std::make_index_sequence<std::variant_size_v<Record>>{});
    if (common(record).id.empty())
        return malformed("a record of kind " + std::string(word(*kind)) + " has no id");
    dropImpossibleEnds(record);
    return record;
}

} // namespace shipglass
