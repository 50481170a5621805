// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/query.h"

#include <string>
#include <string_view>
#include <vector>

namespace shipglass::queries {

/// `field:a,b` with the values taken as they are.
query::Query with(const std::string& field, const std::vector<std::string>& values);
/// `field=value`.
query::Query exactly(const std::string& field, const std::string& value);
/// `-field:value`.
query::Query without(const std::string& field, const std::string& value);
/// Both must hold.
query::Query both(query::Query left, const query::Query& right);
/// True when a term asks for this field.
bool mentions(const query::Query& query, std::string_view field);

} // namespace shipglass::queries
