// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/queries.h"

#include <algorithm>

namespace shipglass::queries {

namespace {

using query::Operator;

query::Term oneTerm(const std::string& field, Operator op, const std::vector<std::string>& values,
                    bool quoted = true) {
    query::Term term;
    term.field = field;
    term.op = op;
    for (const auto& value : values) term.values.push_back({value, quoted});
    return term;
}

query::Query negated(query::Term term) {
    term.negated = true;
    return {{std::move(term)}};
}

} // namespace

query::Query with(const std::string& field, const std::vector<std::string>& values) {
    return {{oneTerm(field, Operator::anyOf, values)}};
}

query::Query like(const std::string& field, const std::vector<std::string>& globs) {
    return {{oneTerm(field, Operator::anyOf, globs, false)}};
}

query::Query exactly(const std::string& field, const std::string& value) {
    return exactly(field, std::vector{value});
}

query::Query exactly(const std::string& field, const std::vector<std::string>& values) {
    return {{oneTerm(field, Operator::exact, values)}};
}

query::Query record(const std::string& source, const std::string& id) {
    return both(exactly("source", source), exactly("id", id));
}

query::Query without(const std::string& field, const std::string& value) {
    return negated(oneTerm(field, Operator::anyOf, {value}));
}

query::Query none(const std::string& field, const std::vector<std::string>& values) {
    return negated(oneTerm(field, Operator::exact, values));
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
