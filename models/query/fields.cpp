// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/fields.h"

#include "query/fold.h"
#include "query/match.h"
#include "records/nearest.h"

#include <algorithm>
#include <array>

namespace shipglass::query {

namespace {

template <class T> std::optional<Field> fieldOf(const char* name) {
    if constexpr (std::is_same_v<T, std::string>)
        return Field{name, FieldType::text, {}, {}};
    else if constexpr (std::is_same_v<T, MaybeList<std::string>>)
        return Field{name, FieldType::list, {}, {}};
    else if constexpr (std::is_enum_v<T>)
        return Field{
            name, std::is_same_v<T, Severity> ? FieldType::severity : FieldType::word, {}, Words<T>::list};
    else if constexpr (std::is_same_v<T, std::optional<std::int64_t>>)
        return Field{name, FieldType::number, {}, {}};
    else if constexpr (std::is_same_v<T, std::optional<Time>>)
        return Field{name, FieldType::time, {}, {}};
    else if constexpr (std::is_same_v<T, std::optional<bool>>)
        return Field{name, FieldType::flag, {}, {}};
    else
        return std::nullopt;
}

bool hasDuration(Kind kind) {
    return kind == Kind::run || kind == Kind::deployment || kind == Kind::alert || kind == Kind::test;
}

std::vector<Field> listFields(Kind kind) {
    std::vector<Field> fields{{"kind", FieldType::word, {}, Words<Kind>::list}};
    const auto add = [&]<class T>(const char* name, const T&) {
        if (auto field = fieldOf<T>(name)) fields.push_back(std::move(*field));
    };
    std::visit([&](const auto& record) { eachField(record, add); }, emptyRecord(kind));
    fields.push_back({"team", FieldType::text, {}, {}});
    if (kind != Kind::resource) fields.push_back({"age", FieldType::duration, {}, {}});
    if (hasDuration(kind)) fields.push_back({"duration", FieldType::duration, {}, {}});
    fields.push_back({"stale", FieldType::flag, {}, {}});
    return fields;
}

bool hasField(Kind kind, std::string_view wanted) {
    bool has = false;
    const auto look = [&](const char* name, const auto&) { has = has || wanted == name; };
    std::visit([&](const auto& record) { eachField(record, look); }, emptyRecord(kind));
    return has;
}

Error unknownField(Kind kind, std::string_view name) {
    const std::string of = " of a record of kind " + std::string(word(kind));
    std::string message;
    if (name == "labels" || name == "attributes")
        message =
            std::string(name) + of + " are asked for as " + (name == "labels" ? "label.KEY" : "attr.KEY");
    else if (hasField(kind, name))
        message = std::string(name) + of + " cannot be asked for";
    else {
        auto candidates = fieldNames(kind);
        const auto dot = name.find('.');
        if (dot != std::string_view::npos) candidates.emplace_back("attr");
        if (dot != std::string_view::npos && hasField(kind, "labels")) candidates.emplace_back("label");
        std::string nearest = nearestWord(name.substr(0, dot), candidates);
        if (nearest == "label" || nearest == "attr") nearest += clipped(name.substr(dot));
        message = "a record of kind " + std::string(word(kind)) + " has no field " + clipped(name) +
                  "; the nearest is " + nearest;
    }
    return {Fault::config, std::move(message), 0, {}};
}

} // namespace

const std::vector<Field>& fieldsOf(Kind kind) {
    static const auto all = [] {
        std::array<std::vector<Field>, Words<Kind>::list.size()> lists;
        for (std::size_t index = 0; index < lists.size(); ++index)
            lists[index] = listFields(static_cast<Kind>(index));
        return lists;
    }();
    return all.at(static_cast<std::size_t>(kind));
}

Result<Field> findField(Kind kind, std::string_view name) {
    const auto& fields = fieldsOf(kind);
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
    if (found != fields.end()) return *found;
    if (name.starts_with("attr.") && name.size() > 5)
        return Field{std::string(name), FieldType::attribute, std::string(name.substr(5)), {}};
    if (name.starts_with("label.") && name.size() > 6 && hasField(kind, "labels"))
        return Field{std::string(name), FieldType::label, std::string(name.substr(6)), {}};
    return unknownField(kind, name);
}

std::vector<std::string> fieldNames(Kind kind) {
    std::vector<std::string> names;
    for (const Field& field : fieldsOf(kind)) names.push_back(field.name);
    return names;
}

std::optional<Time> ageFrom(const Record& record) {
    const auto from = [&](const auto& value) -> std::optional<Time> {
        if constexpr (requires {
                          value.startedAt;
                          value.createdAt;
                      })
            return value.startedAt ? value.startedAt : value.createdAt;
        else if constexpr (requires { value.startedAt; })
            return value.startedAt;
        else
            return kindOf(record) == Kind::resource ? std::nullopt : beganAt(record);
    };
    return std::visit(from, record);
}

std::optional<Millis> durationOf(const Record& record) {
    const auto between = [](const std::optional<Time>& start, const std::optional<Time>& end) {
        return start && end ? std::optional(*end - *start) : std::nullopt;
    };
    const auto span = [&](const auto& value) -> std::optional<Millis> {
        if constexpr (requires { value.finishedAt; })
            return between(value.startedAt, value.finishedAt);
        else if constexpr (requires { value.resolvedAt; })
            return between(value.startedAt, value.resolvedAt);
        else if constexpr (requires { value.durationMs; })
            return value.durationMs ? std::optional(Millis{*value.durationMs}) : std::nullopt;
        else
            return std::nullopt;
    };
    return std::visit(span, record);
}

} // namespace shipglass::query
