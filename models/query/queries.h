// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/query.h"

#include <string>
#include <string_view>
#include <vector>

namespace shipglass::queries {

/// `field:a,b` with the values taken as they are.
query::Query with(const std::string& field, const std::vector<std::string>& values);
/// `field:a*,b` with the values as globs.
query::Query like(const std::string& field, const std::vector<std::string>& globs);
/// `field=value`, or any of several values.
query::Query exactly(const std::string& field, const std::string& value);
query::Query exactly(const std::string& field, const std::vector<std::string>& values);
/// The one record with this id.
query::Query record(const std::string& source, const std::string& id);
/// `-field:value`.
query::Query without(const std::string& field, const std::string& value);
/// None of the values: `-field=value`.
query::Query none(const std::string& field, const std::vector<std::string>& values);
/// Both must hold.
query::Query both(query::Query left, const query::Query& right);
/// True when a term asks for this field.
bool mentions(const query::Query& query, std::string_view field);

} // namespace shipglass::queries
