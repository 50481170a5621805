// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

#include <string>
#include <string_view>

namespace shipglass {

/// The parts of records as JSON text, in the same form as inside a record: what the store keeps in a column.
/// `Part` is Attributes, Labels, TestCounts, one of the histories, or a vector of std::string, Stage,
/// Attempt, ChangeCommit, RepositoryCommit or Point; for lists that may be unknown, the caller keeps that
/// apart (NULL).
template <class Part> std::string partToJson(const Part& part);

/// The part that a text holds. What cannot be read of it is left out; no JSON at all gives an empty part.
template <class Part> Part partFromJson(std::string_view text);

inline std::string attributesToJson(const Attributes& attributes) { return partToJson(attributes); }
inline Attributes attributesFromJson(std::string_view text) { return partFromJson<Attributes>(text); }

} // namespace shipglass
