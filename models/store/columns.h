// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace shipglass {

/// How a field of a record lies in the store: in a column of the kind's table (as text, as a row of `names`,
/// as a number or as JSON text), in the table of details that lists do not touch, or in a table of its own.
enum class Storage { text, name, time, integer, flag, word, json, detail, stages, history, points, none };

/// A field and where it lies.
struct Column {
    std::string_view name;
    Storage storage;
};

/// The fields of a kind, in the order of the record.
const std::vector<Column>& columnsOf(Kind kind);
/// The storage of a field; none for what the kind does not have.
Storage storageOf(Kind kind, std::string_view field);
/// `runs`, `deployments`, ...: the table of a kind.
std::string tableOf(Kind kind);
/// `run_details`, `run_history`, ...: a table beside it.
std::string sideTable(Kind kind, std::string_view what);
/// A column's name as SQL takes it.
std::string columnName(std::string_view name);

bool hasHistory(Kind kind);

template <class T> struct IsHistory : std::false_type {};
template <class Status> struct IsHistory<History<Status>> : std::true_type {};
/// The types of fields that keep a record's life.
template <class T> inline constexpr bool isHistory = IsHistory<std::remove_cvref_t<T>>::value;

} // namespace shipglass
