// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/columns.h"

#include <algorithm>
#include <array>

namespace shipglass {

namespace {

/// Texts that many records share; they are kept once a source, which keeps rows and indexes narrow.
constexpr std::array<std::string_view, 13> shared{"project", "repository",  "pipeline", "branch", "actor",
                                                  "author",  "environment", "service",  "region", "type",
                                                  "stream",  "suite",       "class"};

template <class T> Storage storageFor(std::string_view name) {
    if (name == "source" || name == "id" || name == "observedAt") return Storage::none;
    if constexpr (std::is_same_v<T, std::string>)
        return std::find(shared.begin(), shared.end(), name) != shared.end() ? Storage::name : Storage::text;
    else if constexpr (std::is_same_v<T, std::optional<Time>>)
        return Storage::time;
    else if constexpr (std::is_same_v<T, std::optional<std::int64_t>>)
        return Storage::integer;
    else if constexpr (std::is_same_v<T, std::optional<bool>>)
        return Storage::flag;
    else if constexpr (std::is_enum_v<T>)
        return Storage::word;
    else if constexpr (isHistory<T>)
        return Storage::history;
    else if constexpr (std::is_same_v<T, MaybeList<Stage>>)
        return Storage::stages;
    else if constexpr (std::is_same_v<T, std::vector<Point>>)
        return Storage::points;
    else
        return name == "labels" ? Storage::json : Storage::detail;
}

std::vector<Column> collect(Kind kind) {
    std::vector<Column> columns;
    const Record record = emptyRecord(kind);
    std::visit(
        [&](const auto& value) {
            eachField(value, [&](std::string_view name, const auto& field) {
                columns.push_back({name, storageFor<std::remove_cvref_t<decltype(field)>>(name)});
            });
        },
        record);
    return columns;
}

} // namespace

const std::vector<Column>& columnsOf(Kind kind) {
    static const auto all = [] {
        std::array<std::vector<Column>, Words<Kind>::list.size()> lists;
        for (std::size_t index = 0; index < lists.size(); ++index)
            lists[index] = collect(static_cast<Kind>(index));
        return lists;
    }();
    return all.at(static_cast<std::size_t>(kind));
}

Storage storageOf(Kind kind, std::string_view field) {
    for (const Column& column : columnsOf(kind))
        if (column.name == field) return column.storage;
    return Storage::none;
}

std::string tableOf(Kind kind) { return std::string(word(kind)) + "s"; }

std::string sideTable(Kind kind, std::string_view what) {
    return std::string(word(kind)) + "_" + std::string(what);
}

std::string columnName(std::string_view name) { return '"' + std::string(name) + '"'; }

bool hasHistory(Kind kind) {
    const auto& columns = columnsOf(kind);
    return std::any_of(columns.begin(), columns.end(),
                       [](const Column& c) { return c.storage == Storage::history; });
}

} // namespace shipglass
