// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/error.h"
#include "records/record.h"
#include "records/severity_words.h"

#include <string>
#include <type_traits>
#include <vector>

#include <nlohmann/json.hpp>

namespace shipglass {

/// What an undocumented word of an enumeration is taken for; never something that would look like a success.
template <class E> constexpr E undocumented() {
    if constexpr (std::is_same_v<E, TestStatus>)
        return TestStatus::error;
    else
        return E{};
}

/// What another system's word for a value of an enumeration means.
template <class E> constexpr E meantBy([[maybe_unused]] std::string_view said) {
    if constexpr (std::is_same_v<E, Severity>)
        return severityOfWord(said);
    else
        return undocumented<E>();
}

/// Reads values of every type that a record is made of; each `get` is false, and leaves an unknown value, for
/// JSON of another type. Items of a list that cannot be read are left out.
class JsonReader {
public:
    using Json = nlohmann::json;

    static bool get(const Json& json, std::string& text);
    static bool get(const Json& json, bool& value);
    static bool get(const Json& json, std::int64_t& number);
    static bool get(const Json& json, Time& time);
    static bool get(const Json& json, Point& point);
    static bool get(const Json& json, Labels& labels);
    static bool get(const Json& json, Attributes& attributes);
    template <class T> static bool get(const Json& json, std::optional<T>& value) {
        T read{};
        value = get(json, read) ? std::optional(std::move(read)) : std::nullopt;
        return value.has_value();
    }
    template <class T> static bool get(const Json& json, std::vector<T>& list) {
        if (!json.is_array()) return false;
        list.reserve(json.size());
        for (const Json& item : json) {
            T read{};
            if (get(item, read)) list.push_back(std::move(read));
        }
        return true;
    }
    template <class Status> static bool get(const Json& json, Moment<Status>& moment) {
        if (!json.is_object() || !json.contains("at") || !get(json["at"], moment.at)) return false;
        moment.status = undocumented<Status>();
        if (json.contains("status")) get(json["status"], moment.status);
        if (json.contains("observed")) get(json["observed"], moment.observed);
        return true;
    }
    template <class T> static bool get(const Json& json, T& value) {
        if constexpr (std::is_enum_v<T>) {
            const std::string_view said =
                json.is_string() ? std::string_view(json.get_ref<const std::string&>()) : std::string_view();
            const auto known = fromWord<T>(said);
            value = known.value_or(meantBy<T>(said));
            return known.has_value();
        } else {
            if (!json.is_object()) return false;
            eachField(value, [&](const char* name, auto& field) {
                if (const auto found = json.find(name); found != json.end()) get(*found, field);
            });
            return true;
        }
    }
};

/// Reads a record of an object; `misread` gets the names of the fields whose JSON was of another type. A word
/// that an enumeration does not have is none of these.
Result<Record> readRecord(const nlohmann::json& object, std::vector<std::string>* misread = nullptr);

} // namespace shipglass
