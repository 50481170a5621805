// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/queries.h"

#include <algorithm>

namespace shipglass::queries {

namespace {

query::Query oneTerm(bool negated, const std::string& field, query::Operator op,
                     const std::vector<std::string>& values) {
    query::Term term;
    term.negated = negated;
    term.field = field;
    term.op = op;
    for (const auto& value : values) term.values.push_back({value, true});
    return {{std::move(term)}};
}

} // namespace

query::Query with(const std::string& field, const std::vector<std::string>& values) {
    return oneTerm(false, field, query::Operator::anyOf, values);
}

query::Query exactly(const std::string& field, const std::string& value) {
    return oneTerm(false, field, query::Operator::exact, {value});
}

query::Query without(const std::string& field, const std::string& value) {
    return oneTerm(true, field, query::Operator::anyOf, {value});
}

query::Query both(query::Query left, const query::Query& right) {
    left.terms.insert(left.terms.end(), right.terms.begin(), right.terms.end());
    return left;
}

bool mentions(const query::Query& query, std::string_view field) {
    return std::any_of(query.terms.begin(), query.terms.end(),
                       [field](const auto& term) { return term.field == field; });
}

} // namespace shipglass::queries
