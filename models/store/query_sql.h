// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/resolve.h"
#include "query/services.h"
#include "store/condition.h"
#include "store/journal.h"

#include <map>
#include <vector>

namespace shipglass {

/// What the terms of a query are turned into SQL with.
struct SqlContext {
    Kind kind = Kind::run;
    Time now{};
    const ServiceRules& services;
    const std::map<std::int64_t, ScopeView>& scopes;
};

/// A SELECT of rows by an index, which holds all the rows of the answer; worth reading one by one while there
/// are no more than `most`.
struct Driver {
    Condition select;
    std::size_t most = 0;
};

/// A query as SQL. Where `exact` is false, the condition lets more through than the query does, and what it
/// gives is to be held against the query in memory.
struct SqlFilter {
    Condition condition;
    bool exact = true;
    std::vector<Driver> drivers;
};

/// `past`: for what was true earlier, so that only what never changes is left to SQL.
SqlFilter toSql(const std::vector<query::Resolved>& terms, const SqlContext& context, bool past);

/// A text as a part of a LIKE pattern with `\` as its escape.
std::string escapedLike(const std::string& text);
/// The condition that `column` is one of the patterns, or one exactly.
Condition textCondition(const std::string& column, const std::vector<query::Pattern>& patterns, bool exactly);
/// The same of a column of names.
Condition nameCondition(const std::string& column, const std::string& field,
                        const std::vector<query::Pattern>& patterns, bool exactly);
/// The condition that a label of the record is one of the patterns.
Condition labelCondition(Kind kind, const std::string& key, const std::vector<query::Pattern>& patterns,
                         bool exactly);
/// The condition that the effective service of the record, or its team, satisfies the term.
Condition serviceCondition(const query::Resolved& term, const SqlContext& context);

/// A MATCH of the trigram index that finds every row with the text in one of its fields; "" where it is too
/// short.
std::string trigramsOf(std::string_view text);

} // namespace shipglass
