// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/query.h"
#include "store/source_state.h"

namespace shipglass {

/// Reads what `show sources --where` asks for, in the query language; its fields are `source` (or `name`),
/// `kind`, `health` and `fault`. A mistake is `config` and names the column.
Result<query::Query> parseSourceQuery(const std::string& text);

/// Whether every term holds. A source without a fault satisfies no plain term about it and every negated one;
/// a word alone is looked for in its name and in what it says of its error.
bool matches(const query::Query& query, const SourceState& state);

} // namespace shipglass
