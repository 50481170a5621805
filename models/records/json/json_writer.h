// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace shipglass {

/// Appends values as JSON to a text; every type that a record is made of has its `put`.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : m_out(out) {}

    /// What is not written: unknown values, and lists and maps that cannot tell empty from unknown.
    static bool absent(const std::string& text) { return text.empty(); }
    template <class K, class V> static bool absent(const std::map<K, V>& map) { return map.empty(); }
    template <class Status> static bool absent(const History<Status>& history) { return history.empty(); }
    template <class T> static bool absent(const std::optional<T>& value) { return !value; }
    template <class T> static bool absent(const T&) { return false; }

    void put(const std::string& text) { putText(text); }
    void put(bool value) { m_out += value ? "true" : "false"; }
    void put(std::int64_t number) { m_out += std::to_string(number); }
    void put(double number);
    void put(Time time) { putText(formatTime(time)); }
    void put(const JsonText& json);
    void put(const Value& value) {
        std::visit([this](const auto& held) { put(held); }, value);
    }
    void put(const Point& point);
    template <class V> void put(const std::map<std::string, V>& map) {
        object([&] {
            for (const auto& [key, value] : map) member(key, value);
        });
    }
    template <class T> void put(const std::optional<T>& value) { put(*value); }
    template <class T> void put(const std::vector<T>& list) {
        m_out += '[';
        for (const T& item : list) {
            if (&item != &list.front()) m_out += ',';
            put(item);
        }
        m_out += ']';
    }
    template <class Status> void put(const Moment<Status>& moment);
    /// An enumeration as its word, anything else as an object of its fields.
    template <class T> void put(const T& value) {
        if constexpr (std::is_enum_v<T>)
            putText(word(value));
        else
            object([&] { fields(value); });
    }

    template <class Members> void object(Members&& members) {
        m_out += '{';
        members();
        m_out += '}';
    }
    template <class T> void member(std::string_view name, const T& value) {
        if (m_out.back() != '{') m_out += ',';
        putText(name);
        m_out += ':';
        put(value);
    }
    template <class R> void fields(const R& record) {
        eachField(record, [this](std::string_view name, const auto& field) {
            if (!absent(field)) member(name, field);
        });
    }

private:
    void putText(std::string_view text);

    std::string& m_out;
};

template <class Status> void JsonWriter::put(const Moment<Status>& moment) {
    object([&] {
        member("at", moment.at);
        member("status", moment.status);
        if (moment.observed) member("observed", true);
    });
}

} // namespace shipglass
