// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/error.h"
#include "records/record.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shipglass::query {

/// How the values of a field compare. `list`: any element; `word`: an enumeration; `label` and `attribute`:
/// the value of a key.
enum class FieldType { text, list, word, severity, number, time, duration, flag, label, attribute };

/// Something a record can be asked for.
struct Field {
    std::string name; ///< As in the query: `status`, `label.app`.
    FieldType type = FieldType::text;
    std::string key;                         ///< Of `label.KEY` and `attr.KEY`.
    std::span<const std::string_view> words; ///< Of word and severity, in the order of the enumeration.
};

/// What a kind can be asked for, but labels and attributes: `kind`, then the record's fields in its order
/// (`service` being the effective one), then `team`, `age`, `duration` and `stale`. Left out: maps, and lists
/// of parts (stages, attempts, tests, history, points, commits of deployments and changes).
const std::vector<Field>& fieldsOf(Kind kind);

/// The field of a name, `label.KEY` and `attr.KEY` too; an error that says what to ask for instead otherwise.
Result<Field> findField(Kind kind, std::string_view name);

/// From when `age` counts: startedAt, else createdAt; of kinds that have neither, when the record began.
/// Resources have no age.
std::optional<Time> ageFrom(const Record& record);

/// What `duration` is: finishedAt - startedAt of runs and deployments, resolvedAt - startedAt of alerts,
/// durationMs of tests; nothing while the end is unknown.
std::optional<Millis> durationOf(const Record& record);

} // namespace shipglass::query
